import type { ComparisonKind } from './comparison-kind.ts';
import { codeOf, NUMBERS, numbersOption } from './option-value.ts';

/** As `levenshtein`, two neighbours exchanged counting as one change (`within`, default 1 and 2). */
export const DAMERAU: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'damerau',
  accepts: [['text']],
  options: { within: NUMBERS },
  plausible(spec, left, right) {
    const [a, b] = [left(spec.columns[0]!), right(spec.columns[0]!)];
    return `abs(length(${a}) - length(${b})) <= ${numbersOption(spec, 'within', [1, 2]).at(-1)}`;
  },
  levels(spec, left, right) {
    const [a, b] = [left(spec.columns[0]!), right(spec.columns[0]!)];
    return [
      { code: 'exact', label: 'equal', when: `${a} = ${b}`, agreedColumn: a },
      ...numbersOption(spec, 'within', [1, 2]).map((n) => ({
        code: `within_${codeOf(n)}`,
        label: `Damerau–Levenshtein ≤ ${n}`,
        when: `linkage_within_edits(${a}, ${b}, ${n})`,
      })),
    ];
  },
});
