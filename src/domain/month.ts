/** Months as text `YYYY-MM`; their order as text is their order in time. */

/** `YYYY-MM`. */
export type Month = string;

export interface MonthReading {
  readonly raw: string;
  readonly month: Month | null;
  /** BLANK: nothing there; FORMAT: no known form; IMPOSSIBLE: a known form, but month 0 or above 12. */
  readonly issue: 'BLANK' | 'FORMAT' | 'IMPOSSIBLE' | null;
}

/** True for `YYYY-MM` with month 01–12. */
export function isMonth(text: string): text is Month {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** year × 12 + month − 1, as `month_index` in SQL. Throws RangeError when the text is no month. */
export function monthIndex(month: Month): number {
  if (!isMonth(month)) throw new RangeError(`not a month: ${month}`);
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The month of an index, as `month_text` in SQL. */
export function monthFromIndex(index: number): Month {
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String(index - year * 12 + 1).padStart(2, '0')}`;
}

export function addMonths(month: Month, months: number): Month {
  return monthFromIndex(monthIndex(month) + months);
}

/** Months from one to the other, negative when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): number {
  return monthIndex(to) - monthIndex(from);
}

/** Month of an ISO date. */
export function monthOfDate(isoDate: string): Month {
  return isoDate.slice(0, 7);
}

/**
 * Unpaid months: those after the last paid month and before the as-of month, whose own payment is not due
 * yet. Last paid 2026-07 seen in 2026-11: August, September, October = 3.
 */
export function gapMonths(lastPaid: Month, asOf: Month): number {
  return Math.max(0, monthsBetween(lastPaid, asOf) - 1);
}

/**
 * Reads the forms in which departments write a month: `2023-02`, `2023/2`, `2023.2`, `202302`, `2023年2月`;
 * years 1000–2999. A day that follows is not accepted: that is a date.
 */
export function parseMonth(raw: string): MonthReading {
  const text = raw.trim();
  const result = (month: Month | null, issue: MonthReading['issue']) => Object.freeze({ raw, month, issue });
  if (text === '') return result(null, 'BLANK');
  const parts =
    /^([12]\d{3})[-/.](\d{1,2})$/.exec(text) ??
    /^([12]\d{3})(\d{2})$/.exec(text) ??
    /^([12]\d{3})年(\d{1,2})月?$/.exec(text);
  if (parts === null) return result(null, 'FORMAT');
  const month = `${parts[1]}-${parts[2]!.padStart(2, '0')}`;
  return isMonth(month) ? result(month, null) : result(null, 'IMPOSSIBLE');
}
