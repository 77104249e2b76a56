import type { ComparisonKind } from './comparison-kind.ts';
import { codeOf, NUMBERS, numbersOption } from './option-value.ts';

/** A text at most so many characters changed, lost or added away (`within`, default 1 and 2). */
export const LEVENSHTEIN: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'levenshtein',
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
        label: `Levenshtein ≤ ${n}`,
        when: `CASE WHEN abs(length(${a}) - length(${b})) <= ${n} THEN linkage_levenshtein(${a}, ${b}) <= ${n} ELSE FALSE END`,
      })),
    ];
  },
});
