import type { ComparisonKind } from './comparison-kind.ts';
import { codeOf, NUMBERS, numbersOption } from './option-value.ts';
import { derivationOf } from './written-words.ts';

/**
 * A short code: postcode, house number, account or membership number. Capitals, spaces and signs do not count.
 * One typing error; two in codes of seven characters or more; the same beginning (`prefix`: characters, several
 * for several levels, default 3).
 */
export const CODE: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'code',
  accepts: [['text']],
  options: { prefix: NUMBERS },
  derive: () => derivationOf({ plain: 'linkage_code(value)' }),
  levels(spec, left, right) {
    const a = left(`${spec.columns[0]}__plain`);
    const b = right(`${spec.columns[0]}__plain`);
    const shorter = `least(length(${a}), length(${b}))`;
    const prefixes = numbersOption(spec, 'prefix', [3]).toReversed();
    return [
      { code: 'exact', label: 'equal', when: `${a} = ${b}`, agreedColumn: a },
      {
        code: 'one_edit',
        label: 'one typing error',
        when: `CASE WHEN ${shorter} >= 2 THEN linkage_within_edits(${a}, ${b}, 1) ELSE FALSE END`,
      },
      {
        code: 'two_edits',
        label: 'two typing errors',
        when: `CASE WHEN ${shorter} >= 7 THEN linkage_within_edits(${a}, ${b}, 2) ELSE FALSE END`,
      },
      ...prefixes.map((n) => ({
        code: `prefix_${codeOf(n)}`,
        label: `first ${n} characters equal`,
        when: `${shorter} >= ${n} AND substr(${a}, 1, ${n}) = substr(${b}, 1, ${n})`,
      })),
    ];
  },
});
