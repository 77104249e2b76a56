import { expect, it } from 'vitest';
import { loadCatalogue, type SourceDefinition } from '#catalogue/load-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { identityRecordModel } from './identity-record.ts';

const column = (name: string, type: SourceDefinition['columns'][number]['type']) => ({
  column: name,
  type,
  aliases: [name],
  required: false,
});

/** A source that no code knows of. */
const LIBRARY: SourceDefinition = {
  source: 'lib_card',
  name: '图书证',
  department: 'CULTURE',
  subject: 'person',
  trust: 55,
  mode: 'full',
  key: ['branch', 'card_no'],
  maxAgeDays: 100,
  tokens: [],
  persons: [
    { role: 'self', idNo: 'id_no', name: 'name' },
    { role: 'parent', idNo: 'parent_id_no', name: 'parent_name' },
  ],
  columns: [
    column('branch', 'text'),
    column('card_no', 'text'),
    column('id_no', 'id_no'),
    column('name', 'name'),
    column('sex', 'code'),
    column('parent_id_no', 'id_no'),
    column('parent_name', 'name'),
    column('parent_mobile', 'mobile'),
    column('collect_date', 'date'),
  ],
};

it('takes a new source from its definition alone', async () => {
  const engine = await openDuckdb();
  await engine.run("CREATE TABLE deployment AS SELECT 'salt' AS person_salt");
  await engine.run(`
    CREATE TABLE standard_lib_card AS
    SELECT
      77 AS row_id, 1 AS row_hash, DATE '2026-10-01' AS delivered_on, '东馆' AS branch, 'K9' AS card_no,
      NULL AS id_no, 'x' AS id_no_raw, NULL AS id_no_kind, 'LENGTH' AS id_no_issue,
      '马小龙' AS name, NULL AS name_issue, '1' AS sex,
      '640499196501150016' AS parent_id_no, '640499196501150016' AS parent_id_no_raw,
      'CITIZEN' AS parent_id_no_kind, NULL AS parent_id_no_issue,
      '马建国' AS parent_name, NULL AS parent_name_issue, '16100000001' AS parent_mobile,
      DATE '2026-12-31' AS collect_date`);
  const model = identityRecordModel([LIBRARY]);
  expect(model.reads).toEqual(['standard_lib_card', 'deployment']);
  const rows = await engine.rows(`SELECT * FROM (${model.sql}) ORDER BY role DESC`);
  engine.close();
  expect(rows).toMatchObject([
    {
      row_id: 77,
      role: 'self',
      source: 'lib_card',
      department: 'CULTURE',
      trust: 55,
      business_key: '东馆|K9',
      id_issue: 'LENGTH',
      name: '马小龙',
      sex: '1',
      mobile: null,
      // Nobody looks after the day of delivery: a later date is a slip.
      recorded_on: '2026-10-01',
    },
    {
      row_id: 77,
      role: 'parent',
      business_key: null,
      id_no: '640499196501150016',
      name: '马建国',
      sex: null,
      mobile: '16100000001',
    },
  ]);
});

it('has a branch for every person that a shipped source names', () => {
  const { sources } = loadCatalogue();
  const { sql } = identityRecordModel(sources);
  const roles = sources.flatMap(({ source, persons }) => persons.map(({ role }) => `${source} ${role}`));
  const branches = [...sql.matchAll(/'(\w+)' AS role,\n {2}'(\w+)' AS source/g)];
  expect(branches.map(([, role, source]) => `${source} ${role}`)).toEqual(roles);
});
