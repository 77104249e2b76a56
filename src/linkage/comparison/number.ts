import type { ComparisonKind } from './comparison-kind.ts';
import { codeOf, NUMBERS, numbersOption } from './option-value.ts';

/**
 * A quantity: equal, then at most so far apart (`within`, absolute), then at most so many per cent of the
 * greater (`within_percent`; 1 and 10 when neither option is given).
 */
export const NUMBER: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'number',
  accepts: [['number']],
  options: { within: NUMBERS, within_percent: NUMBERS },
  levels(spec, left, right) {
    const column = spec.columns[0]!;
    const [a, b] = [left(column), right(column)];
    const percents = numbersOption(spec, 'within_percent', spec.options.within === undefined ? [1, 10] : []);
    return [
      { code: 'exact', label: 'equal', when: `${a} = ${b}`, agreedColumn: a },
      ...numbersOption(spec, 'within', []).map((n) => ({
        code: `within_${codeOf(n)}`,
        label: `at most ${n} apart`,
        when: `abs(${a} - ${b}) <= ${n}`,
      })),
      ...percents.map((n) => ({
        code: `within_${codeOf(n)}_percent`,
        label: `at most ${n} % apart`,
        when: `abs(${a} - ${b}) <= ${n / 100} * greatest(abs(${a}), abs(${b}))`,
      })),
    ];
  },
});
