import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSampleEngine, type SampleEngine, type SampleSources, sampleNumber } from './sample-register.ts';

let engine: SampleEngine;

beforeAll(async () => {
  engine = await openSampleEngine();
});

afterAll(() => engine.close());

const ID = { id_no: sampleNumber('1965-01-15', 11), name: '马建国' };
const EAST = '640499001001';
const WEST = '640499001002';
const HOME = { grid_code: `${EAST}001`, dwelling_code: 'D1', residence_type: 'RESIDENT' };

/** The person of the only number in the rows. */
async function personOf(sources: SampleSources, asOf?: string) {
  const register = await engine.register(sources, asOf === undefined ? {} : { asOf });
  return await register.person(Object.keys(sources)[0]!);
}

describe('survivorship of a field', () => {
  it('prefers the more trusted source to the later delivery', async () => {
    expect(
      await personOf({
        psb_hukou: [{ ...ID, ethnicity: '03', hukou_division: EAST }],
        grid_resident: [{ ...ID, ...HOME, ethnicity: '01', delivered_on: '2026-10-20' }],
      }),
    ).toMatchObject({ ethnicity: '03' });
  });

  it('prefers the later delivery of one source, and the last row of one delivery', async () => {
    expect(
      await personOf({
        psb_hukou: [
          { ...ID, hukou_no: 'H3', hukou_address: '3 号', delivered_on: '2026-10-09' },
          { ...ID, hukou_no: 'H1', hukou_address: '1 号', delivered_on: '2026-10-01' },
        ],
      }),
    ).toMatchObject({ hukou_no: 'H3', hukou_address: '3 号' });
    expect(
      await personOf({
        psb_hukou: [
          { ...ID, hukou_no: 'H1' },
          { ...ID, hukou_no: 'H2' },
        ],
      }),
    ).toMatchObject({ hukou_no: 'H2' });
  });

  it('never lets a blank win', async () => {
    expect(
      await personOf({
        psb_hukou: [{ ...ID, ethnicity: null }],
        grid_resident: [{ ...ID, ...HOME, ethnicity: '03' }],
      }),
    ).toMatchObject({ ethnicity: '03' });
  });

  it('takes birth date and sex from the digits of a good number', async () => {
    expect(
      await personOf({ hrss_emp_account: [{ ...ID, birth_date: '1963-01-15', sex: '2' }] }),
    ).toMatchObject({
      birth_date: '1965-01-15',
      sex: '1',
    });
  });

  it('takes them from what is stated where the number has none or is broken', async () => {
    const stated = { name: '陈大文', birth_date: '1970-02-03', sex: '1' };
    expect(await personOf({ hrss_emp_account: [{ ...stated, id_no: 'H12345678' }] })).toMatchObject({
      id_kind: 'HK_MACAO_PERMIT',
      birth_date: '1970-02-03',
      identity_issue: null,
    });
    expect(await personOf({ hrss_emp_account: [{ ...stated, id_no: '64049919700203' }] })).toMatchObject({
      birth_date: '1970-02-03',
      identity_issue: 'LENGTH',
    });
  });

  it('takes the mobile of the latest delivery, whatever its trust', async () => {
    expect(
      await personOf({
        hrss_emp_account: [{ ...ID, mobile: '16100000001' }],
        post_courier: [{ ...ID, mobile: '16100000002', delivered_on: '2026-10-20' }],
      }),
    ).toMatchObject({ mobile: '16100000002' });
  });
});

