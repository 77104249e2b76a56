/**
 * Codes of places: division (GB/T 2260, 6 digits), statistical code (12 = 6 + 3 township + 3 village) and
 * grid (12 + 3). Each level's code begins with that of the level above.
 */

export type DivisionLevel = 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWNSHIP' | 'VILLAGE' | 'GRID';

export type TownshipKind = 'STREET' | 'TOWN' | 'TOWNSHIP' | 'SPECIAL';
export type VillageKind = 'COMMUNITY' | 'VILLAGE';

export interface DivisionCode {
  /** As given: 6, 9, 12 or 15 digits. */
  readonly code: string;
  readonly level: DivisionLevel;
  /** 1 province … 6 grid. */
  readonly levelNumber: 1 | 2 | 3 | 4 | 5 | 6;
  /** Only the digits that say something: 2, 4, 6, 9, 12 or 15. Every code inside begins with it. */
  readonly prefix: string;
  /** Township or village kind by code range, null at other levels and outside the ranges. */
  readonly kind: TownshipKind | VillageKind | null;
}

const LEVELS = [
  { prefixLength: 2, level: 'PROVINCE' },
  { prefixLength: 4, level: 'CITY' },
  { prefixLength: 6, level: 'COUNTY' },
  { prefixLength: 9, level: 'TOWNSHIP' },
  { prefixLength: 12, level: 'VILLAGE' },
  { prefixLength: 15, level: 'GRID' },
] as const;

/**
 * Reads a place code of 2, 4, 6, 9, 12 or 15 digits; trailing zero groups mean the level above
 * (`640402000000` is the county 640402). Null for anything else, also when a zero group stands in the
 * middle (`640402000001`); only the county may be missing there, as in Dongguan (`441900003000`).
 */
export function parseDivisionCode(code: string): DivisionCode | null {
  const index = LEVELS.findLastIndex(({ prefixLength }, i) => {
    const start = LEVELS[i - 1]?.prefixLength ?? 0;
    return code.length >= prefixLength && /[1-9]/.test(code.slice(start, prefixLength));
  });
  const found = LEVELS[index];
  if (!/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12}|\d{15})$/.test(code) || found === undefined) return null;
  const groups = LEVELS.slice(0, index + 1).map(({ prefixLength }, i) =>
    code.slice(LEVELS[i - 1]?.prefixLength ?? 0, prefixLength),
  );
  if (groups.some((group, i) => /^0+$/.test(group) && LEVELS[i]?.level !== 'COUNTY')) return null;
  const { level, prefixLength } = found;
  return Object.freeze({
    code,
    level,
    levelNumber: (index + 1) as DivisionCode['levelNumber'],
    prefix: code.slice(0, prefixLength),
    kind:
      level === 'TOWNSHIP'
        ? townshipKind(Number(groups[3]))
        : level === 'VILLAGE'
          ? villageKind(Number(groups[4]))
          : null,
  });
}

/**
 * True when the place `code` lies inside `scope` or is it. Both are codes of any level; a `scope` that is no
 * code holds nothing.
 */
export function isInDivision(scope: string, code: string): boolean {
  const outer = parseDivisionCode(scope);
  const inner = parseDivisionCode(code);
  return outer !== null && (inner?.prefix.startsWith(outer.prefix) ?? false);
}

/** Ranges of the statistics bureau: 001–099 street, 100–199 town, 200–399 township, 400–599 special. */
function townshipKind(digits: number): TownshipKind | null {
  if (digits <= 99) return 'STREET';
  if (digits <= 199) return 'TOWN';
  if (digits <= 399) return 'TOWNSHIP';
  return digits <= 599 ? 'SPECIAL' : null;
}

/**
 * 001–199 residents' committee, 200–399 villagers' committee; 400–499 and 500–599 are places that are run
 * like the one and the other without being it (development zones, state farms).
 */
function villageKind(digits: number): VillageKind | null {
  if (digits <= 199) return 'COMMUNITY';
  if (digits <= 399) return 'VILLAGE';
  if (digits <= 499) return 'COMMUNITY';
  return digits <= 599 ? 'VILLAGE' : null;
}
