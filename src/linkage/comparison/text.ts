import type { ComparisonSpec } from '../spec/linkage-spec.ts';
import type { ColumnSql, ComparisonKind, Level } from './comparison-kind.ts';
import { COLUMN, textOption } from './option-value.ts';
import {
  derivationOf,
  LEAST_SIMILARITY,
  swappedLevel,
  WORD_COLUMNS,
  WORDS,
  wordAgreement,
} from './written-words.ts';

/**
 * A text that people type: town, street, company, title. Typing errors, accents, order of words, words left
 * out or cut off; another number (12 Main Street, 14 Main Street) is no typing error. Chinese characters count
 * double, so that 北京/南京 is none either.
 */
export const TEXT: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'text',
  accepts: [['text']],
  options: { swapped_with: COLUMN },
  derive: () =>
    derivationOf(WORDS, { ...WORD_COLUMNS, digits: "regexp_replace(words_text, '[^0-9]+', ' ', 'g')" }),
  plausible(spec, left, right) {
    const { similarity, sameWords, contained, oneCharacter } = wordAgreement(spec.columns[0]!, left, right);
    return [
      `${similarity} >= ${LEAST_SIMILARITY}`,
      sameWords,
      contained,
      oneCharacter,
      ...swapped(spec, left, right).map(({ when }) => `(${when})`),
    ].join(' OR ');
  },
  levels(spec, left, right) {
    const column = spec.columns[0]!;
    const { similarity, sameWords, oneEdit, twoEdits, contained, wordsContained, oneCharacter } =
      wordAgreement(column, left, right);
    const sameDigits = `${left(`${column}__digits`)} = ${right(`${column}__digits`)}`;
    return [
      {
        code: 'exact',
        label: 'equal',
        when: `${left(column)} = ${right(column)}`,
        agreedColumn: left(column),
      },
      ...swapped(spec, left, right),
      { code: 'same_words', label: 'same words, written otherwise', when: sameWords },
      { code: 'one_edit', label: 'one typing error, not in a number', when: `${sameDigits} AND ${oneEdit}` },
      {
        code: 'similar',
        label: 'Jaro–Winkler ≥ 0.92 or two typing errors, not in a number',
        when: `${sameDigits} AND (${similarity} >= 0.92 OR ${twoEdits})`,
      },
      { code: 'contained', label: 'one contained in the other', when: `${contained} OR (${wordsContained})` },
      {
        code: 'alike',
        label: 'Jaro–Winkler ≥ 0.8 or half of the words',
        when: `${similarity} >= 0.8 OR ${halfOfWords(spec, left, right)} OR ${oneCharacter}`,
      },
    ];
  },
});

function swapped(spec: ComparisonSpec, left: ColumnSql, right: ColumnSql): Level[] {
  const other = textOption(spec, 'swapped_with');
  return other === undefined ? [] : [swappedLevel(spec.columns[0]!, other, left, right)];
}

/** Two words or more in common, and half of those of the longer text, of texts that are similar. */
function halfOfWords(spec: ComparisonSpec, left: ColumnSql, right: ColumnSql): string {
  const a = left(`${spec.columns[0]}__words`);
  const b = right(`${spec.columns[0]}__words`);
  const { similarity } = wordAgreement(spec.columns[0]!, left, right);
  return `(${similarity} >= ${LEAST_SIMILARITY} AND len(list_intersect(${a}, ${b})) >= greatest(2, greatest(len(${a}), len(${b})) / 2))`;
}
