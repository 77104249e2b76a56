import { isCalendarDay, isoDate } from '#domain/calendar-date.ts';

/**
 * The day whose state a file carries, by its name: `20261031`, `2026-10-31`, `2026年10月31日`, also with `.` or
 * `_` between; a month (`202610`, `2026-10`, `2026年10月`) means its first day, lest a delivery
 * lie in the future and take the run's date with it. The last one in the name counts.
 * Null: no date in the name.
 */
export function deliveredOnFromName(file: string): string | null {
  const name = file.replace(/^.*\//, '');
  const days = [...name.matchAll(/(?<!\d)(20\d{2})([-._年]?)(\d{1,2})(?:\2|月)(\d{1,2})(?!\d)/g)].flatMap(
    ([, year, , month, day]) => dayOf(Number(year), Number(month), Number(day)),
  );
  if (days.length > 0) return days.at(-1)!;
  const months = [...name.matchAll(/(?<!\d)(20\d{2})(?:[-._年]?)(0[1-9]|1[0-2]|[1-9](?=月))(?!\d)/g)];
  const last = months.at(-1);
  if (last === undefined) return null;
  return isoDate(Number(last[1]), Number(last[2]), 1);
}

function dayOf(year: number, month: number, day: number): string[] {
  return isCalendarDay(year, month, day) ? [isoDate(year, month, day)] : [];
}

/** True when the name says that the file holds changes only: 增量, 日增 or `delta`. */
export function isDeltaName(file: string): boolean {
  return /增量|日增|delta/i.test(file.replace(/^.*\//, ''));
}
