import type { ComparisonSpec } from '../spec/linkage-spec.ts';
import type { ColumnSql, ComparisonKind } from './comparison-kind.ts';
import { derivationOf } from './written-words.ts';

/**
 * A phone number, whatever its prefix, spaces and dashes. Families and shops share phones, and numbers are given
 * to new owners, so equality is worth at most 6 bits; `max_weight` in the spec says otherwise.
 */
export const PHONE: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'phone',
  accepts: [['text']],
  options: {},
  defaultMaxWeight: 6,
  derive: () =>
    derivationOf(
      { number: 'linkage_phone(value)' },
      {
        head: 'left(number, CASE WHEN length(number) >= 10 THEN 4 ELSE 2 END)',
        tail: 'right(number, CASE WHEN length(number) >= 10 THEN 4 ELSE 2 END)',
      },
    ),
  missing: (spec, left, right) => `${number(spec, left)} IS NULL OR ${number(spec, right)} IS NULL`,
  levels(spec, left, right) {
    const [a, b] = [number(spec, left), number(spec, right)];
    const same = (part: string) =>
      `${left(`${spec.columns[0]}__${part}`)} = ${right(`${spec.columns[0]}__${part}`)}`;
    // One slip leaves the beginning or the end as it is.
    const longEnough = `least(length(${a}), length(${b})) >= 7`;
    return [
      {
        code: 'exact',
        label: 'equal, with or without prefix',
        when: `${a} = ${b} OR (${longEnough} AND (ends_with(${a}, ${b}) OR ends_with(${b}, ${a})))`,
        agreedColumn: a,
      },
      {
        code: 'one_edit',
        label: 'one digit wrong, lost or exchanged',
        when: `CASE WHEN (${same('head')} OR ${same('tail')}) AND ${longEnough} THEN linkage_within_edits(${a}, ${b}, 1) ELSE FALSE END`,
      },
    ];
  },
});

const number = (spec: ComparisonSpec, side: ColumnSql) => side(`${spec.columns[0]}__number`);
