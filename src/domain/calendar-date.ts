/** Calendar dates as ISO text `YYYY-MM-DD`, proleptic Gregorian, no time zone. */

export interface DateReading {
  readonly raw: string;
  /** ISO date, null with an issue. */
  readonly date: string | null;
  /** BLANK: nothing there; FORMAT: no known form; IMPOSSIBLE: a known form, but no such day. */
  readonly issue: 'BLANK' | 'FORMAT' | 'IMPOSSIBLE' | null;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** True when the day exists: month 1–12, day 1 to the month's last. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  const days = month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** ISO text of a day; the caller has checked that it exists. */
export function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * Reads the forms in which departments write a day, four-digit years 1000–2999 only: `2023-02-03`,
 * `2023/2/3`, `2023.2.3`, `20230203`, `2023年2月3日`, each with an optional time of day, which is dropped.
 * Two-digit years (`31/12/99`) are ambiguous and refused as FORMAT.
 */
export function parseDate(raw: string): DateReading {
  const text = raw.trim();
  const result = (date: string | null, issue: DateReading['issue']) => Object.freeze({ raw, date, issue });
  if (text === '') return result(null, 'BLANK');
  const parts =
    /^([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.exec(text) ??
    /^([12]\d{3})()(\d{2})(\d{2})$/.exec(text) ??
    /^([12]\d{3})(年)(\d{1,2})月(\d{1,2})日?$/.exec(text);
  if (parts === null) return result(null, 'FORMAT');
  const [year, month, day] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  return isCalendarDay(year, month, day)
    ? result(isoDate(year, month, day), null)
    : result(null, 'IMPOSSIBLE');
}
