import { expect, test } from 'vitest';
import { monthOfText, monthText } from '../calendar.ts';
import { minimumMonths, retirementMonth } from './retirement-month.ts';

/** The official examples of the retirement decision. */
test.each([
  ['M60', '1964-12', '2024-12', 180],
  ['M60', '1965-01', '2025-02', 180],
  ['M60', '1965-05', '2025-07', 180],
  ['M60', '1970-06', '2031-11', 192],
  ['M60', '1976-09', '2039-09', 240],
  ['F55', '1970-01', '2025-02', 180],
  ['F55', '1975-07', '2031-12', 192],
  ['F55', '1981-09', '2039-09', 240],
  ['F50', '1975-01', '2025-02', 180],
  ['F50', '1975-03', '2025-05', 180],
  ['F50', '1980-06', '2033-03', 204],
  ['F50', '1984-11', '2039-11', 240],
] as const)('%s born %s retires in %s and needs %i months', (group, born, retires, months) => {
  const month = retirementMonth(group, monthOfText(born));
  expect(monthText(month)).toBe(retires);
  expect(minimumMonths(Math.floor(month / 12))).toBe(months);
});
