import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeGb18030 } from '../gb18030-encoder.ts';

/** Which characters are written for which by mistake. Only characters that a typist would meet. */
export interface NameConfusions {
  /** Character → others of the same reading; `isFirst` for a surname, which may have a reading of its own. */
  homophones(character: string, isFirst: boolean): readonly string[];
  /** Character → its variant and traditional forms. */
  variants(character: string): readonly string[];
  /** The common characters, of which any may be typed for any. */
  readonly common: readonly string[];
}

const SHIPPED = join(import.meta.dirname, '../../../catalogue/names');

/** Rows of a two-column CSV without quotes, header dropped. */
function readPairs(path: string): [string, string][] {
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const comma = line.indexOf(',');
      return [line.slice(0, comma), line.slice(comma + 1)];
    });
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [member, group] of pairs) {
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [member]);
    else members.push(member);
  }
  return groups;
}

/** GB 2312 level 1: the 3,755 common characters, which input methods offer first. */
function isCommon(character: string): boolean {
  const bytes = new Uint8Array(8);
  const length = encodeGb18030(character, bytes);
  return length === 2 && bytes[0]! >= 0xb0 && bytes[0]! <= 0xd7 && bytes[1]! >= 0xa1;
}

/** Has a two-byte code: what office programs of the last decades can write. */
function isTypable(character: string): boolean {
  return encodeGb18030(character, new Uint8Array(8)) === 2;
}

/**
 * Reads `readings.csv`, `surname-readings.csv` and `variants.csv`.
 * @param directory the catalogue's `names` folder
 */
export function readNameConfusions(directory: string = SHIPPED): NameConfusions {
  const readings = new Map(readPairs(join(directory, 'readings.csv')));
  const surnames = new Map(
    readPairs(join(directory, 'surname-readings.csv')).filter(([surname]) => [...surname].length === 1),
  );
  const representatives = new Map(readPairs(join(directory, 'variants.csv')));

  const alike = grouped([...readings].filter(([character]) => isCommon(character)));
  const forms = grouped(
    [
      ...representatives,
      ...[...new Set(representatives.values())].map((r): [string, string] => [r, r]),
    ].filter(([character]) => isTypable(character)),
  );
  const representativeOf = (character: string) => representatives.get(character) ?? character;

  return Object.freeze({
    common: Object.freeze([...alike.values()].flat()),
    homophones: (character: string, isFirst: boolean) => {
      const own = isFirst ? surnames.get(character) : undefined;
      const reading = own ?? readings.get(character);
      const candidates = reading === undefined ? [] : (alike.get(reading) ?? []);
      return candidates.filter(
        (other) =>
          representativeOf(other) !== representativeOf(character) && !(isFirst && surnames.has(other)),
      );
    },
    variants: (character: string) =>
      (forms.get(representativeOf(character)) ?? []).filter((other) => other !== character),
  });
}
