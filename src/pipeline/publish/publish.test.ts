import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEPT_TABLE_LIST } from '#domain/contracts/kept-tables.ts';
import { PUBLISHED_TABLE_LIST } from '#domain/contracts/publication.ts';
import type { Publication, PublishedFile } from '#domain/contracts/publication-manifest.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import { showExampleRun } from './example-run.ts';
import { findLastSnapshot } from './publication-folder.ts';
import { publish } from './publish.ts';

const run = { asOf: '2026-10-31', inputs: 'inputs', code: '0.1.0', rules: { 'coverage.res': '2025-01-01' } };

let engine: Engine;
let home: string;

beforeEach(async () => {
  engine = await openDuckdb();
  home = mkdtempSync(join(tmpdir(), 'publish-'));
});

afterEach(() => {
  engine.close();
  rmSync(home, { recursive: true });
});

async function publishExample(queries: Parameters<typeof showExampleRun>[1]['queries'] = {}, persons = 1000) {
  return await publish({ engine, home, run, keys: await showExampleRun(engine, { persons, queries }) });
}

const text = (number: number, { file }: PublishedFile) =>
  zstdDecompressSync(readFileSync(join(home, 'published', String(number), file))).toString();
const current = () => readFileSync(join(home, 'published', 'CURRENT'), 'utf8');

describe('a publication', () => {
  it('is first a snapshot of every table and inserts of all rows', async () => {
    const { publication, isNew } = await publishExample();
    expect(isNew).toBe(true);
    expect(publication).toMatchObject({ number: 1, previous: null, ...run });
    expect(Object.keys(publication.tables)).toEqual(PUBLISHED_TABLE_LIST.map(({ name }) => name));
    expect(publication.tables.person).toMatchObject({ rows: 1000, changes: { insert: { rows: 1000 } } });
    expect(current()).toBe('1\n');
  });

  it('describes every file truly', async () => {
    const { publication } = await publishExample();
    const files = Object.values(publication.tables).flatMap((table) => [
      table.snapshot,
      ...Object.values(table.changes),
    ]);
    expect(files).toHaveLength(2 * PUBLISHED_TABLE_LIST.length);
    for (const { file, bytes, sha256 } of files) {
      const content = readFileSync(join(home, 'published/1', file));
      expect([content.length, createHash('sha256').update(content).digest('hex')], file).toEqual([
        bytes,
        sha256,
      ]);
    }
  });

  it('holds no identity column', async () => {
    const columns = PUBLISHED_TABLE_LIST.flatMap((table) => Object.keys(table.columns));
    for (const word of [/^id_no/, /^name$/, /mobile|phone/, /address/, /hukou_no/])
      expect(columns.filter((column) => word.test(column) && column !== 'name')).toEqual([]);
    expect(PUBLISHED_TABLE_LIST.filter((table) => 'name' in table.columns).map(({ name }) => name)).toEqual([
      'division',
    ]);
  });

  it('keeps what the next run must remember, and says nothing of it in change sets', async () => {
    const { publication } = await publishExample();
    expect(Object.keys(publication.kept!)).toEqual(KEPT_TABLE_LIST.map(({ name }) => name));
    expect(await findLastSnapshot(home, 'claim_person')).toMatchObject({
      key: publication.kept!.claim_person!.snapshot.sha256,
    });
    expect(readdirSync(join(home, 'published/1/changes')).join()).not.toContain('claim_person');
  });

  it('is the same bytes for the same run', async () => {
    await publishExample();
    const first = readFileSync(join(home, 'published/1/publication.json'), 'utf8');
    rmSync(join(home, 'published'), { recursive: true });
    await publishExample();
    expect(readFileSync(join(home, 'published/1/publication.json'), 'utf8')).toBe(first);
  });

  it('writes NULL, blank, quotes, lists and Chinese as COPY reads them', async () => {
    const { publication } = await publishExample({
      unit_status: `SELECT 'U1' AS uscc, '固原“诚”,"信"' AS entity_name, '' AS division, NULL AS status,
        3 AS staff_evidence, NULL AS insured_headcount, [4294967301, 7] AS evidence`,
    });
    expect(text(1, publication.tables.unit_status!.changes.insert!)).toBe(
      'uscc,entity_name,division,status,staff_evidence,insured_headcount,evidence\n' +
        'U1,"固原“诚”,""信""","",,3,,"{4294967301,7}"\n',
    );
  });
});

