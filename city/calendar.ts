/**
 * Days and months as small whole numbers, so that lives can be reckoned quickly. A day is counted
 * from 1900-01-01 = 0 to the end of 2069; a month is year × 12 + month − 1.
 */

const FIRST_YEAR = 1900;
const LAST_YEAR = 2069;
const MS_PER_DAY = 86_400_000;
const ORIGIN = Date.UTC(FIRST_YEAR, 0, 1);
const DAY_COUNT = (Date.UTC(LAST_YEAR + 1, 0, 1) - ORIGIN) / MS_PER_DAY;

const isoTexts: string[] = [];
const months = new Int32Array(DAY_COUNT);
for (let day = 0; day < DAY_COUNT; day += 1) {
  const date = new Date(ORIGIN + day * MS_PER_DAY);
  isoTexts.push(date.toISOString().slice(0, 10));
  months[day] = date.getUTCFullYear() * 12 + date.getUTCMonth();
}
const monthTexts = new Map<number, string>();
for (let month = FIRST_YEAR * 12; month < (LAST_YEAR + 1) * 12; month += 1) {
  monthTexts.set(month, `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`);
}

/** Day number; `month` 1–12. */
export function dayOf(year: number, month: number, day: number): number {
  return (Date.UTC(year, month - 1, day) - ORIGIN) / MS_PER_DAY;
}

/** Day number of an ISO date. */
export function dayOfIso(iso: string): number {
  return dayOf(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10)));
}

/** ISO date of a day number; throws RangeError outside 1900–2069. */
export function isoOfDay(day: number): string {
  const text = isoTexts[day];
  if (text === undefined) throw new RangeError(`day ${day} is outside ${FIRST_YEAR}–${LAST_YEAR}`);
  return text;
}

export function monthOfDay(day: number): number {
  return months[day]!;
}

export function yearOfDay(day: number): number {
  return Math.floor(months[day]! / 12);
}

/** `YYYY-MM` of a month number; throws RangeError outside 1900–2069. */
export function monthText(month: number): string {
  const text = monthTexts.get(month);
  if (text === undefined) throw new RangeError(`month ${month} is outside ${FIRST_YEAR}–${LAST_YEAR}`);
  return text;
}

/** Month number of `YYYY-MM` or of an ISO date. */
export function monthOfText(text: string): number {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
}

/** First day of a month. */
export function firstDayOfMonth(month: number): number {
  return dayOf(Math.floor(month / 12), (month % 12) + 1, 1);
}
