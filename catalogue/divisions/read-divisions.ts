import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseDivisionCode } from '#domain/division-code.ts';

export type DivisionKind =
  | 'PROVINCE'
  | 'CITY'
  /** 地区, 自治州, 盟 */
  | 'PREFECTURE'
  | 'DISTRICT'
  | 'COUNTY'
  | 'COUNTY_CITY'
  | 'BANNER'
  | 'STREET'
  | 'TOWN'
  | 'TOWNSHIP'
  | 'SPECIAL'
  | 'COMMUNITY'
  | 'VILLAGE'
  /** Stands in for a level that the place does not have (市辖区 of Beijing, Dongguan's county): no place. */
  | 'FILLER'
  | 'OTHER';

/** A place of mainland China on 2023-06-30 (codes for statistics). */
export interface Division {
  /** 2, 4, 6, 9 or 12 digits by level; the code of every place inside begins with it. */
  readonly code: string;
  readonly name: string;
  /** 1 province, 2 city, 3 county, 4 township, 5 village. */
  readonly level: 1 | 2 | 3 | 4 | 5;
  /** Code of the place above; null for provinces. */
  readonly parent: string | null;
  readonly kind: DivisionKind;
}

const LENGTHS: readonly number[] = [2, 4, 6, 9, 12];

/**
 * The places whose code begins with `prefix`, with the places above them, so that every `parent` but a
 * province's is among the rows; ordered by level, then code. Reads only the provinces it needs (Ningxia 30 ms,
 * the country 1 s).
 * @param prefix a code, padded (`640400`) or not (`6404`), or its first digits; the whole country when empty
 * @param level deepest level wanted, 5 by default
 */
export function readDivisions({ prefix, level = 5 }: { prefix: string; level?: number }): Division[] {
  const scope = parseDivisionCode(prefix)?.prefix ?? prefix;
  const wanted = (code: string) => code.startsWith(scope) || scope.startsWith(code);
  const provinces = readRows('provinces.csv').filter(([code]) => wanted(code));
  const files = ['cities.csv', 'areas.csv', 'towns.csv.gz'].slice(0, Math.max(0, level - 1));
  const villages = level < 5 ? [] : provinces.map(([code]) => `villages/${code}.csv.gz`);
  const below = [...files, ...villages].flatMap((file) => readRows(file).filter(([code]) => wanted(code)));
  const names = new Map(below);
  return [...provinces, ...below].map(([code, name]) => toDivision(code, name, names));
}

function toDivision(code: string, name: string, names: ReadonlyMap<string, string>): Division {
  const index = LENGTHS.indexOf(code.length);
  return Object.freeze({
    code,
    name,
    level: (index + 1) as Division['level'],
    parent: index === 0 ? null : code.slice(0, LENGTHS[index - 1]),
    kind: kindOf(code, name, names),
  });
}

const CITY_FILLERS: ReadonlySet<string> = new Set([
  '市辖区',
  '县',
  '省直辖县级行政区划',
  '自治区直辖县级行政区划',
]);

function kindOf(code: string, name: string, names: ReadonlyMap<string, string>): DivisionKind {
  switch (code.length) {
    case 2:
      return 'PROVINCE';
    case 4:
      if (CITY_FILLERS.has(name)) return 'FILLER';
      return name.endsWith('市') ? 'CITY' : 'PREFECTURE';
    case 6:
      // Dongguan and its like: the city itself stands where its counties would.
      if (names.get(code.slice(0, 4)) === name) return 'FILLER';
      if (name.endsWith('区')) return 'DISTRICT';
      if (name.endsWith('县')) return 'COUNTY';
      if (name.endsWith('旗')) return 'BANNER';
      return name.endsWith('市') ? 'COUNTY_CITY' : 'OTHER';
    default:
      return parseDivisionCode(code)?.kind ?? 'OTHER';
  }
}

function readRows(file: string): [code: string, name: string][] {
  const bytes = readFileSync(join(import.meta.dirname, file));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const comma = line.indexOf(',');
      return [line.slice(0, comma), line.slice(comma + 1)];
    });
}
