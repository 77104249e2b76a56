import type { ComparisonSpec } from '../spec/linkage-spec.ts';
import type { ColumnSql, ComparisonKind } from './comparison-kind.ts';
import { codeOf, NUMBERS, numbersOption } from './option-value.ts';

const DEFAULT_KM = Object.freeze([0.1, 1, 10]);
const KM_PER_DEGREE = 111.19;

/**
 * A place by latitude and longitude in degrees (two columns, in this order): at most so many kilometres apart as
 * the crow flies (`within_km`, default 0.1, 1 and 10). What is no place on earth, and 0/0, counts as missing.
 */
export const GEO: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'geo',
  accepts: [['number'], ['number']],
  options: { within_km: NUMBERS },
  missing: (spec, left, right) => `${noPlace(spec, left)} OR ${noPlace(spec, right)}`,
  plausible(spec, left, right) {
    const latitude = spec.columns[0]!;
    const furthest = numbersOption(spec, 'within_km', DEFAULT_KM).at(-1)!;
    return `abs(${left(latitude)} - ${right(latitude)}) <= ${furthest / KM_PER_DEGREE + 0.001}`;
  },
  levels(spec, left, right) {
    const [latitude, longitude] = spec.columns as [string, string];
    const km = `linkage_km(${left(latitude)}, ${left(longitude)}, ${right(latitude)}, ${right(longitude)})`;
    return numbersOption(spec, 'within_km', DEFAULT_KM).map((n) => ({
      code: `within_${codeOf(n)}_km`,
      label: `at most ${n} km apart`,
      when: `${km} <= ${n}`,
    }));
  },
});

function noPlace(spec: ComparisonSpec, side: ColumnSql): string {
  const [latitude, longitude] = spec.columns.map(side) as [string, string];
  const isPlace = [
    `${latitude} BETWEEN -90 AND 90`,
    `${longitude} BETWEEN -180 AND 360`,
    `NOT (${latitude} = 0 AND ${longitude} = 0)`,
  ];
  return `NOT coalesce(${isPlace.join(' AND ')}, FALSE)`;
}
