import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateCity } from '#city/generate-city.ts';
import { ingestCommand } from '#cli/commands/ingest.ts';
import { runCommand } from '#cli/commands/run.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { sqlText } from '#engine/engine.ts';
import { measureQuality } from './measure-quality.ts';
import { type QualityFigures, qualityFigures, qualityTables } from './report-quality.ts';

const folder = mkdtempSync(join(tmpdir(), 'measure-quality-'));
const home = join(folder, 'home');
const truth = join(folder, 'city-truth');
let honest: QualityFigures;

beforeAll(async () => {
  await generateCity({
    region: '640402',
    people: 500,
    seed: 11,
    asOf: '2026-10-31',
    out: join(folder, 'city'),
  });
  await ingestCommand(home, join(folder, 'city'), { quiet: true });
  await runCommand(home, { asOf: '2026-10-31', database: false, memory: '2GB', quiet: true });
  honest = await figures(home);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function figures(measured: string): Promise<QualityFigures> {
  const engine = await measureQuality({
    home: measured,
    truths: [truth],
    directory: join(folder, 'quality'),
  });
  try {
    return await qualityFigures(engine);
  } finally {
    engine.close();
  }
}

/** A home whose table says something else; `query` reads the real one as `honest`. */
async function tampered(name: string, table: string, query: string): Promise<string> {
  const other = join(folder, name);
  mkdirSync(join(other, 'tables'), { recursive: true });
  for (const file of readdirSync(join(home, 'tables')).filter((entry) => entry !== `${table}.parquet`))
    symlinkSync(join(home, 'tables', file), join(other, 'tables', file));
  const engine = await openDuckdb();
  await engine.run(`CREATE VIEW honest AS FROM ${sqlText(join(home, 'tables', `${table}.parquet`))}`);
  await engine.run(
    `COPY (${query}) TO ${sqlText(join(other, 'tables', `${table}.parquet`))} (FORMAT parquet)`,
  );
  engine.close();
  return other;
}

describe('the comparison with the truth', () => {
  test('sees people, and finds most of them as they are', () => {
    expect(honest.people).toBeGreaterThan(400);
    expect(honest.statusAccuracy).toBeGreaterThan(0.9);
    expect(honest.statusAccuracy).toBeLessThanOrEqual(1);
  });

  test('a status that is not true costs accuracy, person by person', async () => {
    const other = await tampered(
      'statuses',
      'coverage_status',
      `SELECT * REPLACE (CASE WHEN status = 'NORMAL' THEN 'MISSED' ELSE status END AS status) FROM honest`,
    );
    const wrong = await figures(other);
    expect(wrong.people).toBe(honest.people);
    expect(wrong.statusAccuracy).toBeLessThan(honest.statusAccuracy - 0.2);
  });

  test('people who vanish from the result are not forgotten', async () => {
    const other = await tampered(
      'vanished',
      'coverage_status',
      `SELECT * FROM honest WHERE status <> 'OUT_OF_SCOPE'`,
    );
    const wrong = await figures(other);
    expect(wrong.people).toBe(honest.people);
    expect(wrong.statusAccuracy).toBeLessThan(honest.statusAccuracy - 0.1);
  });

  test('two people made one are wrong links and a false merge', async () => {
    const other = await tampered(
      'merged',
      'person_link',
      `WITH two AS (SELECT min(person_id) AS one, max(person_id) AS other FROM honest WHERE link_rule = 'ID_NAME_EXACT')
       SELECT honest.* REPLACE (CASE WHEN person_id = two.other THEN two.one ELSE person_id END AS person_id)
       FROM honest, two`,
    );
    const wrong = await figures(other);
    expect(wrong.wrongLinks).toBeGreaterThan(honest.wrongLinks);
    expect(wrong.falseMerges).toBe(honest.falseMerges + 1);
  });

  test('a row lost in silence unbalances its file', async () => {
    expect(honest.unbalancedFiles).toBe(0);
    const lost = await tampered(
      'lost',
      'batch',
      `SELECT * REPLACE (CASE WHEN batch_no = 2 THEN accepted - 1 ELSE accepted END AS accepted) FROM honest`,
    );
    const unread = await tampered(
      'unread',
      'batch',
      `SELECT * REPLACE (
         CASE WHEN batch_no = 3 THEN accepted - 9 ELSE accepted END AS accepted,
         CASE WHEN batch_no = 3 THEN "read" - 9 ELSE "read" END AS "read"
       ) FROM honest`,
    );
    expect((await figures(lost)).unbalancedFiles).toBe(1);
    expect((await figures(unread)).unbalancedFiles).toBe(1);
  });

  test('every table of the report has rows, that of the disagreements when there are any', async () => {
    const engine = await measureQuality({ home, truths: [truth], directory: join(folder, 'quality') });
    const tables = await qualityTables(engine);
    engine.close();
    const empty = tables.filter(({ rows }) => rows.length === 0).map(({ title }) => title);
    expect(empty.filter((title) => title !== 'Disagreements on the status')).toEqual([]);
    expect(tables.length).toBeGreaterThan(6);
  });
});
