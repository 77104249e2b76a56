/**
 * Undoing how people and programs mistype numbers. Shared by identity numbers, credit codes, mobiles and
 * accounts; names have their own rules.
 */

/** All white space, controls, zero-width and direction marks, soft hyphen: nobody sees them in a cell. */
const INVISIBLE =
  /[\u0000-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]/g;

/** Quotes and apostrophes with which spreadsheets keep a number as text. */
const QUOTES = /['"`‘’“”]/g;

/** Words that departments write where they have nothing. Compared after folding and upper-casing. */
export const BLANK_WORDS: ReadonlySet<string> = new Set([
  ...['', '-', '--', '---', '/', '\\', '.', '无', '暂无', '没有', '不详', '未知', '空'],
  ...['NULL', 'NONE', 'NIL', 'NA', 'N/A', 'NAN', '#N/A'],
]);

/** Full-width ASCII (U+FF01–FF5E) to ASCII, ideographic space to space; all else, Han too, is left alone. */
export function foldFullWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

/** Removes what cannot be seen, spaces included. */
export function stripInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * The text of a number-like cell: full-width folded, invisible characters, spaces and quotes removed,
 * ASCII letters in upper case.
 */
export function foldNumberText(raw: string): string {
  return stripInvisible(foldFullWidth(raw))
    .replace(QUOTES, '')
    .replace(/[a-z]/g, (c) => c.toUpperCase());
}
