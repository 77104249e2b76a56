import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSampleEngine, type SampleEngine, type SampleRow, sampleNumber } from './sample-register.ts';

let engine: SampleEngine;

beforeAll(async () => {
  engine = await openSampleEngine();
});

afterAll(() => engine.close());

const EAST = '640499001001';
const GRID = `${EAST}001`;
const FATHER = { id_no: sampleNumber('1965-01-15', 11), name: '马建国' };
const MOTHER = { id_no: sampleNumber('1967-04-02', 22), name: '王丽' };
const SON = { id_no: sampleNumber('1995-09-09', 33), name: '马龙' };

const booklet = (person: SampleRow, relation: string): SampleRow => ({
  ...person,
  hukou_no: 'H1',
  relation_to_head: relation,
  hukou_division: EAST,
  hukou_state: 'ACTIVE',
});
const inDwelling = (person: SampleRow, relation: string, dwelling: string | null = 'D1'): SampleRow => ({
  ...person,
  grid_code: GRID,
  dwelling_code: dwelling,
  relation_to_head: relation,
  residence_type: 'RESIDENT',
});
const dwelling = (code: string, more: SampleRow = {}): SampleRow => ({
  dwelling_code: code,
  grid_code: GRID,
  building_code: 'B1',
  building_name: '1 号楼',
  unit_no: '2',
  room_no: '301',
  dwelling_use: 'OWNER',
  address: '东社区 1 号楼 2 单元 301',
  ...more,
});

describe('a household', () => {
  it('of three shares a dwelling', async () => {
    const register = await engine.register({
      psb_hukou: [booklet(FATHER, 'HEAD'), booklet(MOTHER, 'SPOUSE'), booklet(SON, 'CHILD')],
      grid_resident: [inDwelling(MOTHER, 'SPOUSE'), inDwelling(FATHER, 'HEAD'), inDwelling(SON, 'CHILD')],
      grid_dwelling: [dwelling('D1')],
    });
    const father = await register.person('psb_hukou', 1);
    expect(await register.rows('SELECT * FROM household')).toEqual([
      {
        household_id: father.household_id,
        kind: 'DWELLING',
        dwelling_code: 'D1',
        hukou_no: null,
        grid_code: GRID,
        division: EAST,
        head_person_id: father.person_id,
        members: 3,
        residents: 3,
        registered: 3,
      },
    ]);
  });

  it('without a dwelling goes by the hukou booklet', async () => {
    const register = await engine.register({
      psb_hukou: [booklet(FATHER, 'HEAD'), booklet(MOTHER, 'SPOUSE')],
      grid_resident: [inDwelling(FATHER, 'HEAD', null), inDwelling(MOTHER, 'SPOUSE', null)],
    });
    expect(
      await register.rows(
        'SELECT kind, dwelling_code, hukou_no, grid_code, members, residents FROM household',
      ),
    ).toEqual([
      { kind: 'HUKOU', dwelling_code: null, hukou_no: 'H1', grid_code: GRID, members: 2, residents: 2 },
    ]);
  });

  it('is not made of a collective booklet, of the dead or of those who left', async () => {
    const register = await engine.register({
      psb_hukou: [
        { ...booklet(FATHER, 'HEAD'), hukou_type: 'COLLECTIVE' },
        booklet(MOTHER, 'HEAD'),
        { ...booklet(SON, 'CHILD'), hukou_no: 'H2' },
      ],
      nhc_death: [{ ...MOTHER, death_date: '2026-01-05' }],
      psb_cancellation: [{ ...SON, cancel_date: '2025-03-01', cancel_reason: 'EMIGRATION' }],
    });
    expect(await register.rows('SELECT * FROM household')).toEqual([]);
  });

  it('keeps its id while people come and go', async () => {
    const alone = await engine.register({ grid_resident: [inDwelling(FATHER, 'HEAD')] });
    const before = await alone.row('SELECT household_id FROM household');
    const together = await engine.register({
      grid_resident: [inDwelling(MOTHER, 'HEAD'), inDwelling(SON, 'CHILD')],
    });
    expect(await together.row('SELECT household_id FROM household')).toEqual(before);
  });
});

