import type { ColumnProfile } from './column-profile.ts';
import { findHeaderMeaning, headerWords, type Meaning } from './header-meaning.ts';

/** Years in which a person may have been born. */
export const FIRST_YEAR = 1850;
export const LAST_YEAR = 2100;

/** A part of a date that a column may hold by itself. */
export type DatePart = 'year' | 'month' | 'day';

const MEANINGS: Readonly<Partial<Record<Meaning, DatePart>>> = Object.freeze({
  birth_year: 'year',
  birth_month: 'month',
  birth_day: 'day',
});

/** Words of headers, as `headerWords` gives them. */
const WORDS: Readonly<Record<DatePart, readonly string[]>> = Object.freeze({
  year: words(
    'year, yr, yyyy, jahr, annee, an, ano, anno, rok, god, год, рік, yil, jaar, nam, ar, aar, vuosi, ev, ετος, سنة, 年, 年份, 년, 연도',
  ),
  month: words(
    'month, mon, mm, monat, mois, mes, mese, miesiac, mesic, месяц, місяць, ay, maand, thang, maned, manad, kuukausi, honap, μηνας, شهر, 月, 月份, 월',
  ),
  day: words(
    'day, dd, tag, jour, dia, giorno, dzien, den, день, gun, dag, ngay, paiva, nap, ημερα, يوم, 日, 日子, 일',
  ),
});

/** What stands before or after the part where the date is a birth; nothing may stand there too. */
const BIRTH = words(
  'birth, born, dob, b, geb, geburts, naissance, nacimiento, nac, nascita, nasc, urodzenia, ur, 出生, 生',
);

/**
 * The part of a date of birth that the header speaks of, if it does. A header that speaks of the birth alone
 * (`dob`, `Geburtstag`) may be the day beside year and month: the values decide.
 */
export function findDatePart(header: string): DatePart | undefined {
  const meaning = findHeaderMeaning(header);
  const known = meaning && MEANINGS[meaning];
  if (known) return known;
  const said = headerWords(header);
  for (const part of ['year', 'month', 'day'] as const) {
    if (WORDS[part].includes(said)) return part;
    for (const birth of BIRTH)
      if (
        WORDS[part].some((word) => [`${birth} ${word}`, `${word} ${birth}`, `${birth}${word}`].includes(said))
      )
        return part;
  }
  return meaning === 'birth_date' ? 'day' : undefined;
}

const RANGES: Readonly<Record<DatePart, readonly [number, number]>> = Object.freeze({
  year: [FIRST_YEAR, LAST_YEAR],
  month: [0, 12],
  day: [0, 31],
});

/** Whether header and numbers fit a year, month or day of birth. In a small table these may look like running numbers. */
export function mayBeDatePart({ name, number, digitsOnly }: ColumnProfile): boolean {
  const part = findDatePart(name);
  if (part === undefined || number === undefined || digitsOnly < 0.9) return false;
  const [least, most] = RANGES[part];
  return number.min >= least && number.max <= most;
}

function words(list: string): readonly string[] {
  return Object.freeze(list.split(', ').map(headerWords));
}