describe('residence', () => {
  it('is where the grid found the person, not the hukou and not the pension account', async () => {
    expect(
      await personOf({
        psb_hukou: [{ ...ID, hukou_division: WEST, hukou_address: '西社区 1 号' }],
        hrss_res_account: [{ ...ID, residence_division: WEST }],
        grid_resident: [{ ...ID, ...HOME, residence_address: '东社区 9 号' }],
      }),
    ).toMatchObject({
      residence_division: EAST,
      grid_code: `${EAST}001`,
      residence_address: '东社区 9 号',
      is_resident: true,
      is_registered: true,
      residence_split: true,
    });
  });

  it('of a stale record loses to a newer one, whole', async () => {
    expect(
      await personOf({
        grid_resident: [
          {
            ...ID,
            grid_code: `${EAST}001`,
            dwelling_code: 'D9',
            residence_address: '东 9 号',
            collect_date: '2026-08-01',
          },
          {
            ...ID,
            grid_code: `${WEST}001`,
            residence_address: '西 3 号',
            collect_date: '2024-01-01',
          },
        ],
      }),
    ).toMatchObject({
      residence_division: EAST,
      grid_code: `${EAST}001`,
      dwelling_code: 'D9',
      residence_address: '东 9 号',
    });
  });

  it('falls back to the hukou village, without making a resident', async () => {
    expect(await personOf({ psb_hukou: [{ ...ID, hukou_division: EAST }] })).toMatchObject({
      residence_division: EAST,
      grid_code: null,
      is_resident: false,
      is_registered: true,
      residence_split: false,
    });
  });

  it('by permit makes a resident, split from a hukou known to the county', async () => {
    const permit = { ...ID, hukou_division: '341602', residence_division: EAST };
    expect(await personOf({ psb_residence_permit: [permit] })).toMatchObject({
      is_resident: true,
      is_registered: false,
      residence_split: true,
      residence_division: EAST,
    });
    expect(
      await personOf({ psb_residence_permit: [{ ...permit, hukou_division: '640499000000' }] }),
    ).toMatchObject({ residence_split: false, hukou_division: '640499' });
  });

  it('is split from an unknown hukou when the list says so', async () => {
    const listed = (residence_type: string) =>
      personOf({ grid_resident: [{ ...ID, ...HOME, residence_type }] });
    expect(await listed('MIGRANT_IN')).toMatchObject({ residence_split: true });
    expect(await listed('RESIDENT')).toMatchObject({ residence_split: false });
  });

  it('does not count for somebody who is away, nor where a later look found the person gone', async () => {
    const away = { ...ID, ...HOME, residence_type: 'AWAY', collect_date: '2026-06-01' };
    expect(await personOf({ grid_resident: [away] })).toMatchObject({ is_resident: false, grid_code: null });
    expect(
      await personOf({ grid_resident: [{ ...ID, ...HOME, collect_date: '2025-06-01' }, away] }),
    ).toMatchObject({ is_resident: false });
    expect(
      await personOf({
        grid_resident: [{ ...ID, ...HOME, grid_code: `${WEST}001`, collect_date: '2025-06-01' }, away],
      }),
    ).toMatchObject({ is_resident: true, residence_division: WEST });
  });
});

