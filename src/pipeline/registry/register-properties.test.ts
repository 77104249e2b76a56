import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openSampleEngine,
  type SampleEngine,
  type SampleRow,
  type SampleSources,
  sampleNumber,
} from './sample-register.ts';

let engine: SampleEngine;

beforeAll(async () => {
  engine = await openSampleEngine();
});

afterAll(() => engine.close());

const ID_NO = fc.constantFrom(
  '',
  '640499',
  ...[11, 12, 13].map((sequence) => sampleNumber('1980-06-01', sequence)),
);
const NAME = fc.constantFrom('', '闫玉兰', '阎玉兰', '闫玉蓝', '闫玉', '马建国', '马建军', '王丽');
const DELIVERED = fc.constantFrom('2026-09-01', '2026-10-01');
const DATE = fc.option(fc.constantFrom('1980-06-01', '1981-07-02'));
const VILLAGE = fc.option(fc.constantFrom('640499001001', '640499001002', '640499'));

/** Few numbers, names and places, so that everything meets everything. */
const SOURCES = fc.record({
  psb_hukou: fc.array(
    fc.record({
      id_no: ID_NO,
      name: NAME,
      delivered_on: DELIVERED,
      birth_date: DATE,
      hukou_no: fc.option(fc.constantFrom('H1', 'H2')),
      hukou_division: VILLAGE,
      hukou_state: fc.constantFrom(null, 'ACTIVE', 'DECEASED', 'MOVED_OUT'),
    }),
    { maxLength: 5 },
  ),
  grid_resident: fc.array(
    fc.record({
      id_no: ID_NO,
      name: NAME,
      delivered_on: DELIVERED,
      mobile: fc.option(fc.constantFrom('16100000001', '16100000002')),
      grid_code: fc.option(fc.constantFrom('640499001001001', '640499001002001')),
      dwelling_code: fc.option(fc.constantFrom('D1', 'D2')),
      residence_type: fc.constantFrom(null, 'RESIDENT', 'AWAY'),
      collect_date: fc.option(fc.constantFrom('2026-01-01', '2026-08-01')),
    }),
    { maxLength: 5 },
  ),
  cab_marriage: fc.array(
    fc.record({
      id_no: ID_NO,
      name: NAME,
      spouse_id_no: ID_NO,
      spouse_name: NAME,
      registration_date: fc.constant('2001-01-01'),
    }),
    { maxLength: 3 },
  ),
  psb_cancellation: fc.array(
    fc.record({
      id_no: ID_NO,
      name: NAME,
      cancel_date: fc.constantFrom('2026-01-01', '2026-09-01'),
      cancel_reason: fc.constantFrom('DEATH', 'MOVED_OUT'),
    }),
    { maxLength: 2 },
  ),
});

const TABLES = [
  'person_link',
  'person',
  'person_identity',
  'person_lineage',
  'household',
  'locate_by_household',
  'fact_cab_marriage',
] as const;

/** Records that nothing but a last rule tells apart. */
const TIES = ((): SampleSources => {
  const people = [11, 13, 15, 17, 19, 21].map((sequence) => sampleNumber('1970-02-02', sequence));
  return {
    psb_hukou: people.flatMap((id_no) => ['王丽', '马建国', '李强'].map((name) => ({ id_no, name }))),
    grid_resident: people.flatMap((id_no) =>
      ['D2', 'D1', 'D3'].map((dwelling_code) => ({
        id_no,
        name: '王丽',
        grid_code: '640499001001001',
        dwelling_code,
        mobile: `1610000000${dwelling_code.at(-1)}`,
      })),
    ),
    psb_cancellation: people.flatMap((id_no) =>
      ['EMIGRATION', 'MOVED_OUT'].map((cancel_reason) => ({
        id_no,
        name: '马建国',
        cancel_date: '2026-12-01',
        cancel_reason,
      })),
    ),
    cab_marriage: [],
  };
})();

describe('the register of any records', () => {
  it('does not depend on the order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(SOURCES as fc.Arbitrary<SampleSources>, async (sources: SampleSources) => {
        const contents = async (reversed: boolean) => {
          const register = await engine.register(sources, { reversed });
          return await Promise.all(
            TABLES.map((table) => register.rows(`SELECT * FROM ${table} ORDER BY ALL`)),
          );
        };
        expect(await contents(true)).toEqual(await contents(false));
      }),
      { numRuns: 6, seed: 5, examples: [[TIES]] },
    );
  });

  it('gives every identity record one link, every person one row, and every lineage row to its person', async () => {
    await fc.assert(
      fc.asyncProperty(SOURCES, async (sources) => {
        const register = await engine.register(sources);
        expect(
          await register.row(`
            SELECT
              (SELECT count(*) FROM identity_record) - (SELECT count(*) FROM person_link) AS unlinked,
              (SELECT count(*) FROM (SELECT row_id, role FROM person_link GROUP BY ALL HAVING count(*) > 1)) AS twice,
              (SELECT count(*) - count(DISTINCT person_id) FROM person) AS repeated,
              (SELECT count(*) FROM person) - (SELECT count(DISTINCT person_id) FROM person_link) AS strangers,
              (SELECT count(*) FROM person) - (SELECT count(*) FROM person_identity) AS unidentified,
              (SELECT count(*) FROM person) - (SELECT count(*) FROM person_lineage) AS untraced,
              (SELECT coalesce(sum(record_count), 0) FROM person) - (SELECT count(*) FROM person_link) AS uncounted`),
        ).toEqual({
          unlinked: 0,
          twice: 0,
          repeated: 0,
          strangers: 0,
          unidentified: 0,
          untraced: 0,
          uncounted: 0,
        });
        const foreign = await register.rows(`
          SELECT field
          FROM (UNPIVOT person_lineage ON COLUMNS(* EXCLUDE (person_id)) INTO NAME field VALUE row_id) s
          ANTI JOIN person_link l USING (person_id, row_id)`);
        expect(foreign).toEqual([]);
      }),
      { numRuns: 12, seed: 6 },
    );
  });

  it('keeps the people that it has when rows of others come', async () => {
    await fc.assert(
      fc.asyncProperty(SOURCES, async (sources) => {
        const links = async (more: readonly SampleRow[]) => {
          const register = await engine.register({ ...sources, tax_wage: more });
          return await register.rows(
            `SELECT row_id, role, person_id FROM person_link SEMI JOIN (SELECT row_id FROM identity_record WHERE source <> 'tax_wage') USING (row_id) ORDER BY ALL`,
          );
        };
        const others = [sampleNumber('1999-01-01', 1), sampleNumber('1999-01-01', 3)].map((id_no) => ({
          id_no,
          name: '李强',
        }));
        expect(await links(others)).toEqual(await links([]));
      }),
      { numRuns: 6, seed: 7 },
    );
  });

  it('has no name, number, phone or address in the tables for assessment', async () => {
    const register = await engine.register({});
    const columns = await register.rows(`
      SELECT table_name || '.' || column_name AS place
      FROM information_schema.columns
      WHERE (table_name IN ('person', 'person_lineage', 'household', 'building', 'grid', 'division', 'person_link') OR table_name LIKE 'fact_%' OR table_name LIKE 'locate_%')
        AND (column_name IN ('id_no', 'id_no_raw', 'name', 'worker_name', 'lead_name', 'legal_name') OR column_name LIKE '%mobile' OR column_name LIKE '%address')
        AND table_name || '.' || column_name <> 'division.name'`);
    expect(columns).toEqual([]);
  });
});
