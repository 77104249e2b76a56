import type { ComparisonKind } from './comparison-kind.ts';

/** Equal or not: codes without typing errors, sex, nationality. */
export const EXACT: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'exact',
  accepts: [['text', 'date', 'number', 'list']],
  options: {},
  levels({ columns: [column] }, left, right) {
    const a = left(column!);
    const b = right(column!);
    return [{ code: 'exact', label: 'equal', when: `${a} = ${b}`, agreedColumn: a }];
  },
});