describe('以房找人', () => {
  const usage = (code: string, month: string, kwh: number): SampleRow => ({
    dwelling_code: code,
    usage_month: month,
    electricity_kwh: kwh,
    water_m3: 0,
  });

  it('finds the dwelling with power and nobody in it', async () => {
    const register = await engine.register({
      grid_dwelling: ['D1', 'D2', 'D3', 'D4'].map((code) => dwelling(code, { dwelling_use: 'VACANT' })),
      grid_resident: [inDwelling(FATHER, 'HEAD', 'D1')],
      utility_usage: [
        usage('D1', '2026-09', 90),
        usage('D2', '2026-09', 90),
        usage('D3', '2026-06', 90),
        usage('D4', '2026-09', 0),
      ],
    });
    expect(
      await register.rows(
        'SELECT dwelling_code, grid_code, last_usage_month, electricity_kwh FROM locate_by_dwelling',
      ),
    ).toEqual([{ dwelling_code: 'D2', grid_code: GRID, last_usage_month: '2026-09', electricity_kwh: 90 }]);
    expect(await register.rows('SELECT dwelling_code, residents FROM dwelling ORDER BY 1')).toEqual([
      { dwelling_code: 'D1', residents: 1 },
      { dwelling_code: 'D2', residents: 0 },
      { dwelling_code: 'D3', residents: 0 },
      { dwelling_code: 'D4', residents: 0 },
    ]);
  });

  it('finds a dwelling whose only inhabitant died', async () => {
    const register = await engine.register({
      grid_dwelling: [dwelling('D1')],
      grid_resident: [inDwelling(FATHER, 'HEAD')],
      utility_usage: [usage('D1', '2026-10', 12)],
      cab_cremation: [{ ...FATHER, cremation_date: '2026-08-01' }],
    });
    expect(await register.rows('SELECT dwelling_code FROM locate_by_dwelling')).toEqual([
      { dwelling_code: 'D1' },
    ]);
  });
});

describe('以户找人', () => {
  const family = {
    psb_hukou: [booklet(FATHER, 'HEAD'), booklet(MOTHER, 'SPOUSE'), booklet(SON, 'CHILD')],
    grid_resident: [inDwelling(FATHER, 'HEAD'), inDwelling(MOTHER, 'SPOUSE')],
  };

  it('finds the son who is in the booklet and not in the flat', async () => {
    const register = await engine.register(family);
    const son = await register.person('psb_hukou', 3);
    const home = await register.person('grid_resident', 1);
    expect(await register.rows('SELECT * FROM locate_by_household')).toEqual([
      {
        person_id: son.person_id,
        household_id: home.household_id,
        grid_code: GRID,
        division: EAST,
        present_members: 2,
      },
    ]);
  });

  it.each([
    [
      'away by the grid list',
      { grid_resident: [...family.grid_resident, { ...inDwelling(SON, 'CHILD'), residence_type: 'AWAY' }] },
    ],
    ['at work elsewhere', { agri_migrant_worker: [{ ...SON, leave_date: '2026-02-20' }] }],
    ['in the army', { vet_active_service: [{ ...SON, enlist_date: '2025-09-01' }] }],
    [
      'in prison',
      {
        justice_custody: [
          { ...SON, start_date: '2024-01-01', end_date: '2028-01-01', custody_kind: 'PRISON' },
        ],
      },
    ],
    ['dead', { nhc_death: [{ ...SON, death_date: '2025-01-01' }] }],
    ['gone', { psb_cancellation: [{ ...SON, cancel_date: '2025-01-01', cancel_reason: 'MOVED_OUT' }] }],
    ['a resident elsewhere', { grid_resident: [...family.grid_resident, inDwelling(SON, 'HEAD', 'D7')] }],
  ])('does not look for the son who is %s', async (_, more) => {
    const register = await engine.register({ ...family, ...more });
    expect(await register.rows('SELECT * FROM locate_by_household')).toEqual([]);
  });

  it('takes a listing with a broken number and his name in that grid for the son', async () => {
    const listed = (name: string) =>
      engine.register({
        ...family,
        grid_resident: [...family.grid_resident, inDwelling({ id_no: '64049919950909', name }, 'CHILD')],
      });
    expect(await (await listed('马龙')).rows('SELECT * FROM locate_by_household')).toEqual([]);
    expect(await (await listed('李强')).rows('SELECT * FROM locate_by_household')).toHaveLength(1);
  });

  it('sends nobody to look for a row that has no usable number: that is to be repaired first', async () => {
    const broken = { ...booklet(SON, 'CHILD'), id_no: '64049919950909' };
    const register = await engine.register({
      ...family,
      psb_hukou: [...family.psb_hukou.slice(0, 2), broken],
    });
    expect(await register.person('psb_hukou', 3)).toMatchObject({ is_registered: true, is_resident: false });
    expect(await register.rows('SELECT * FROM locate_by_household')).toEqual([]);
  });

  it('looks again for the son who came back from work', async () => {
    const register = await engine.register({
      ...family,
      agri_migrant_worker: [{ ...SON, leave_date: '2026-02-20', return_date: '2026-10-01' }],
    });
    expect(await register.rows('SELECT * FROM locate_by_household')).toHaveLength(1);
  });

  it('looks for nobody where no one of the booklet lives here', async () => {
    const register = await engine.register({ psb_hukou: family.psb_hukou });
    expect(await register.rows('SELECT * FROM locate_by_household')).toEqual([]);
  });
});