describe('death and departure', () => {
  it('takes the stated day of death before the day of a cancellation', async () => {
    expect(
      await personOf({
        grid_resident: [{ ...ID, ...HOME }],
        psb_cancellation: [{ ...ID, cancel_date: '2026-05-20', cancel_reason: 'DEATH' }],
        nhc_death: [{ ...ID, death_date: '2026-05-02' }],
      }),
    ).toMatchObject({ death_date: '2026-05-02', is_resident: false, household_id: null });
  });

  it('knows the dead by the state of the hukou alone', async () => {
    expect(
      await personOf({ psb_hukou: [{ ...ID, hukou_state: 'DECEASED', delivered_on: '2026-09-30' }] }),
    ).toMatchObject({ death_date: '2026-09-30', is_registered: false });
  });

  it.each([
    ['death certificate', { nhc_death: [{ ...ID, delivered_on: '2026-09-30' }] }],
    ['cremation', { cab_cremation: [{ ...ID, delivered_on: '2026-09-30' }] }],
  ])('knows the dead by a %s whose days cannot be read', async (_, report) => {
    expect(await personOf({ psb_hukou: [ID], ...report })).toMatchObject({ death_date: '2026-09-30' });
  });

  it('lets whoever moved out of the region leave', async () => {
    expect(
      await personOf({
        psb_hukou: [{ ...ID, hukou_division: EAST, hukou_state: 'ACTIVE' }],
        grid_resident: [{ ...ID, ...HOME, collect_date: '2025-01-10' }],
        psb_cancellation: [{ ...ID, cancel_date: '2025-03-01', cancel_reason: 'MOVED_OUT' }],
      }),
    ).toMatchObject({
      left_date: '2025-03-01',
      left_reason: 'MOVED_OUT',
      is_resident: false,
      is_registered: false,
    });
  });

  it.each([
    ['grid', { grid_resident: [{ ...ID, ...HOME, collect_date: '2025-06-01' }] }],
    ['permit office', { psb_residence_permit: [{ ...ID, register_date: '2025-06-01' }] }],
    ['hukou', { psb_hukou: [{ ...ID, hukou_state: 'ACTIVE', hukou_move_in: '2025-06-01' }] }],
  ])('does not believe in a departure when the %s saw the person later', async (_, later) => {
    expect(
      await personOf({
        ...later,
        psb_cancellation: [{ ...ID, cancel_date: '2025-03-01', cancel_reason: 'MOVED_OUT' }],
      }),
    ).toMatchObject({ left_date: null, left_reason: null });
  });

  it('has not happened before its day', async () => {
    const sources = {
      grid_resident: [{ ...ID, ...HOME }],
      nhc_death: [{ ...ID, death_date: '2026-05-02' }],
    };
    expect(await personOf(sources, '2026-04-30')).toMatchObject({ is_resident: true });
    expect(await personOf(sources, '2026-05-02')).toMatchObject({ is_resident: false });
  });

  it('is not a double registration that was cancelled', async () => {
    expect(
      await personOf({
        psb_hukou: [{ ...ID, hukou_state: 'ACTIVE' }],
        psb_cancellation: [{ ...ID, cancel_date: '2025-03-01', cancel_reason: 'DUPLICATE' }],
      }),
    ).toMatchObject({ left_date: null, is_registered: true });
  });
});

describe('lineage', () => {
  it('names the row of every field', async () => {
    const register = await engine.register({
      psb_hukou: [{ ...ID, ethnicity: '03', hukou_no: 'H1', hukou_division: WEST, hukou_address: '西 1 号' }],
      grid_resident: [
        { id_no: sampleNumber('1990-01-01', 12), name: '王丽' },
        { ...ID, ...HOME, mobile: '16100000001', residence_address: '东 9 号' },
      ],
      nhc_death: [{ ...ID, death_date: '2026-12-02' }],
    });
    const { person_id } = await register.person('psb_hukou');
    const hukou = register.rowId('psb_hukou', 1);
    const grid = register.rowId('grid_resident', 2);
    expect(await register.row(`SELECT * FROM person_lineage WHERE person_id = '${person_id}'`)).toEqual({
      person_id,
      sex_row: hukou,
      birth_date_row: hukou,
      ethnicity_row: hukou,
      hukou_division_row: hukou,
      residence_division_row: grid,
      grid_code_row: grid,
      dwelling_code_row: grid,
      hukou_no_row: hukou,
      is_registered_row: hukou,
      is_resident_row: grid,
      death_date_row: register.rowId('nhc_death', 1),
      left_date_row: null,
      id_no_row: hukou,
      id_no_raw_row: hukou,
      id_kind_row: hukou,
      name_row: hukou,
      mobile_row: grid,
      hukou_address_row: hukou,
      residence_address_row: grid,
    });
  });

  it('takes the name from a row that writes it so', async () => {
    const register = await engine.register({
      psb_hukou: [{ ...ID, name: '闫玉兰' }],
      tax_wage: [{ ...ID, name: '阎玉兰' }],
      hrss_res_account: [{ ...ID, name: '阎玉兰' }],
    });
    expect(await register.rows('SELECT name_row FROM person_lineage')).toEqual([
      { name_row: register.rowId('hrss_res_account', 1) },
    ]);
  });

  it('does not give a lone contradicting record the number of another', async () => {
    const register = await engine.register({
      psb_hukou: [ID],
      tax_wage: [{ ...ID, name: '王丽' }],
    });
    expect(await register.person('tax_wage')).toMatchObject({ id_no: null, id_no_raw: ID.id_no });
    expect(
      await register.rows('SELECT count(*) AS n FROM person_lineage WHERE id_no_row IS NOT NULL'),
    ).toEqual([{ n: 1 }]);
  });
});
