import { type WeightedTable, weightedTable } from '../random.ts';

/** What is peculiar to a region: who lives there, where newcomers come from and migrants go. */
export interface RegionProfile {
  /** Head of an address when the division list does not reach up to the city. */
  readonly addressHead: string;
  /** First six digits of the citizen numbers of people born here: never assigned to a county. */
  readonly birthDivision: string;
  /** Kinds of village by their ethnic mix (GB/T 3304 code → weight). */
  readonly villageMixes: WeightedTable<WeightedTable<string>>;
  /** County codes from which newcomers come. */
  readonly origins: WeightedTable<string>;
  /** County codes where people who left work, live and are insured. */
  readonly destinations: WeightedTable<string>;
  /** Multiplies the Han habit of cremation. */
  readonly cremationShare: number;
}

const FEW: readonly (readonly [string, number])[] = [
  ['02', 0.0008],
  ['04', 0.0004],
  ['05', 0.0004],
  ['11', 0.0008],
  ['15', 0.0004],
  ['17', 0.0002],
  ['26', 0.0006],
];

function mix(han: number, hui: number, more: readonly (readonly [string, number])[] = []) {
  return weightedTable<string>([['01', han], ['03', hui], ...more, ...FEW]);
}

/** Counties of other regions that take people in: Yinchuan, Wuzhong, Xi'an, Lanzhou, Urumqi, the coast. */
const DESTINATIONS = weightedTable<string>([
  ['640104', 22],
  ['640106', 18],
  ['640105', 10],
  ['640181', 8],
  ['640302', 8],
  ['640303', 5],
  ['640502', 4],
  ['610113', 6],
  ['610112', 4],
  ['620102', 3],
  ['620802', 3],
  ['650104', 5],
  ['650106', 3],
  ['150302', 3],
  ['150602', 4],
  ['110105', 2],
  ['310115', 2],
  ['330110', 2],
  ['440305', 2],
  ['350582', 4],
]);

const ORIGINS = weightedTable<string>([
  ['620802', 18],
  ['621002', 10],
  ['620402', 6],
  ['620502', 5],
  ['640302', 12],
  ['640502', 12],
  ['640104', 8],
  ['610302', 5],
  ['610402', 4],
  ['610102', 3],
  ['411402', 3],
  ['411302', 3],
  ['341202', 2],
  ['330302', 2],
  ['511302', 3],
  ['130102', 2],
  ['622901', 2],
]);

/** By prefix of the region's code; the longest that fits is taken. */
const PROFILES: readonly (readonly [string, RegionProfile])[] = [
  [
    '6404',
    {
      addressHead: '宁夏回族自治区固原市',
      birthDivision: '640499',
      villageMixes: weightedTable([
        [mix(0.06, 0.935), 36],
        [mix(0.94, 0.055), 38],
        [mix(0.55, 0.44), 26],
      ]),
      origins: ORIGINS,
      destinations: DESTINATIONS,
      cremationShare: 0.5,
    },
  ],
  [
    '64',
    {
      addressHead: '宁夏回族自治区',
      birthDivision: '640499',
      villageMixes: weightedTable([
        [mix(0.1, 0.89), 25],
        [mix(0.78, 0.21), 75],
      ]),
      origins: ORIGINS,
      destinations: DESTINATIONS,
      cremationShare: 0.6,
    },
  ],
  [
    '1503',
    {
      addressHead: '内蒙古自治区乌海市',
      birthDivision: '150399',
      villageMixes: weightedTable([[mix(0.93, 0.025, [['02', 0.034]]), 1]]),
      origins: ORIGINS,
      destinations: DESTINATIONS,
      cremationShare: 0.9,
    },
  ],
  [
    '3416',
    {
      addressHead: '安徽省亳州市',
      birthDivision: '341699',
      villageMixes: weightedTable([
        [mix(0.99, 0.005), 96],
        [mix(0.4, 0.6), 4],
      ]),
      origins: ORIGINS,
      destinations: DESTINATIONS,
      cremationShare: 0.9,
    },
  ],
];

/** The profile of a region by its code; regions without one of their own get that of a Han county. */
export function regionProfile(region: string): RegionProfile {
  const found = PROFILES.filter(([prefix]) => region.startsWith(prefix)).sort(
    ([a], [b]) => b.length - a.length,
  )[0];
  if (found !== undefined) return found[1];
  return {
    addressHead: '',
    birthDivision: `${region.slice(0, 4).padEnd(4, '0')}99`,
    villageMixes: weightedTable([[mix(0.97, 0.01), 1]]),
    origins: ORIGINS,
    destinations: DESTINATIONS,
    cremationShare: 0.8,
  };
}
