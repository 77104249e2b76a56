import { expect, test } from 'vitest';
import { formatTable, percent } from './text-table.ts';

test('columns are as wide as a terminal shows them, numbers to the right', () => {
  const table = {
    title: 'Lists',
    columns: ['list', 'found'],
    rows: [
      ['以房找人', 1234],
      ['units', null],
    ],
    note: 'Of one run.',
  };
  expect(formatTable(table).split('\n')).toEqual([
    '### Lists',
    '',
    '| list     | found |',
    '| -------- | ----: |',
    '| 以房找人 | 1,234 |',
    '| units    |       |',
    '',
    'Of one run.',
  ]);
});

test('a share of nothing is no number', () => {
  expect(percent(1, 3)).toBe('33.33 %');
  expect(percent(0, 0)).toBe('n/a');
});
