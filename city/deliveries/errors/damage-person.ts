import type { Chance } from './chance.ts';
import type { ErrorKind } from './error-kinds.ts';
import type { SourceErrorRates } from './error-rates.ts';
import { misprintNumber } from './identity-number-errors.ts';
import type { NameConfusions } from './name-confusions.ts';
import { misprintName, type NameErrorKind } from './name-errors.ts';

/** A value as it is written and the error it suffered, if any. */
export interface Misprint<T> {
  readonly value: T;
  readonly kind: ErrorKind | null;
}

const NUMBER_KINDS = [
  'ID_DIGIT',
  'ID_TRANSPOSED',
  'ID_FIFTEEN',
  'ID_LETTER_O',
  'ID_SPACE',
  'ID_ROUNDED',
  'ID_BLANK',
  'ID_PLACEHOLDER',
  'ID_DIGIT_LOST',
  'ID_DIGIT_EXTRA',
  'ID_CHECK_CHANCE',
  'ID_RELATIVE',
] as const;
const NAME_KINDS = [
  'NAME_HOMOPHONE',
  'NAME_VARIANT',
  'NAME_SPACE',
  'NAME_TRUNCATED',
  'NAME_BLANK',
  'NAME_CHARACTER',
] as const;

/** One draw decides among kinds that exclude one another. */
function drawKind<K extends ErrorKind>(
  kinds: readonly K[],
  rates: SourceErrorRates,
  chance: Chance,
): K | null {
  let rest = chance.share();
  for (const kind of kinds) {
    rest -= rates[kind] ?? 0;
    if (rest < 0) return kind;
  }
  return null;
}

/** Whose numbers can stand for the person's own, null when there is none. */
export interface OtherNumbers {
  /** The person's second one; asked for only when it may stand. */
  second(number: string): string | null;
  readonly relative: string | null;
}

export function damageNumber(
  number: string,
  rates: SourceErrorRates,
  chance: Chance,
  { second, relative }: OtherNumbers,
): Misprint<string> {
  const drawn = drawKind(NUMBER_KINDS, rates, chance);
  const isXForm = chance.happens(rates.ID_X_FORM ?? 0);
  const old = chance.happens(rates.ID_OLD_NUMBER ?? 0) ? second(number) : null;
  if (old !== null) return { value: old, kind: 'ID_OLD_NUMBER' };
  const kind = drawn ?? (isXForm ? 'ID_X_FORM' : null);
  if (kind === null) return { value: number, kind };
  const value = kind === 'ID_RELATIVE' ? relative : misprintNumber(number, kind, chance);
  return value === null ? { value: number, kind: null } : { value, kind };
}

export function damageName(
  name: string,
  rates: SourceErrorRates,
  chance: Chance,
  confusions: NameConfusions,
): Misprint<string> {
  const drawn: (NameErrorKind | null)[] = [
    drawKind(NAME_KINDS, rates, chance),
    chance.happens(rates.NAME_SEPARATOR ?? 0) ? 'NAME_SEPARATOR' : null,
    chance.happens(rates.NAME_CHARACTER_LOST ?? 0) ? 'NAME_CHARACTER_LOST' : null,
  ];
  for (const kind of drawn) {
    const value = kind === null ? null : misprintName(name, kind, chance, confusions);
    if (value !== null) return { value, kind };
  }
  return { value: name, kind: null };
}
