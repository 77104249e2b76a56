import type { ColumnSql, Derivation, Level } from './comparison-kind.ts';

/** SQL of what `text` and `name` compare of two values, cheap conditions first. */
export interface WordAgreement {
  /** Jaro–Winkler similarity of the letters. */
  readonly similarity: string;
  /** The same words in another order, with other accents, signs or spaces. */
  readonly sameWords: string;
  /** One typing error, in texts long enough for it to be one. */
  readonly oneEdit: string;
  /** Two typing errors in longer texts. */
  readonly twoEdits: string;
  /** The one stands in the other as it is, or is its beginning. */
  readonly contained: string;
  /** All words of the one in the other, of texts that are similar. */
  readonly wordsContained: string;
  /** One character of two or more differs, in scripts whose characters are words. */
  readonly oneCharacter: string;
}

/** Below this no level of written words holds. Two Chinese characters of which one agrees have 0.667. */
export const LEAST_SIMILARITY = 0.66;

/** First stage of a derivation from written words: `letters` for the measures, folded, one byte a character where the script allows. */
export const WORDS = Object.freeze({
  words_text: 'linkage_words(value)',
  letters: 'linkage_letters(linkage_words(value))',
});

/**
 * Second stage: `size` how much they say, in Latin letters; `joined` without spaces; `padded` with a space at both ends;
 * of several words `sorted`, in order, and `words`, as a list, NULL of a single one.
 */
export const WORD_COLUMNS = Object.freeze({
  size: 'linkage_size(letters)',
  head: 'left(letters, 1)',
  tail: 'right(letters, 1)',
  joined: "replace(letters, ' ', '')",
  padded: "' ' || letters || ' '",
  sorted: "CASE WHEN contains(letters, ' ') THEN linkage_sorted_words(letters) END",
  words: "CASE WHEN contains(letters, ' ') THEN list_distinct(string_split(letters, ' ')) END",
});

/**
 * A derivation whose columns are SQL over the column `value` and the columns of earlier stages. In stages, because
 * every function repeats its argument.
 */
export function derivationOf(...stages: readonly Readonly<Record<string, string>>[]): Derivation {
  return Object.freeze({
    columns: stages.flatMap((stage) => Object.keys(stage)),
    query: (values: string) =>
      stages.reduce((from, stage) => {
        const columns = Object.entries(stage).map(([name, sql]) => `${sql} AS ${name}`);
        return `SELECT *, ${columns.join(', ')} FROM (${from})`;
      }, `SELECT value FROM ${values}`),
  });
}

/** How the words of a column with `wordColumns` agree. */
export function wordAgreement(column: string, left: ColumnSql, right: ColumnSql): WordAgreement {
  const l = (derived: string) => left(`${column}__${derived}`);
  const r = (derived: string) => right(`${column}__${derived}`);
  const [a, b] = [l('letters'), r('letters')];
  const similarity = `linkage_letters_similarity(${a}, ${b})`;
  const shorter = `least(${l('size')}, ${r('size')})`;
  // In scripts whose characters are words; of two that differ in one, the first or the last is the same.
  const areWords = [
    `(${l('head')} = ${r('head')} OR ${l('tail')} = ${r('tail')})`,
    `${l('size')} = 2 * length(${a})`,
    `${r('size')} = 2 * length(${b})`,
    `greatest(${l('size')}, ${r('size')}) >= 4`,
  ].join(' AND ');
  const withinEdits = (edits: number, when: string) =>
    `CASE WHEN ${when} THEN linkage_letters_within_edits(${a}, ${b}, ${edits}) ELSE FALSE END`;
  return Object.freeze({
    similarity,
    sameWords: `${l('joined')} = ${r('joined')} OR ${l('sorted')} = ${r('sorted')}`,
    oneEdit: withinEdits(1, `${shorter} >= 5 AND (${similarity} >= ${LEAST_SIMILARITY} OR ${areWords})`),
    twoEdits: withinEdits(
      2,
      `${similarity} >= ${LEAST_SIMILARITY} AND least(length(${a}), length(${b})) >= 8`,
    ),
    wordsContained: `${similarity} >= ${LEAST_SIMILARITY} AND (list_has_all(${l('words')}, ${r('words')}) OR list_has_all(${r('words')}, ${l('words')}))`,
    contained: [
      `contains(${l('padded')}, ${r('padded')})`,
      `contains(${r('padded')}, ${l('padded')})`,
      `(${shorter} >= 3 AND (starts_with(${a}, ${b}) OR starts_with(${b}, ${a})))`,
    ].join(' OR '),
    oneCharacter: withinEdits(1, areWords),
  });
}

/** Level of a pair whose two columns stand in each other's place. */
export function swappedLevel(column: string, other: string, left: ColumnSql, right: ColumnSql): Level {
  return {
    code: 'swapped',
    label: `exchanged with ${other}`,
    when: [
      `(${left(column)} = ${right(other)} AND linkage_similar_enough(${left(other)}, ${right(column)}))`,
      `(${left(other)} = ${right(column)} AND linkage_similar_enough(${left(column)}, ${right(other)}))`,
    ].join(' OR '),
  };
}
