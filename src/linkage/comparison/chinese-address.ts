import { ADDRESS_PARTS, addressParts } from './address-parts.ts';
import type { ColumnSql, ComparisonKind } from './comparison-kind.ts';

/**
 * A Chinese address, taken apart: city, county, township, village or community, group, road, estate, number,
 * building, unit, room. Only parts that both have are compared, so 原州区新华路12号 agrees with
 * 宁夏固原市原州区新华路12号.
 */
export const CHINESE_ADDRESS: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'chinese_address',
  accepts: [['text']],
  options: {},
  derive: () => Object.freeze({ columns: ADDRESS_PARTS, query: addressParts }),
  plausible(spec, left, right) {
    const { same, sameEstate, within } = agreement(spec.columns[0]!, left, right);
    return [same('road'), within('village'), within('town'), sameEstate, same('digits')].join(' OR ');
  },
  levels(spec, left, right) {
    const { l, r, same, agrees, sameEstate, within, agreesWithin } = agreement(spec.columns[0]!, left, right);
    const all = (...conditions: string[]) => conditions.map((condition) => `(${condition})`).join(' AND ');
    const any = (...conditions: string[]) => conditions.map((condition) => `(${condition})`).join(' OR ');
    const anchored = any(same('road'), within('village'), sameEstate);
    const divisionAgrees = all(agreesWithin('city'), agreesWithin('county'));
    const placeAgrees = all(
      divisionAgrees,
      agreesWithin('town'),
      agreesWithin('village'),
      agrees('road'),
      `coalesce(${sameEstate}, TRUE)`,
    );
    const neither = (part: string) => `${l(part)} IS NULL AND ${r(part)} IS NULL`;
    const sameRoom = any(same('room'), all(neither('room'), neither('building'), same('number')));
    return [
      { code: 'exact', label: 'equal', when: same('plain'), agreedColumn: l('plain') },
      {
        code: 'same_dwelling',
        label: 'all parts that both have agree, the room or house too',
        when: all(
          sameRoom,
          anchored,
          placeAgrees,
          agrees('group_no'),
          agrees('number'),
          agrees('building'),
          agrees('unit'),
        ),
      },
      {
        code: 'one_character',
        label: 'same numbers, one character of the names differs',
        when: `CASE WHEN ${same('digits')} AND least(length(${l('plain')}), length(${r('plain')})) >= 8 THEN linkage_within_edits(${l('plain')}, ${r('plain')}, 1) ELSE FALSE END`,
      },
      {
        code: 'same_building',
        label: 'same building',
        when: all(same('building'), anchored, placeAgrees, agrees('number')),
      },
      {
        code: 'same_number',
        label: 'same number of the road, estate, or group of the village',
        when: all(
          any(all(same('number'), anchored), all(same('group_no'), within('village')), sameEstate),
          placeAgrees,
        ),
      },
      { code: 'same_road', label: 'same road, village or estate', when: all(anchored, divisionAgrees) },
      {
        code: 'same_town',
        label: 'same township or street office',
        when: all(within('town'), divisionAgrees),
      },
    ];
  },
});

function agreement(column: string, left: ColumnSql, right: ColumnSql) {
  const l = (part: string) => left(`${column}__${part}`);
  const r = (part: string) => right(`${column}__${part}`);
  const same = (part: string) => `${l(part)} = ${r(part)}`;
  /** One may be written with what is above it: 固原市 and 宁夏固原市. */
  const within = (part: string) => `(ends_with(${l(part)}, ${r(part)}) OR ends_with(${r(part)}, ${l(part)}))`;
  return {
    l,
    r,
    same,
    within,
    agrees: (part: string) => `coalesce(${same(part)}, TRUE)`,
    agreesWithin: (part: string) => `coalesce(${within(part)}, TRUE)`,
    sameEstate: `(contains(${l('place')}, ${r('place')}) OR contains(${r('place')}, ${l('place')}))`,
  };
}
