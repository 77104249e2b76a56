import { isoOfDay } from '../../calendar.ts';
import type { RandomStream } from '../../random.ts';

/** Days of the solar calendar on which no counter opens: new year, Qingming, May and October holidays. */
const HOLIDAYS = new Set(
  '01-01 01-02 01-03 04-04 04-05 04-06 05-01 05-02 05-03 05-04 05-05 10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-08'.split(
    ' ',
  ),
);

/** Monday to Friday and no holiday; make-up workdays stay closed here. 1900-01-01 was a Monday. */
export function isOpenDay(day: number): boolean {
  return day % 7 < 5 && !HOLIDAYS.has(isoOfDay(day).slice(5));
}

/** The first open day from `day` on. */
export function openDayFrom(day: number): number {
  let open = day;
  while (!isOpenDay(open)) open += 1;
  return open;
}

/** The last open day up to `day`. */
export function openDayUpTo(day: number): number {
  let open = day;
  while (!isOpenDay(open)) open -= 1;
  return open;
}

export function isWeekend(day: number): boolean {
  return day % 7 >= 5;
}

/** Seconds after midnight inside the counter's hours, 9:00–12:00 and 14:00–17:00, with time left to handle. */
export function counterSecond(random: RandomStream): number {
  return random.chance(0.55) ? random.between(32_700, 41_400) : random.between(50_700, 58_800);
}

/** `08:31:05`. */
export function clockText(second: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(second / 3600))}:${part(Math.floor(second / 60) % 60)}:${part(second % 60)}`;
}
