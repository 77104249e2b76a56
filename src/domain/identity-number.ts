import { isCalendarDay, isoDate } from './calendar-date.ts';
import { citizenNumberFromFifteen, isCitizenCheckRight } from './citizen-number.ts';
import { BLANK_WORDS, foldNumberText } from './identity-text.ts';

/** What a number is, by its shape. */
export type IdentityKind =
  | 'CITIZEN'
  | 'HMT_RESIDENCE'
  | 'FOREIGN_RESIDENCE'
  | 'FOREIGN_RESIDENCE_OLD'
  | 'HK_MACAO_PERMIT'
  | 'TAIWAN_PERMIT';

/** Why a number is unusable; these words stand in `*_issue` columns. */
export const IDENTITY_ISSUES = Object.freeze({
  BLANK: '空白',
  ROUNDED: '被表格软件取整',
  PLACEHOLDER: '占位号码',
  CHARACTERS: '含有非法字符',
  LENGTH: '位数不对',
  CENTENARIAN_15: '15 位百岁老人顺序码，须人工核对',
  BIRTH_DATE: '出生日期不可能',
  CHECK_DIGIT: '校验码不符',
});
export type IdentityIssue = keyof typeof IDENTITY_ISSUES;

/** Doubts that leave a number usable. */
export const IDENTITY_WARNINGS = Object.freeze({
  DIVISION_UNKNOWN: '行政区划代码不在历年代码表中',
  MAYBE_ROUNDED: '末三位为 000，校验码相符，仍可能被取整',
});
export type IdentityWarning = keyof typeof IDENTITY_WARNINGS;

export interface IdentityNumber {
  readonly raw: string;
  /** Text after repair of typing errors, before any judgment; what a clerk should look at. */
  readonly cleaned: string;
  /** Canonical number, null with an issue: 18 characters, old foreign card 15, HK-Macao 9, Taiwan 8. */
  readonly normalised: string | null;
  /** Null when the shape is none of the known ones. */
  readonly kind: IdentityKind | null;
  readonly issue: IdentityIssue | null;
  readonly warnings: readonly IdentityWarning[];
  /** ISO date read from the digits; with issue ROUNDED or CHECK_DIGIT a hint only, with others null. */
  readonly birthDate: string | null;
  /** `1` male, `2` female (GB/T 2261.1); citizens and HMT residents only; null when ROUNDED. */
  readonly sex: '1' | '2' | null;
  /** First registration, six digits, perhaps abolished: never a residence. Citizens only. */
  readonly division: string | null;
}

export interface IdentityChecks {
  /** ISO date; a birth after it is BIRTH_DATE. Without it the future is not judged. */
  readonly asOf?: string;
  /** All county codes ever in force; without it the division is not judged. */
  readonly divisions?: ReadonlySet<string>;
}

/** Nobody with an 18-digit number (introduced in 1999) was born earlier. */
const EARLIEST_BIRTH_YEAR = 1880;

/**
 * Reads an identity number as departments deliver it.
 *
 * Repaired: full-width and lower-case characters, invisible characters, spaces, quotes, Cyrillic Х, Greek Χ
 * and × for X, letter O for 0, `.0` after 15 digits, 15 digits to 18.
 * Recognised, never repaired: every `IdentityIssue`. Rounding is scientific notation, 16–18 digits with
 * `.0`, or 18 digits ending in 000 whose check character fails; where it agrees, the number is good with
 * warning MAYBE_ROUNDED, since about one citizen in a thousand really has such a number.
 * A placeholder is one character repeated, or begins with six equal digits or 123456.
 * Judged in this order: BLANK, ROUNDED by notation, PLACEHOLDER, shape (LENGTH for digits with at most one
 * X at the end, else CHARACTERS), CENTENARIAN_15, BIRTH_DATE, ROUNDED by zeros, CHECK_DIGIT.
 *
 * Formats: GB 11643; residence permits of Hong Kong, Macao and Taiwan residents (810000, 820000, 830000) and
 * the foreign permanent-resident card of 2023 (begins with 9) use the same check. Eight digits are a Taiwan
 * travel permit unless they read as a date of 1900–2099.
 */
