import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { writeGivenTables } from './given-table.ts';

it('writes small tables with their types, and keeps them while they are the same', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'given-'));
  const engine = await openDuckdb();
  const table = {
    name: 'rule_example',
    columns: [
      { name: 'label', type: 'VARCHAR' },
      { name: 'months', type: 'BIGINT' },
      { name: 'since', type: 'DATE' },
      { name: 'open', type: 'BOOLEAN' },
    ],
    rows: [
      ['中断,"缴费"\n', 3, '2025-01-01', true],
      [null, null, null, null],
    ],
  };
  const empty = { ...table, name: 'rule_empty', rows: [] };
  const [input] = await writeGivenTables(engine, directory, [table, empty]);
  expect(await engine.rows(`SELECT * FROM '${input!.path}'`)).toEqual([
    { label: '中断,"缴费"\n', months: 3, since: '2025-01-01', open: true },
    { label: null, months: null, since: null, open: null },
  ]);
  expect(await engine.rows(`SELECT count(*) AS n FROM '${directory}/rule_empty.parquet'`)).toEqual([
    { n: 0 },
  ]);
  const made = statSync(String(input!.path)).mtimeMs;
  await writeGivenTables(engine, directory, [table]);
  expect(statSync(String(input!.path)).mtimeMs).toBe(made);
  await writeGivenTables(engine, directory, [{ ...table, rows: [] }]);
  expect(statSync(String(input!.path)).mtimeMs).toBeGreaterThan(made);
  engine.close();
});
