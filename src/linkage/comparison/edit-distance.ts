import type { ComparisonKind } from './comparison-kind.ts';
import { codeOf, NUMBERS, numbersOption } from './option-value.ts';

/**
 * A kind that counts changes between two texts (option `within`, default 1 and 2).
 * @param measure its name in the labels, and SQL of whether texts a and b are at most n changes apart
 */
export function editDistance(
  kind: string,
  measure: { readonly label: string; readonly isWithin: (a: string, b: string, n: number) => string },
): ComparisonKind {
  return Object.freeze<ComparisonKind>({
    kind,
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
          label: `${measure.label} ≤ ${n}`,
          when: measure.isWithin(a, b, n),
        })),
      ];
    },
  });
}
