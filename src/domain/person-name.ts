import { BLANK_WORDS, foldFullWidth } from './identity-text.ts';

/** The one separator of names (民委发〔2016〕33号). */
export const NAME_SEPARATOR = '\u00b7';

/** What stands for it in files: bullets, hyphenation point, dot operators, katakana dots, ASCII full stop. */
const SEPARATORS = /[.\u00b7\u0387\u2022\u2027\u2219\u22c5\u30fb\uff65]/g;

/** Glyphs that stand where a character was lost: ? □ ■ ◇ 〓 * U+FFFD and all private-use code points. */
const LOST = /[?*\u25a0\u25a1\u25c7\u3013\ufffd\ue000-\uf8ff\u{f0000}-\u{10ffff}]/gu;

/** One lost character in a normalised name. */
export const LOST_CHARACTER = '?';

/** Controls, zero-width and direction marks, soft hyphen, variation selectors; spaces are treated apart. */
const HIDDEN =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

const SPACES = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

const HAN = /\p{Script=Han}/u;

/** Code points that a name may have; the national rule asks systems for at least 50. */
const LONGEST_NAME = 100;

/**
 * BLANK: nothing there. LOST_CHARACTER: some characters are lost (`王?明`), repair by hand. CHARACTERS: digits
 * or other signs that no name has. TOO_LONG: above 100 code points.
 */
export type NameIssue = 'BLANK' | 'LOST_CHARACTER' | 'CHARACTERS' | 'TOO_LONG';

export interface PersonName {
  readonly raw: string;
  /** Null when BLANK or when every character is lost; otherwise kept even with an issue. */
  readonly name: string | null;
  readonly issue: NameIssue | null;
  /** Length in code points: rare characters need two UTF-16 units and count once. */
  readonly codePoints: number;
}

/**
 * Normalises a personal name, in this order: full-width ASCII folded (never NFKC, which would change Han);
 * invisible characters removed; lost glyphs to `?`; separators to one U+00B7 without spaces around it, none at
 * the ends; white space removed when the name holds a Han character, otherwise one space; a–z to upper case.
 */
export function normaliseName(raw: string | null): PersonName {
  const name = foldFullWidth(raw ?? '')
    .replace(HIDDEN, '')
    .replace(LOST, LOST_CHARACTER)
    .replace(SEPARATORS, NAME_SEPARATOR)
    .replace(SPACES, ' ')
    .replace(/ ?(\u00b7 ?)+/g, NAME_SEPARATOR)
    .replace(/^[ \u00b7]+|[ \u00b7]+$/g, '')
    .replace(/[a-z]/g, (c) => c.toUpperCase());
  const text = HAN.test(name) ? name.replaceAll(' ', '') : name;
  const issue = nameIssue(text);
  const isReadable = issue !== 'BLANK' && /[^?\u00b7 ]/.test(text);
  return Object.freeze({
    raw: raw ?? '',
    name: isReadable ? text : null,
    issue,
    codePoints: isReadable ? [...text].length : 0,
  });
}

function nameIssue(text: string): NameIssue | null {
  if (BLANK_WORDS.has(text)) return 'BLANK';
  if (text.includes(LOST_CHARACTER)) return 'LOST_CHARACTER';
  if (!/^[\p{L}\p{M}\u3007\u00b7' -]+$/u.test(text)) return 'CHARACTERS';
  return [...text].length > LONGEST_NAME ? 'TOO_LONG' : null;
}
