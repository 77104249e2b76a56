import type { ColumnType } from '../spec/linkage-spec.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { Meaning } from './header-meaning.ts';

/** How a column is cleaned, cast and compared. */
export interface Treatment {
  readonly type: ColumnType;
  readonly kind: string;
  readonly clean: readonly string[];
}

/** What is known of the tables as a whole. */
export interface TableLanguage {
  /** Kana somewhere: Han letters are then not read as Chinese. */
  readonly isJapanese: boolean;
}

const NAMES: readonly Meaning[] = ['given_name', 'middle_name', 'surname', 'second_surname', 'full_name'];
const CODES: readonly Meaning[] = ['national_id', 'postcode', 'house_number'];

/**
 * Whether the values bear out what the header says; a header alone decides nothing. Also tells a full name under
 * the header of a part of it when the table has no other part.
 */
export function confirmMeaning(
  hint: Meaning | undefined,
  profile: ColumnProfile,
  hints: readonly (Meaning | undefined)[],
): Meaning | undefined {
  const { scripts } = profile;
  const letters = Math.max(scripts.latin, scripts.han, scripts.kana, scripts.hangul, scripts.other);
  switch (hint) {
    case 'birth_date':
      if (isDate(profile, hint) || profile.dates.yearMonth > 0.6) return hint;
      return profile.yearLike > 0.7 ? 'birth_year' : undefined;
    case 'birth_year':
      if (profile.yearLike > 0.6) return hint;
      return isDate(profile, 'birth_date') ? 'birth_date' : undefined;
    case 'birth_month':
    case 'birth_day':
    case 'age':
      return profile.digitsOnly > 0.8 && profile.distinct <= 150 ? hint : undefined;
    case 'email':
      return profile.at > 0.5 ? hint : undefined;
    case 'phone':
      return profile.anyDigit > 0.6 ? hint : undefined;
    case 'sex':
      return profile.distinct <= 12 || profile.commonest > 0.3 ? hint : undefined;
    case 'house_number':
    case 'postcode':
      return profile.anyDigit > 0.4 && profile.length.median <= 12 ? hint : undefined;
    case 'given_name':
    case 'surname': {
      if (letters < 0.5) return undefined;
      const other = hint === 'given_name' ? 'surname' : 'given_name';
      const standsAlone = !hints.includes(other);
      return standsAlone && (profile.severalWords > 0.6 || profile.scripts.han > 0.6) ? 'full_name' : hint;
    }
    case 'full_name':
    case 'middle_name':
    case 'second_surname':
      return letters >= 0.5 ? hint : undefined;
    default:
      return hint;
  }
}

function isDate({ sqlType, dates }: ColumnProfile, meaning: Meaning | undefined): boolean {
  return /^(DATE|TIMESTAMP)/.test(sqlType) || dates.any > (meaning === 'birth_date' ? 0.35 : 0.75);
}

/** How the column is treated, from its meaning and values. */
export function treatmentOf(
  meaning: Meaning | undefined,
  profile: ColumnProfile,
  { isJapanese }: TableLanguage,
): Treatment {
  const { scripts } = profile;
  if (/\[\]$/.test(profile.sqlType) || (meaning === undefined && profile.listLike > 0.8))
    return { type: 'list', kind: 'list', clean: [] };
  if (isDate(profile, meaning) || (meaning === 'birth_date' && profile.dates.yearMonth > 0.6))
    return { type: 'date', kind: 'date', clean: dateCleaning(profile) };
  if (meaning === 'email' || profile.at > 0.7) return { type: 'text', kind: 'email', clean: ['email'] };
  if (profile.idNumberLike > 0.6)
    return { type: 'text', kind: 'id_number', clean: ['text', 'alphanumeric', 'upper'] };
  if (meaning === 'phone') return { type: 'text', kind: 'phone', clean: ['phone'] };
  if (meaning === 'latitude' || meaning === 'longitude') return { type: 'number', kind: 'number', clean: [] };
  if (meaning === 'age') return { type: 'number', kind: 'number', clean: [] };
  if (meaning === 'sex') return { type: 'text', kind: 'exact', clean: ['text'] };
  if (meaning !== undefined && CODES.includes(meaning)) return codeTreatment(profile);
  if (meaning === undefined && isPhone(profile)) return { type: 'text', kind: 'phone', clean: ['phone'] };
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(profile.sqlType) || profile.decimal > 0.7)
    return { type: 'number', kind: 'number', clean: [] };
  if (profile.digitsOnly > 0.75) return codeTreatment(profile);
  const isHan = scripts.han > 0.6 && !isJapanese;
  const isShortHan = isHan && profile.length.median <= 4 && profile.anyDigit < 0.2;
  if (meaning !== undefined && NAMES.includes(meaning))
    return { type: 'text', kind: isShortHan ? 'chinese_name' : 'name', clean: ['name'] };
  if (isHan && (meaning === 'address' || (profile.length.median >= 7 && profile.anyDigit > 0.2)))
    return { type: 'text', kind: 'chinese_address', clean: ['text'] };
  if (isFewValues(profile)) return { type: 'text', kind: 'exact', clean: ['text'] };
  if (meaning === undefined && isCodeLike(profile)) return codeTreatment(profile);
  if (meaning === undefined && isShortHan && profile.distinct > 100 && profile.chance < 0.01)
    return { type: 'text', kind: 'chinese_name', clean: ['name'] };
  if (meaning === undefined && isNameLike(profile)) return { type: 'text', kind: 'name', clean: ['name'] };
  return { type: 'text', kind: 'text', clean: ['text', 'no_punctuation'] };
}

function dateCleaning({ dates }: ColumnProfile): string[] {
  return dates.monthFirst > dates.dayFirst ? ['date_mdy'] : dates.dayFirst > 0 ? ['date_dmy'] : [];
}

function codeTreatment({ digitsOnly }: ColumnProfile): Treatment {
  const clean = ['text', 'alphanumeric', ...(digitsOnly > 0.75 ? ['no_leading_zeros'] : [])];
  return { type: 'text', kind: 'code', clean };
}

function isPhone({ phoneLike, length, distinct, leadingZero, digitsOnly }: ColumnProfile): boolean {
  const isWritten = digitsOnly < 0.9 || leadingZero > 0.3 || length.median >= 10;
  return phoneLike > 0.8 && length.median >= 9 && distinct > 20 && isWritten;
}

/** Letters and digits in one short word or two: a British postcode, a membership number. */
function isCodeLike({ anyDigit, length, meanWords }: ColumnProfile): boolean {
  return anyDigit > 0.6 && length.median <= 10 && length.max <= 16 && meanWords < 2.5;
}

function isFewValues({ distinct, chance, length }: ColumnProfile): boolean {
  return distinct <= 6 || (distinct <= 40 && length.max <= 3 && chance > 0.02);
}

function isNameLike({ anyDigit, severalWords, meanWords, distinct, length }: ColumnProfile): boolean {
  return anyDigit < 0.03 && distinct > 50 && length.median <= 20 && (severalWords < 0.4 || meanWords <= 3.2);
}