export function parseIdentityNumber(raw: string | null, checks: IdentityChecks = {}): IdentityNumber {
  const folded = foldNumberText(raw ?? '');
  const cleaned = cleanIdentityText(folded);
  const base: IdentityNumber = {
    raw: raw ?? '',
    cleaned,
    normalised: null,
    kind: null,
    issue: null,
    warnings: [],
    birthDate: null,
    sex: null,
    division: null,
  };
  const refuse = (issue: IdentityIssue): IdentityNumber => Object.freeze({ ...base, issue });
  const permit = (kind: IdentityKind, length: number): IdentityNumber =>
    Object.freeze({ ...base, kind, normalised: cleaned.slice(0, length) });

  if (BLANK_WORDS.has(folded)) return refuse('BLANK');
  if (/^\d(\.\d+)?E\+?\d+$/.test(cleaned) || /^\d{16,18}\.0+$/.test(cleaned)) return refuse('ROUNDED');
  if (/^(.)\1*$/u.test(cleaned) || /^((\d)\2{5}|123456)/.test(cleaned)) return refuse('PLACEHOLDER');
  if (/^[A-Z]{3}\d{12}$/.test(cleaned)) return permit('FOREIGN_RESIDENCE_OLD', 15);
  if (/^[HM]\d{8}(\d{2})?$/.test(cleaned)) return permit('HK_MACAO_PERMIT', 9);
  if (/^\d{10}\(?[A-Z]\)?$/.test(cleaned)) return permit('TAIWAN_PERMIT', 8);
  if (/^\d{8}$/.test(cleaned) && !isModernDate(cleaned)) return permit('TAIWAN_PERMIT', 8);
  if (/^\d{17}[\dX]$/.test(cleaned)) return readEighteen(base, cleaned, checks);
  if (/^\d{12}99[6-9]$/.test(cleaned)) return refuse('CENTENARIAN_15');
  if (/^\d{15}$/.test(cleaned)) return readEighteen(base, citizenNumberFromFifteen(cleaned), checks);
  return refuse(/^\d+X?$/.test(cleaned) && ![15, 18].includes(cleaned.length) ? 'LENGTH' : 'CHARACTERS');
}

/** Repairs of typing errors only: no length, date or check is judged. */
function cleanIdentityText(folded: string): string {
  const text = folded
    .replace(/[ХхΧχ×✕✖╳]/g, 'X')
    .replace(/[ОоΟο〇○]/g, 'O')
    .replace(/^(\d{15})\.0+$/, '$1');
  // the letters of an old foreign card (POL, KOR …) keep their O
  const letters = /^[A-Z]{3}[\dO]{12}$/.test(text) ? text.slice(0, 3) : '';
  return letters + text.slice(letters.length).replaceAll('O', '0');
}

/** `number`: 17 digits and a digit or X. */
function readEighteen(base: IdentityNumber, number: string, checks: IdentityChecks): IdentityNumber {
  const kind = kindOfEighteen(number);
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  const birthDate = isoDate(year!, month!, day!);
  const possible =
    year! >= EARLIEST_BIRTH_YEAR &&
    isCalendarDay(year!, month!, day!) &&
    (checks.asOf === undefined || birthDate <= checks.asOf);
  if (!possible) return Object.freeze({ ...base, kind, issue: 'BIRTH_DATE' });

  const checkRight = isCitizenCheckRight(number);
  const endsInZeros = number.endsWith('000');
  const issue = checkRight ? null : endsInZeros ? 'ROUNDED' : 'CHECK_DIGIT';
  const division = kind === 'CITIZEN' ? number.slice(0, 6) : null;
  const warnings: IdentityWarning[] = [];
  if (division !== null && checks.divisions?.has(division) === false) warnings.push('DIVISION_UNKNOWN');
  if (checkRight && endsInZeros && base.cleaned.length === 18) warnings.push('MAYBE_ROUNDED');
  return Object.freeze({
    ...base,
    kind,
    issue,
    normalised: issue === null ? number : null,
    warnings: Object.freeze(warnings),
    birthDate,
    sex: kind === 'FOREIGN_RESIDENCE' || issue === 'ROUNDED' ? null : sexOfSequence(number),
    division,
  });
}

function kindOfEighteen(number: string): IdentityKind {
  if (/^8[123]0000/.test(number)) return 'HMT_RESIDENCE';
  return number.startsWith('9') ? 'FOREIGN_RESIDENCE' : 'CITIZEN';
}

function sexOfSequence(number: string): '1' | '2' {
  return Number(number[16]) % 2 === 1 ? '1' : '2';
}

function isModernDate(digits: string): boolean {
  const [year, month, day] = [
    Number(digits.slice(0, 4)),
    Number(digits.slice(4, 6)),
    Number(digits.slice(6)),
  ];
  return year >= 1900 && year <= 2099 && isCalendarDay(year, month, day);
}