it('lists residents without a dwelling, or with one that the ledger does not know', async () => {
  const register = await engine.register({
    grid_dwelling: [dwelling('D1')],
    grid_resident: [
      inDwelling(FATHER, 'HEAD'),
      inDwelling(MOTHER, 'HEAD', null),
      inDwelling(SON, 'HEAD', 'D8'),
    ],
  });
  const [, mother, son] = await Promise.all([1, 2, 3].map((line) => register.person('grid_resident', line)));
  const found = await register.rows(
    'SELECT person_id, grid_code, reason FROM resident_without_dwelling ORDER BY reason',
  );
  expect(found).toEqual([
    { person_id: mother!.person_id, grid_code: GRID, reason: 'NO_CODE' },
    { person_id: son!.person_id, grid_code: GRID, reason: 'UNKNOWN_CODE' },
  ]);
});

it('places a resident without dwelling code by an address that one dwelling of the grid has', async () => {
  const listed = (person: SampleRow, residence_address: string) => ({
    ...inDwelling(person, 'HEAD', null),
    residence_address,
  });
  const register = await engine.register({
    grid_dwelling: [
      dwelling('D1', { address: '1 号' }),
      dwelling('D2', { address: '2 号' }),
      dwelling('D3', { address: '2 号' }),
      dwelling('D4', { address: '4 号', grid_code: `${EAST}002` }),
    ],
    grid_resident: [listed(FATHER, '1 号'), listed(MOTHER, '2 号'), listed(SON, '4 号')],
  });
  const people = await Promise.all([1, 2, 3].map((line) => register.person('grid_resident', line)));
  expect(people.map(({ dwelling_code }) => dwelling_code)).toEqual(['D1', null, null]);
});

it('counts residents, households, dwellings, buildings and grids up to the province', async () => {
  const register = await engine.register({
    psb_hukou: [booklet(FATHER, 'HEAD'), booklet(SON, 'CHILD')],
    grid_dwelling: [
      dwelling('D1'),
      dwelling('D2', { building_name: null }),
      dwelling('D3', { building_code: 'B2' }),
    ],
    grid_resident: [inDwelling(FATHER, 'HEAD'), inDwelling(MOTHER, 'SPOUSE')],
    grid_worker: [
      { grid_code: GRID, grid_name: '东一网格', worker_name: '李强' },
      { grid_code: `${EAST}002` },
    ],
  });
  const counts = { residents: 2, registered: 2, households: 1, dwellings: 3, buildings: 2, grids: 2 };
  const none = { residents: 0, registered: 0, households: 0, dwellings: 0, buildings: 0, grids: 0 };
  expect(await register.rows('SELECT * EXCLUDE (name, kind, parent) FROM division ORDER BY code')).toEqual([
    { code: '4419', level: 2, ...none },
    { code: '64', level: 1, ...counts },
    { code: '6404', level: 2, ...counts },
    { code: '640499', level: 3, ...counts },
    { code: '640499001', level: 4, ...counts },
    { code: EAST, level: 5, ...counts },
    { code: '640499001002', level: 5, ...none },
  ]);
  expect(await register.rows('SELECT * FROM building ORDER BY building_code')).toEqual([
    {
      building_code: 'B1',
      building_name: '1 号楼',
      estate_name: null,
      grid_code: GRID,
      division: EAST,
      dwellings: 2,
      residents: 2,
    },
    {
      building_code: 'B2',
      building_name: '1 号楼',
      estate_name: null,
      grid_code: GRID,
      division: EAST,
      dwellings: 1,
      residents: 0,
    },
  ]);
  expect(await register.rows('SELECT * FROM grid ORDER BY grid_code')).toEqual([
    {
      grid_code: GRID,
      grid_name: '东一网格',
      division: EAST,
      is_listed: true,
      dwellings: 3,
      households: 1,
      residents: 2,
    },
    {
      grid_code: `${EAST}002`,
      grid_name: null,
      division: EAST,
      is_listed: true,
      dwellings: 0,
      households: 0,
      residents: 0,
    },
  ]);
});
