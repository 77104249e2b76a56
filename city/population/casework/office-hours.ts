import { dayOfIso, isoOfDay } from '../../calendar.ts';
import type { RandomStream } from '../../random.ts';

/** Days of every year on which no counter opens: new year, Qingming, May and October holidays. */
const HOLIDAYS = new Set(
  '01-01 01-02 01-03 04-04 04-05 04-06 05-01 05-02 05-03 05-04 05-05 10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-08'.split(
    ' ',
  ),
);

/** Weekdays off by the lunar calendar, and weekends worked for holidays, of the years around the city's. */
const LUNAR_HOLIDAYS = daysOf(
  '2025-01-28/8 2025-06-02/1 2026-02-16/8 2026-06-19/1 2026-09-25/1 2027-02-05/8 2027-06-09/1 2027-09-15/1',
);
const MAKE_UP_DAYS = daysOf('2026-01-04/1 2026-02-14/1 2026-02-28/1 2026-05-09/1 2026-09-20/1 2026-10-10/1');

/** `2026-02-16/8`: eight days from there. */
function daysOf(spans: string): ReadonlySet<number> {
  return new Set(
    spans.split(' ').flatMap((span) => {
      const [day, count] = span.split('/');
      return Array.from({ length: Number(count) }, (_, i) => dayOfIso(day!) + i);
    }),
  );
}

/** Monday to Friday and no holiday; make-up workdays stay closed here. 1900-01-01 was a Monday. */
export function isOpenDay(day: number): boolean {
  return day % 7 < 5 && !HOLIDAYS.has(isoOfDay(day).slice(5)) && !LUNAR_HOLIDAYS.has(day);
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

/** A weekend day on which nobody makes up for a holiday. */
export function isFreeWeekend(day: number): boolean {
  return day % 7 >= 5 && !MAKE_UP_DAYS.has(day);
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