describe('the next publication', () => {
  it('does not come about when nothing changed', async () => {
    await publishExample();
    expect(await publishExample()).toMatchObject({ isNew: false, publication: { number: 1 } });
    // Made anew from other things, but with the same rows.
    const again = await publishExample({ person: 'SELECT * FROM example_person WHERE true' });
    expect(again).toMatchObject({ isNew: false, publication: { number: 1 } });
    expect(readdirSync(join(home, 'published')).sort()).toEqual(['1', 'CURRENT']);
  });

  it('holds only the rows that changed, each once', async () => {
    await publishExample();
    const { publication, isNew } = await publishExample({
      coverage_status: `
        SELECT * REPLACE (CASE WHEN person_id = md5('person3') THEN 'MISSED' ELSE status END AS status)
        FROM example_coverage_status
        WHERE person_id <> md5('person1')
        UNION ALL
        SELECT * REPLACE (md5('newcomer') AS person_id, 'NORMAL' AS status)
        FROM example_coverage_status
        WHERE person_id = md5('person1')`,
    });
    expect(isNew).toBe(true);
    const previous = createHash('sha256').update(readFileSync(join(home, 'published/1/publication.json')));
    expect(publication.previous).toEqual({ number: 1, sha256: previous.digest('hex') });
    const { changes, rows } = publication.tables.coverage_status!;
    expect(rows).toBe(1000);
    expect(text(2, changes.insert!)).toContain(md5('newcomer'));
    expect(text(2, changes.update!).trim().split('\n')).toHaveLength(2);
    expect(text(2, changes.delete!)).toBe(`person_id\n${md5('person1')}\n`);
    const others = Object.entries(publication.tables).filter(([table]) => table !== 'coverage_status');
    expect(others.filter(([, table]) => Object.keys(table.changes).length > 0)).toEqual([]);
    expect(publication.statusChanges).toEqual([
      { from: null, to: 'NORMAL', persons: 1 },
      { from: 'BENEFICIARY', to: 'MISSED', persons: 1 },
      { from: 'DECEASED', to: null, persons: 1 },
    ]);
  });

  it('keeps the snapshots of the last two and all change sets', async () => {
    for (const age of [1, 2, 3, 4])
      await publishExample({ grid: `SELECT * REPLACE ('格${age}' AS grid_name) FROM example_grid` });
    const kept = (part: string) =>
      [1, 2, 3, 4].filter((n) => existsSync(join(home, 'published', String(n), part)));
    expect(kept('snapshot')).toEqual([3, 4]);
    expect(kept('changes')).toEqual([1, 2, 3, 4]);
    const last = await findLastSnapshot(home, 'grid');
    expect(await engine.rows(`SELECT DISTINCT grid_name FROM '${last!.path}'`)).toEqual([
      { grid_name: '格4' },
    ]);
  });
});

describe('a table that breaks the contract', () => {
  it.each([
    ['SELECT * EXCLUDE (sex) FROM example_person', '缺少列 sex'],
    ['SELECT * FROM example_person UNION ALL SELECT * FROM example_person', '有重复'],
    ["SELECT * REPLACE (nullif(person_id, md5('person7')) AS person_id) FROM example_person", '有空值'],
  ])('is not published: %s', async (query, reason) => {
    await publishExample();
    await expect(publishExample({ person: query })).rejects.toThrow(reason);
    expect(current()).toBe('1\n');
    expect(await publishExample()).toMatchObject({ isNew: false });
  });

  it('is a damaged publication when the last snapshot is gone', async () => {
    await publishExample();
    rmSync(join(home, 'published/1/snapshot/grid.parquet'));
    await expect(publishExample({ grid: 'SELECT * FROM example_grid WHERE true' })).rejects.toMatchObject({
      code: 'PUBLICATION_DAMAGED',
    });
  });
});

describe('killed while publishing', () => {
  it('leaves the old publication or the new one, and the next attempt completes it', async () => {
    await publishExample();
    const queries = { person: 'SELECT * REPLACE (record_count + 1 AS record_count) FROM example_person' };
    const script = join(home, 'publisher.ts');
    writeFileSync(
      script,
      `import { openDuckdb } from ${JSON.stringify(join(import.meta.dirname, '../../engine/duckdb.ts'))};
       import { showExampleRun } from ${JSON.stringify(join(import.meta.dirname, 'example-run.ts'))};
       import { publish } from ${JSON.stringify(join(import.meta.dirname, 'publish.ts'))};
       const engine = await openDuckdb();
       const keys = await showExampleRun(engine, { persons: 1000, queries: ${JSON.stringify(queries)} });
       const onProgress = ({ table }) => process.stdout.write(table + '\\n');
       process.stdout.write('ready\\n');
       await publish({ engine, home: ${JSON.stringify(home)}, run: ${JSON.stringify(run)}, keys, onProgress });
       process.stdout.write('published\\n');`,
    );
    for (const moment of ['ready', 'division', 'person', 'batch', 'published']) {
      const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += chunk;
        if (output.split('\n').includes(moment)) child.kill('SIGKILL');
      });
      await once(child, 'exit');
      expect(['1\n', '2\n'], moment).toContain(current());
      const manifest = join(home, 'published', current().trim(), 'publication.json');
      expect((JSON.parse(readFileSync(manifest, 'utf8')) as Publication).number).toBe(Number(current()));
    }
    const { publication } = await publishExample(queries);
    expect(publication).toMatchObject({
      number: 2,
      tables: { person: { changes: { update: { rows: 1000 } } } },
    });
    expect(readdirSync(join(home, 'published')).sort()).toEqual(['1', '2', 'CURRENT']);
  });
});

function md5(value: string): string {
  return createHash('md5').update(value).digest('hex');
}
