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
 * A personal name or part of one, in any alphabet: typing errors, other order of its parts, parts left out
 * (Maria del Carmen / Maria), short forms that begin alike (Alex / Alexander), initials, what sounds alike.
 */
export const NAME: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'name',
  accepts: [['text']],
  options: { swapped_with: COLUMN },
  derive: () => derivationOf(WORDS, { ...WORD_COLUMNS, sound: 'linkage_sound_of_words(words_text)' }),
  plausible(spec, left, right) {
    const { similarity, sameWords, contained, oneCharacter } = wordAgreement(spec.columns[0]!, left, right);
    return [
      `${similarity} >= ${LEAST_SIMILARITY}`,
      sameWords,
      contained,
      oneCharacter,
      initialOnly(spec, left, right),
      ...swapped(spec, left, right).map(({ when }) => `(${when})`),
    ].join(' OR ');
  },
  levels(spec, left, right) {
    const column = spec.columns[0]!;
    const { similarity, sameWords, oneEdit, twoEdits, contained, wordsContained, oneCharacter } =
      wordAgreement(column, left, right);
    const soundsAlike = `${similarity} >= 0.7 AND ${left(`${column}__sound`)} = ${right(`${column}__sound`)}`;
    return [
      {
        code: 'exact',
        label: 'equal',
        when: `${left(column)} = ${right(column)}`,
        agreedColumn: left(column),
      },
      ...swapped(spec, left, right),
      { code: 'same_words', label: 'same words, written otherwise', when: sameWords },
      { code: 'one_edit', label: 'one typing error', when: oneEdit },
      {
        code: 'similar',
        label: 'Jaro–Winkler ≥ 0.92 or two typing errors',
        when: `${similarity} >= 0.92 OR ${twoEdits}`,
      },
      {
        code: 'contained',
        label: 'one contained in the other or its beginning',
        when: `${contained} OR (${wordsContained})`,
      },
      { code: 'initial', label: 'initial only', when: initialOnly(spec, left, right) },
      {
        code: 'alike',
        label: 'Jaro–Winkler ≥ 0.8 or sounds alike',
        when: `${similarity} >= 0.8 OR (${soundsAlike}) OR ${oneCharacter}`,
      },
    ];
  },
});

function swapped(spec: ComparisonSpec, left: ColumnSql, right: ColumnSql): Level[] {
  const other = textOption(spec, 'swapped_with');
  return other === undefined ? [] : [swappedLevel(spec.columns[0]!, other, left, right)];
}

/** One of the two is a single letter, with which the other begins. Not of scripts whose characters are words. */
function initialOnly(spec: ComparisonSpec, left: ColumnSql, right: ColumnSql): string {
  const column = spec.columns[0]!;
  const [a, b] = [left(`${column}__letters`), right(`${column}__letters`)];
  return `((${left(`${column}__size`)} = 1 OR ${right(`${column}__size`)} = 1) AND (starts_with(${a}, ${b}) OR starts_with(${b}, ${a})))`;
}
