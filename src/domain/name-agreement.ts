import { LOST_CHARACTER, NAME_SEPARATOR, normaliseName } from './person-name.ts';

/** Tables of characters, one code point per key; the catalogue ships them (`catalogue/names/`). */
export interface NameTables {
  /** Character → reading without tone, ü as v (`lv`). */
  readonly readings: ReadonlyMap<string, string>;
  /** Surname of one or two characters → its own reading, syllables separated by a space (`yu chi`). */
  readonly surnameReadings: ReadonlyMap<string, string>;
  /** Character → representative of its variants; a representative is not itself a key. */
  readonly variants: ReadonlyMap<string, string>;
}

/** From best to worst; BLANK: nothing to compare. */
export type NameAgreement = 'EXACT' | 'VARIANT' | 'HOMOPHONE' | 'CONFLICT' | 'BLANK';

/**
 * Key under which variant spellings of a normalised name meet: variants (闫/阎) and traditional forms
 * replaced by their representative, separators and spaces dropped. Candidates only: it never proves identity.
 */
export function variantKey(name: string, tables: NameTables): string {
  return [...name]
    .filter((c) => c !== NAME_SEPARATOR && c !== ' ')
    .map((c) => tables.variants.get(c) ?? c)
    .join('');
}

/**
 * Reading of a normalised name without tones, syllables separated by one space, lower case: the surname (two
 * characters before one, and a given name must follow) by its own reading, other characters by theirs; characters without a reading
 * stand for themselves. Variants are replaced first, so that they sound alike.
 */
export function nameReading(name: string, tables: NameTables): string {
  const key = variantKey(name, tables);
  const characters = [...key];
  const surname = [2, 1]
    .filter((length) => length < characters.length)
    .map((length) => characters.slice(0, length).join(''))
    .find((start) => tables.surnameReadings.has(start));
  const givenName = characters.slice(surname === undefined ? 0 : [...surname].length);
  return [
    ...(surname === undefined ? [] : [tables.surnameReadings.get(surname)]),
    ...givenName.map((c) => tables.readings.get(c) ?? c.toLowerCase()),
  ].join(' ');
}

/**
 * How far two names, raw or normalised, agree. First that holds:
 * BLANK one is blank or wholly lost; EXACT equal after `normaliseName`; VARIANT one equals the other where `?` (a
 * lost character) stands for any one character, or their `variantKey` is equal; HOMOPHONE their
 * `nameReading` is equal; else CONFLICT. Symmetric.
 */
export function compareNames(a: string | null, b: string | null, tables: NameTables): NameAgreement {
  const nameA = normaliseName(a).name;
  const nameB = normaliseName(b).name;
  if (nameA === null || nameB === null) return 'BLANK';
  if (nameA === nameB) return 'EXACT';
  if (fitsLost(nameA, nameB) || fitsLost(nameB, nameA)) return 'VARIANT';
  if (variantKey(nameA, tables) === variantKey(nameB, tables)) return 'VARIANT';
  return nameReading(nameA, tables) === nameReading(nameB, tables) ? 'HOMOPHONE' : 'CONFLICT';
}

/** As SQL `name LIKE replace(pattern, '?', '_')`. */
function fitsLost(pattern: string, name: string): boolean {
  const characters = [...name];
  const wanted = [...pattern];
  return (
    wanted.length === characters.length && wanted.every((c, i) => c === LOST_CHARACTER || c === characters[i])
  );
}
