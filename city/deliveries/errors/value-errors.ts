import type { Chance } from './chance.ts';

const IMPOSSIBLE_DATES = [
  '2023-02-30',
  '1900-01-00',
  '31/12/99',
  '2019-13-05',
  '20210431',
  '0000-00-00',
  '1988年',
  '不详',
];
const AMOUNT_WORDS = ['不详', '面议', '约3000', '2千左右', '3000-4000', '#VALUE!', '低保金'];
const UNKNOWN_WORDS = ['待核实', '其它情况', '??', '未填', 'ZZ', '见备注'];

export function impossibleDate(chance: Chance): string {
  return chance.pick(IMPOSSIBLE_DATES);
}

/** The tens of the year one too high: 2026 → 2036. Null for days of another century. */
export function futureDay(date: string): string | null {
  return date.startsWith('20') ? `20${Number(date[2]) + 1}${date.slice(3)}` : null;
}

/** 2026 → 1926. Null for days that are of that century. */
export function dayOfLastCentury(date: string): string | null {
  return date.startsWith('20') ? `19${date.slice(2)}` : null;
}

export function amountInWords(chance: Chance): string {
  return chance.pick(AMOUNT_WORDS);
}

/** A word that is none of `known`. */
export function unknownWord(known: ReadonlySet<string>, chance: Chance): string {
  return chance.pick(UNKNOWN_WORDS.filter((word) => !known.has(word)));
}

/** A place code of a length that no level has. `code`: 6–15 digits. */
export function misfitDivision(code: string, chance: Chance): string {
  const wrong = chance.pick([code.slice(0, -1), code.slice(0, -1), `${code}0`]);
  return wrong.length < 6 ? `${code}0` : wrong;
}

/** +86 before it, groups of digits, or one digit short. `mobile`: 11 digits. */
export function misprintMobile(mobile: string, chance: Chance): string {
  const grouped = (mark: string) => [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)].join(mark);
  return chance.pick([`+86${mobile}`, `0086${mobile}`, grouped(' '), grouped('-'), mobile.slice(0, -1)]);
}

/** One character of the body exchanged for the next digit, so that the check fails. */
export function misprintCreditCode(code: string, chance: Chance): string {
  const at = 2 + chance.below(6);
  return code.slice(0, at) + String((Number(code[at]) + 1) % 10) + code.slice(at + 1);
}

/** Another dwelling of the same place: the last number in the address changes. Null without a number. */
export function staleAddress(address: string, chance: Chance): string | null {
  const number = /(\d+)(?=\D*$)/.exec(address);
  if (number === null) return null;
  const other = Number(number[1]) + 1 + chance.below(30);
  return address.slice(0, number.index) + other + address.slice(number.index + number[1]!.length);
}

/** Another day of birth, never a later year. `date`: ISO. */
export function misprintBirthDate(date: string, chance: Chance): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const written = (y: number, m: number, d: number) =>
    `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  const kinds = [
    () => written(year, month, day === 1 ? 2 : day - 1),
    () => written(year, month === 1 ? 2 : month - 1, Math.min(day, 28)),
    () => written(year - 1, month, Math.min(day, 28)),
    () => written(year - 10, month, Math.min(day, 28)),
    () => (day <= 12 && day !== month ? written(year, day, month) : written(year, month, 1 + (day % 28))),
    () => (month === 1 && day === 1 ? written(year - 1, 1, 1) : written(year, 1, 1)),
  ];
  return chance.pick(kinds)();
}

/** One digit is the next. */
export function misprintOfficeNumber(number: string, chance: Chance): string | null {
  const digits = [...number].flatMap((character, i) => (character >= '0' && character <= '9' ? [i] : []));
  if (digits.length === 0) return null;
  const at = chance.pick(digits);
  return number.slice(0, at) + String((Number(number[at]) + 1) % 10) + number.slice(at + 1);
}

/** A number of the same segment that somebody had before. `mobile`: 11 digits. */
export function earlierMobile(mobile: string, chance: Chance): string {
  return mobile.slice(0, 3) + String(chance.below(100_000_000)).padStart(8, '0');
}
