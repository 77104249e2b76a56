import { citizenCheckCharacter } from '#domain/citizen-number.ts';
import type { Chance } from './chance.ts';
import type { ErrorKind } from './error-kinds.ts';

export type IdentityNumberErrorKind = Extract<ErrorKind, `ID_${string}`>;

const PLACEHOLDERS = ['111111111111111111', '000000000000000000', '123456789012345678', '999999999999999999'];
/** What clerks leave where a number should be; mostly nothing. */
const BLANKS = ['', '', '', '', '/', '无', '不详'];
/** Full-width X and x, Cyrillic Ха, the multiplication sign, and the commonest of all: lower case. */
const X_FORMS = ['x', 'x', 'x', 'Ｘ', 'ｘ', 'Х', '×'];
/** Plain, ideographic, no-break and zero-width space, tabulator. */
const SPACES = [' ', ' ', '　', '\u00a0', '\u200b', '\t'];

function replaceAt(text: string, at: number, replacement: string): string {
  return text.slice(0, at) + replacement + text.slice(at + 1);
}

function wrongDigit(number: string, chance: Chance): string {
  const at = chance.below(17);
  return replaceAt(number, at, String((Number(number[at]) + 1 + chance.below(9)) % 10));
}

function transposed(number: string, chance: Chance): string | null {
  const start = chance.below(16);
  for (let i = 0; i < 16; i += 1) {
    const at = (start + i) % 16;
    const [a, b] = [number[at]!, number[at + 1]!];
    if (a !== b) return number.slice(0, at) + b + a + number.slice(at + 2);
  }
  return null;
}

function fifteenDigits(number: string): string | null {
  return number.slice(6, 8) === '19' ? number.slice(0, 6) + number.slice(8, 17) : null;
}

function letterO(number: string, chance: Chance): string | null {
  const zeros = [...number].flatMap((character, i) => (character === '0' ? [i] : []));
  return zeros.length === 0 ? null : replaceAt(number, chance.pick(zeros), chance.pick(['O', 'O', 'o']));
}

function spaced(number: string, chance: Chance): string {
  const space = chance.pick(SPACES);
  const at = chance.pick([0, 6, 14, 18, 18]);
  return number.slice(0, at) + space + number.slice(at);
}

/**
 * Another sequence, half the time of another year of birth too, with the check digit that the number has: among
 * the thousand sequences there always are some.
 */
function rightByChance(number: string, chance: Chance): string | null {
  const decade = Number(number[9]);
  const head = chance.happens(0.5)
    ? number.slice(0, 14)
    : replaceAt(number, 9, String((decade + 1) % 10)).slice(0, 14);
  const start = chance.below(1000);
  for (let i = 0; i < 1000; i += 1) {
    const digits = head + String((start + i) % 1000).padStart(3, '0');
    if (digits !== number.slice(0, 17) && citizenCheckCharacter(digits) === number[17])
      return digits + number[17];
  }
  return null;
}

/** Spreadsheets keep 15 digits of a number; a number with X stays text. */
function rounded(number: string, chance: Chance): string | null {
  if (number.endsWith('X')) return null;
  if (chance.happens(0.7)) return `${number.slice(0, 15)}000`;
  return Number(number).toExponential(5).replace('e+', 'E+');
}

/**
 * The number as it would arrive with this error, or null when the error cannot befall it (a 15-digit number
 * of someone born after 1999, a form of X without X). `number`: 18 characters.
 */
export function misprintNumber(
  number: string,
  kind: Exclude<IdentityNumberErrorKind, 'ID_OLD_NUMBER' | 'ID_RELATIVE'>,
  chance: Chance,
): string | null {
  switch (kind) {
    case 'ID_DIGIT':
      return wrongDigit(number, chance);
    case 'ID_TRANSPOSED':
      return transposed(number, chance);
    case 'ID_FIFTEEN':
      return fifteenDigits(number);
    case 'ID_X_FORM':
      return number.endsWith('X') ? number.slice(0, 17) + chance.pick(X_FORMS) : null;
    case 'ID_LETTER_O':
      return letterO(number, chance);
    case 'ID_SPACE':
      return spaced(number, chance);
    case 'ID_ROUNDED':
      return rounded(number, chance);
    case 'ID_BLANK':
      return chance.pick(BLANKS);
    case 'ID_PLACEHOLDER':
      return chance.pick(PLACEHOLDERS);
    case 'ID_DIGIT_LOST': {
      const at = chance.below(18);
      return number.slice(0, at) + number.slice(at + 1);
    }
    case 'ID_DIGIT_EXTRA': {
      const at = chance.below(17);
      return number.slice(0, at + 1) + number.slice(at);
    }
    case 'ID_CHECK_CHANCE':
      return rightByChance(number, chance);
    default:
      return kind satisfies never;
  }
}
