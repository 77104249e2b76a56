import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One spell of a county-level (or higher) code, 6 digits, since 1981. */
export interface AreaCodeSpell {
  readonly code: string;
  readonly name: string;
  /** Null for provinces. */
  readonly parentCode: string | null;
  /** In force at the end of this year. */
  readonly startYear: number;
  /** Year in which it ended; null: still in force at the end of 2024. */
  readonly endYear: number | null;
  /** Codes that took the area over; `year` where that was before the end. */
  readonly successors: readonly { readonly code: string; readonly year: number | null }[];
}

/**
 * County-level codes 1981–2024. The first six digits of an identity number are the code at the first
 * registration, so most living people carry one that is gone. One code can stand several times.
 */
export function readAreaCodeHistory(): AreaCodeSpell[] {
  const lines = readFileSync(join(import.meta.dirname, 'area-code-history.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.slice(1).map((line) => {
    const [code = '', name = '', parent = '', start, end = '', successors = ''] = line.split(',');
    return Object.freeze({
      code,
      name,
      parentCode: parent === '' ? null : parent,
      startYear: Number(start),
      endYear: end === '' ? null : Number(end),
      successors: Object.freeze(successors.split(';').filter(Boolean).map(toSuccessor)),
    });
  });
}

function toSuccessor(text: string) {
  const [code = '', year] = text.split('@');
  return Object.freeze({ code, year: year === undefined ? null : Number(year) });
}

/** All codes that were ever in force: an identity number that begins with none of them earns a warning. */
export function knownAreaCodes(history: readonly AreaCodeSpell[]): ReadonlySet<string> {
  return new Set(history.map(({ code }) => code));
}
