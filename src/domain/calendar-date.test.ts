import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCalendarDay, parseDate } from './calendar-date.ts';

test.each([
  ['2023-02-03', '2023-02-03', null],
  ['2023-2-3', '2023-02-03', null],
  ['2023/02/03', '2023-02-03', null],
  ['2023.2.3', '2023-02-03', null],
  ['20230203', '2023-02-03', null],
  ['2023年2月3日', '2023-02-03', null],
  [' 2023-02-03 08:30:00 ', '2023-02-03', null],
  ['2023-02-03T08:30:00.000', '2023-02-03', null],
  ['2024-02-29', '2024-02-29', null],
  ['', null, 'BLANK'],
  ['2023-02-30', null, 'IMPOSSIBLE'],
  ['2023-02-29', null, 'IMPOSSIBLE'],
  ['20231301', null, 'IMPOSSIBLE'],
  ['2023-00-10', null, 'IMPOSSIBLE'],
  ['31/12/99', null, 'FORMAT'],
  ['2023-02/03', null, 'FORMAT'],
  ['2023-02', null, 'FORMAT'],
  ['0000-00-00', null, 'FORMAT'],
  ['不详', null, 'FORMAT'],
])('%j is read as %j, issue %j', (raw, date, issue) => {
  expect(parseDate(raw)).toEqual({ raw, date, issue });
});

test('the days that exist are those of the calendar', () => {
  const part = (min: number, max: number) => fc.integer({ min, max });
  fc.assert(
    fc.property(part(1000, 2999), part(0, 13), part(0, 32), (year, month, day) => {
      const real = new Date(Date.UTC(year, month - 1, day));
      expect(isCalendarDay(year, month, day)).toBe(
        real.getUTCMonth() === month - 1 && real.getUTCDate() === day,
      );
    }),
    { numRuns: 1000 },
  );
});
