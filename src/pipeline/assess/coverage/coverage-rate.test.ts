import { beforeAll, describe, expect, it } from 'vitest';
import { COVERAGE_STATUSES } from '#domain/coverage-status.ts';
import type { EngineRow } from '#engine/engine.ts';
import {
  benefit,
  elsewhere,
  employeePension,
  man,
  publicPension,
  register,
  residentPension,
  student,
  woman,
} from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';

const NORTH = '640499001001';
const SOUTH = '640499001002';
const OUTSIDE = '610102003004';

const livesIn = (residence: string, hukou = residence) =>
  register({
    residence_division: residence,
    hukou_division: hukou,
    is_resident: true,
    is_registered: hukou.startsWith('64'),
  });
const awayFrom = (hukou: string) =>
  register({ residence_division: hukou, hukou_division: hukou, is_resident: false, is_registered: true });

const TOWN = [
  man('1985-05', livesIn(NORTH), residentPension({ paidUntil: 2026 })),
  man('1985-05', livesIn(NORTH), residentPension({ paidUntil: 2020 })),
  woman('1950-05', livesIn(NORTH), benefit('RES_PENSION')),
  woman('1985-05', livesIn(NORTH)),
  man('2006-05', livesIn(NORTH), student(), residentPension({ paidUntil: 2026 })),
  man('2015-05', livesIn(NORTH), student()),
  man('1985-05', livesIn(NORTH), register({ identity_issue: 'BLANK' })),
  man('1985-05', livesIn(NORTH), elsewhere({ state: 'LIVE' }), employeePension({ paidUntil: '2020-01' })),
  man('1985-05', livesIn(NORTH), publicPension({ paidUntil: '2026-09' })),
  man('1985-05', livesIn(SOUTH, OUTSIDE), employeePension({ paidUntil: '2026-09' })),
  man('1985-05', awayFrom(SOUTH)),
  man('1985-05', awayFrom('640499'), residentPension({ paidUntil: 2026 })),
  man('1985-05', register({ residence_division: null, hukou_division: null, is_registered: false })),
];

const COUNTS = [
  'residents',
  'in_scope',
  'insured',
  'assessed',
  'paid',
  ...Object.keys(COVERAGE_STATUSES).map((status) => status.toLowerCase()),
];

describe('the coverage rate', () => {
  let rows: EngineRow[] = [];
  const rate = (division: string, denominator = 'RESIDENT') =>
    rows.find((row) => row.division === division && row.denominator === denominator);
  beforeAll(async () => {
    rows = await assessTown({ asOf: '2026-10-31', people: TOWN }, (town) =>
      town.table('coverage_rate', 'division, denominator'),
    );
  });

  it('counts who pays or draws, here or elsewhere, among residents who belong to the scope', () => {
    expect(rate(NORTH)).toMatchObject({ level: 5, residents: 9, in_scope: 6, insured: 4 });
    expect(rate(NORTH)?.coverage_rate).toBeCloseTo(4 / 6);
  });

  it('counts payment among those who have to pay for EMP or RES here', () => {
    expect(rate(NORTH)).toMatchObject({ assessed: 3, paid: 2 });
    expect(rate(NORTH)?.payment_rate).toBeCloseTo(2 / 3);
  });

  it('counts each status', () => {
    expect(rate(NORTH)).toMatchObject({
      data_error: 1,
      beneficiary: 1,
      normal: 3,
      insured_elsewhere: 1,
      out_of_scope: 1,
      interrupted: 1,
      missed: 1,
      dropped: 0,
    });
  });

  it('of the registered follows the hukou', () => {
    expect(rate(SOUTH, 'REGISTERED')).toMatchObject({ residents: 1, in_scope: 1, insured: 0, missed: 1 });
    expect(rate(SOUTH, 'RESIDENT')).toMatchObject({ residents: 1, insured: 1 });
  });

  it('of both counts everybody once, residents where they live', () => {
    expect(rate(SOUTH, 'BOTH')).toMatchObject({ residents: 2, insured: 1, missed: 1 });
    expect(rate(OUTSIDE, 'BOTH')).toBeUndefined();
  });

  it('has no value where nobody has to be insured or to pay', () => {
    expect(rate(SOUTH, 'REGISTERED')?.payment_rate).toBeNull();
  });

  it('carries a place that is coded less deeply down to a village of zeros', () => {
    expect(rate('640499000000', 'REGISTERED')).toMatchObject({ residents: 1, normal: 1 });
    expect(rate('000000000000', 'RESIDENT')).toMatchObject({ residents: 1, missed: 1 });
  });

  it('adds up: the children of each division are the division', () => {
    const parents = rows.filter(({ level }) => Number(level) < 5);
    expect(parents.length).toBeGreaterThan(5);
    for (const parent of parents) {
      const children = rows.filter(
        (row) =>
          row.denominator === parent.denominator &&
          row.level === Number(parent.level) + 1 &&
          String(row.division).startsWith(String(parent.division)),
      );
      for (const count of COUNTS)
        expect(
          children.reduce((sum, child) => sum + Number(child[count]), 0),
          `${count} of ${parent.division}`,
        ).toBe(parent[count]);
    }
  });

  it('agrees with the decision: in the default denominator are those who say so', async () => {
    const decided = await assessTown({ asOf: '2026-10-31', people: TOWN }, (town) =>
      town.table('coverage_status', 'person_id'),
    );
    const total = rows
      .filter(({ level, denominator }) => level === 1 && denominator === 'RESIDENT')
      .reduce((sum, row) => sum + Number(row.in_scope), 0);
    expect(decided.filter((row) => row.in_denominator)).toHaveLength(total);
  });
});
