import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileCatalogue, loadCatalogue } from '#catalogue/load-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import { runModels } from '#engine/run-models.ts';
import { writeGivenTables } from '../given-table.ts';
import { takeDeliveries } from '../sources/take-deliveries.ts';
import { STANDARDISE_PRELUDE, standardiseAll, standardiseModels } from './standardise-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'quality-'));
const home = join(folder, 'home');
let engine: Engine;

beforeAll(async () => {
  engine = await openDuckdb({ prelude: STANDARDISE_PRELUDE });
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

it('measures each field of a source against its thresholds', async () => {
  const deliveries = join(folder, 'deliveries');
  mkdirSync(deliveries);
  writeFileSync(
    join(deliveries, '特困_20261001.csv'),
    [
      '特困证号,身份证号码,姓名,供养方式',
      'T1,640499196501150016,马小燕,集中供养',
      'T1,640499197003100029,王静,分散',
      'T2,640499197003100020,李某,',
      'T3,,张某,分散供养',
      ',640499197003100029,赵某,分散供养',
    ].join('\n'),
  );
  const catalogue = loadCatalogue();
  await takeDeliveries(deliveries, { home, catalogue, engine });
  const { inputs } = await standardiseAll(engine, { home, catalogue });
  const given = await writeGivenTables(engine, join(home, 'tables'), [
    ...compileCatalogue(catalogue, '2026-11-21'),
    { name: 'run_parameter', columns: [{ name: 'as_of', type: 'DATE' }], rows: [['2026-11-21']] },
  ]);
  await runModels(engine, {
    models: standardiseModels(),
    inputs: [...inputs, ...given],
    tablesDirectory: join(home, 'tables'),
  });
  const rows = await engine.rows(
    'SELECT field, rows, completeness, validity, uniqueness, timeliness_days, pass FROM quality',
  );
  const row = (
    field: string,
    rows: number,
    completeness: number,
    validity: number | null,
    uniqueness: number | null,
  ) => ({
    field,
    rows,
    completeness,
    validity,
    uniqueness,
    timeliness_days: 51,
    // 51 days are more than the 40 that this source may be old
    pass: false,
  });
  expect(rows).toEqual([
    row('tekun_no', 5, 0.8, 1, 0.75),
    row('id_no', 4, 0.75, 0.6667, null),
    row('name', 4, 1, 1, null),
    row('sex', 4, 0, null, null),
    row('birth_date', 4, 0, null, null),
    row('hukou_address', 4, 0, null, null),
    row('care_kind', 4, 0.75, 0.6667, null),
    row('from_date', 4, 0, null, null),
  ]);
  const [thresholds] = await engine.rows("SELECT * FROM quality WHERE field = 'tekun_no'");
  expect(thresholds).toMatchObject({
    completeness_threshold: 0.99,
    uniqueness_threshold: 0.999,
    timeliness_threshold_days: 40,
  });
});
