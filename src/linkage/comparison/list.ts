import type { ComparisonKind } from './comparison-kind.ts';
import { codeOf, NUMBERS, numbersOption } from './option-value.ts';

/** Several values at once, as all phones of a person: equal, all of the one in the other, so many shared (`overlap`, default 1). */
export const LIST: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'list',
  accepts: [['list']],
  options: { overlap: NUMBERS },
  plausible(spec, left, right) {
    return `list_has_any(${left(spec.columns[0]!)}, ${right(spec.columns[0]!)})`;
  },
  levels(spec, left, right) {
    const [a, b] = [left(spec.columns[0]!), right(spec.columns[0]!)];
    return [
      { code: 'exact', label: 'equal', when: `${a} = ${b}`, agreedColumn: a },
      {
        code: 'contained',
        label: 'all of the one in the other',
        when: `list_has_all(${a}, ${b}) OR list_has_all(${b}, ${a})`,
      },
      ...numbersOption(spec, 'overlap', [1])
        .filter((n) => n >= 1)
        .toReversed()
        .map((n) => ({
          code: `overlap_${codeOf(n)}`,
          label: `${n} or more in common`,
          when: `len(list_intersect(${a}, ${b})) >= ${n}`,
        })),
    ];
  },
});
