import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PUBLISHED_TABLE_LIST, type PublishedTableName } from '#domain/contracts/publication.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import { showExampleRun } from '#pipeline/publish/example-run.ts';
import { publish } from '#pipeline/publish/publish.ts';
import { findCertificationHistory } from './certification-history.ts';
import { findCoverageRate } from './coverage-rate.ts';
import { type Database, openDatabase } from './database.ts';
import { loadPublication } from './intake.ts';
import { findLeadHistory } from './lead-history.ts';
import { countRows, findLoadedPublication } from './loaded-publication.ts';
import { findStatusHistory } from './status-history.ts';

const folders: string[] = [];
let engine: Engine;
/** Keeps the server up; the tests have databases of their own in it. */
let server: Database;
let socket: string;
let home: string;
let database: Database;

const folder = (name: string) => {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  folders.push(path);
  return path;
};

beforeAll(async () => {
  engine = await openDuckdb();
  server = await openDatabase({ home: folder('server') });
  const [row] = await server.query<{ path: string }>(
    "SELECT current_setting('unix_socket_directories') AS path",
  );
  socket = row!.path;
  await server.query('CREATE DATABASE test');
  await server.query('CREATE DATABASE other');
  // What these tests keep need not outlive a power cut, and the disk is shared.
  await server.query('ALTER SYSTEM SET fsync = off');
  await server.query('SELECT pg_reload_conf()');
});

afterAll(async () => {
  await server.close();
  engine.close();
  for (const path of folders) rmSync(path, { recursive: true });
});

const url = (name: string) => `postgresql://postgres@localhost/${name}?host=${encodeURIComponent(socket)}`;
const open = (name = 'test') => openDatabase({ home, databaseUrl: url(name) });

beforeEach(async () => {
  home = folder('home');
  database = await open();
});

afterEach(async () => {
  await database.query('DROP SCHEMA zhaoren CASCADE');
  await database.close();
});

type Queries = Partial<Record<PublishedTableName, string>>;
async function publishExample(asOf: string, queries: Queries = {}, persons = 300) {
  const keys = await showExampleRun(engine, { persons, queries });
  return await publish({ engine, home, keys, run: { asOf, inputs: asOf, code: '0.1.0', rules: { r: '1' } } });
}

/** Status of the i-th person, who else keeps the example's. */
const statuses = (changed: Readonly<Record<number, string>>): Queries => ({
  coverage_status: `
    SELECT * REPLACE (CASE person_id
      ${Object.entries(changed)
        .map(([i, status]) => `WHEN md5('person${i}') THEN '${status}'`)
        .join(' ')}
      ELSE status END AS status)
    FROM example_coverage_status`,
});
const personId = async (i: number) =>
  String((await engine.rows(`SELECT md5('person${i}') AS person_id`))[0]!.person_id);

/** Every table as text, history included, without the time of loading. */
async function content(of: Database): Promise<Record<string, string>> {
  const tables = [
    ...PUBLISHED_TABLE_LIST.map(({ name }) => name),
    'coverage_status_history',
    'certification_history',
    'risk_lead_history',
  ];
  const all = tables.map(async (table) => {
    const [row] = await of.query<{ text: string }>(
      `SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS text FROM zhaoren.${table} t`,
    );
    return [table, row!.text];
  });
  return Object.fromEntries(await Promise.all(all));
}

describe('a fresh load', () => {
  it('brings every table whole', async () => {
    const { publication } = await publishExample('2026-10-31');
    const rows = Object.entries(publication.tables).map(([table, { rows }]) => [table, rows] as const);
    const changes = rows.reduce((sum, [, count]) => sum + count, 0);
    expect(await loadPublication(database, home)).toEqual({ publication: 1, loaded: [1], changes });
    expect(changes).toBeGreaterThan(1400);
    expect(await countRows(database)).toEqual(Object.fromEntries(rows));
    expect(await findLoadedPublication(database)).toMatchObject({ number: 1, asOf: '2026-10-31' });
  });

  it('keeps every value as the line computed it', async () => {
    await publishExample('2026-10-31', {
      unit_status: `SELECT 'U1' AS uscc, '固原“诚”,"信"' AS entity_name, '' AS division, NULL AS status,
        3 AS staff_evidence, NULL AS insured_headcount, [4294967301, 7] AS evidence`,
    });
    await loadPublication(database, home);
    expect(await database.query('SELECT * FROM zhaoren.unit_status')).toEqual([
      {
        uscc: 'U1',
        entity_name: '固原“诚”,"信"',
        division: '',
        status: null,
        staff_evidence: 3,
        insured_headcount: null,
        evidence: [4294967301, 7],
      },
    ]);
    const [person] = await engine.rows("SELECT * FROM person WHERE person_id = md5('person7')");
    expect(await database.query("SELECT * FROM zhaoren.person WHERE person_id = md5('person7')")).toEqual([
      person,
    ]);
    const [rate] = await engine.rows<{ division: string; denominator: string; coverage_rate: number }>(
      'SELECT division, denominator, coverage_rate FROM coverage_rate',
    );
    expect(await findCoverageRate(database, rate!.division, rate!.denominator)).toMatchObject({
      division: rate!.division,
      coverageRate: rate!.coverage_rate,
    });
    expect(await findCoverageRate(database, '110000')).toBeUndefined();
  });

  it('keeps lists of words, quotes and backslashes included', async () => {
    await publishExample('2026-10-31');
    await loadPublication(database, home);
    const [lead] = await engine.rows(
      'SELECT lead_id, rules, programmes, evidence FROM risk_lead ORDER BY lead_id LIMIT 1',
    );
    expect(lead!.rules).toHaveLength(2);
    expect(lead!.rules).toContain('"a\\b", {c}');
    expect(
      await database.query(
        'SELECT lead_id, rules, programmes, evidence FROM zhaoren.risk_lead ORDER BY 1 LIMIT 1',
      ),
    ).toEqual([lead]);
    await publishExample('2026-11-30', {
      risk_lead: 'SELECT * REPLACE (NULL AS rules, [] AS programmes) FROM example_risk_lead LIMIT 1',
    });
    await loadPublication(database, home);
    expect(await database.query('SELECT rules, programmes FROM zhaoren.risk_lead')).toEqual([
      { rules: null, programmes: [] },
    ]);
  });

  it('leaves the indexes in place', async () => {
    const indexes = () =>
      database.query("SELECT indexdef FROM pg_indexes WHERE schemaname = 'zhaoren' ORDER BY indexname");
    const before = await indexes();
    await publishExample('2026-10-31');
    await loadPublication(database, home);
    expect(await indexes()).toEqual(before);
    expect(before.length).toBeGreaterThan(PUBLISHED_TABLE_LIST.length);
  });

  it('has nothing to load before the first run', async () => {
    await expect(loadPublication(database, home)).rejects.toMatchObject({ code: 'NO_RUN' });
  });
});

describe('a second load', () => {
  it('changes nothing when nothing is new', async () => {
    await publishExample('2026-10-31');
    await loadPublication(database, home);
    const versions = () => database.query('SELECT min(xmin::text), max(xmin::text) FROM zhaoren.person');
    const before = await versions();
    expect(await loadPublication(database, home)).toEqual({ publication: 1, loaded: [], changes: 0 });
    expect(await versions()).toEqual(before);
  });

  it('touches only the rows that changed', async () => {
    await publishExample('2026-10-31');
    await loadPublication(database, home);
    const untouched = "SELECT xmin::text FROM zhaoren.person WHERE person_id = md5('person2')";
    const before = await database.query(untouched);
    await publishExample('2026-11-30', {
      person: `
        SELECT * REPLACE (CASE WHEN person_id = md5('person3') THEN '9' ELSE sex END AS sex)
        FROM example_person
        WHERE person_id <> md5('person1')`,
    });
    expect(await loadPublication(database, home)).toEqual({ publication: 2, loaded: [2], changes: 2 });
    expect(await database.query(untouched)).toEqual(before);
    const found = await database.query(
      "SELECT person_id, sex FROM zhaoren.person WHERE person_id IN (md5('person1'), md5('person3'))",
    );
    expect(found).toEqual([{ person_id: await personId(3), sex: '9' }]);
  });

  it('of several processes at once is done by one', async () => {
    await publishExample('2026-10-31');
    const both = await Promise.all([loadPublication(database, home), loadPublication(database, home)]);
    expect(both.map(({ loaded }) => loaded).sort()).toEqual([[], [1]]);
  });
});

describe('history', () => {
  it('tells what a person was, and when', async () => {
    await publishExample('2026-10-31', statuses({ 4: 'NORMAL' }));
    await loadPublication(database, home);
    await publishExample('2026-11-30', statuses({ 4: 'INTERRUPTED' }));
    await loadPublication(database, home);
    // Another gap, but the same episode.
    await publishExample('2026-12-31', {
      coverage_status: statuses({ 4: 'INTERRUPTED' }).coverage_status!.replace(
        '* REPLACE (',
        '* REPLACE (gap_months + 1 AS gap_months, ',
      ),
    });
    await loadPublication(database, home);
    const gone = {
      coverage_status: "SELECT * FROM example_coverage_status WHERE person_id <> md5('person4')",
    };
    await publishExample('2027-01-31', gone);
    await loadPublication(database, home);
    const history = await findStatusHistory(database, await personId(4));
    expect(history).toMatchObject([
      { publication: 1, status: 'NORMAL', validFrom: '2026-10-31', validTo: '2026-11-30' },
      { publication: 2, status: 'INTERRUPTED', validFrom: '2026-11-30', validTo: '2027-01-31' },
    ]);
    expect(history[0]!.evidence).toEqual([4 * 2 ** 32 + 5, 4 * 2 ** 32 + 9]);
    expect(await findStatusHistory(database, await personId(5))).toHaveLength(1);
    expect(await findStatusHistory(database, 'nobody')).toEqual([]);
  });

  it('of two people who were merged is told under either id', async () => {
    await publishExample('2026-10-31', statuses({ 4: 'NORMAL', 5: 'MISSED' }));
    const without = ({ coverage_status }: ReturnType<typeof statuses>) => ({
      coverage_status: `FROM (${coverage_status}) WHERE person_id <> md5('person5')`,
      person_alias: "SELECT md5('person5') AS old_person_id, md5('person4') AS person_id, 'MERGED' AS kind",
    });
    await publishExample('2026-11-30', without(statuses({ 4: 'NORMAL' })));
    await loadPublication(database, home);
    const both = [
      { personId: await personId(4), status: 'NORMAL', validTo: null },
      { personId: await personId(5), status: 'MISSED', validTo: '2026-11-30' },
    ].sort((a, b) => (a.personId < b.personId ? -1 : 1));
    expect(await findStatusHistory(database, await personId(4))).toMatchObject(both);
    expect(await findStatusHistory(database, await personId(5))).toMatchObject(both);
  });

  it('tells what a certification was, programme by programme, under a former id too', async () => {
    const held = (rows: string) => `
      SELECT e.* REPLACE (v.programme AS programme, v.state AS state, v.basis AS basis, DATE '2026-05-03' AS proof_date)
      FROM (SELECT * FROM example_certification WHERE person_id = md5('person4')) e
      CROSS JOIN (VALUES ${rows}) v(programme, state, basis)`;
    const months: [string, Queries][] = [
      [
        '2026-10-31',
        { certification: held("('RES_PENSION', 'ENTITLED', 'STRONG'), ('DIBAO', 'ENTITLED', 'EXEMPT')") },
      ],
      [
        '2026-11-30',
        { certification: held("('RES_PENSION', 'TO_VERIFY', NULL), ('DIBAO', 'ENTITLED', 'EXEMPT')") },
      ],
      [
        '2026-12-31',
        {
          certification: held("('RES_PENSION', 'TO_VERIFY', NULL)"),
          person_alias:
            "SELECT md5('person5') AS old_person_id, md5('person4') AS person_id, 'MERGED' AS kind",
        },
      ],
    ];
    for (const [asOf, queries] of months) {
      await publishExample(asOf, queries);
      await loadPublication(database, home);
    }
    const episodes = [
      {
        programme: 'DIBAO',
        publication: 1,
        state: 'ENTITLED',
        basis: 'EXEMPT',
        validFrom: '2026-10-31',
        validTo: '2026-12-31',
      },
      {
        programme: 'RES_PENSION',
        publication: 1,
        state: 'ENTITLED',
        basis: 'STRONG',
        proofDate: '2026-05-03',
        validFrom: '2026-10-31',
        validTo: '2026-11-30',
      },
      { programme: 'RES_PENSION', publication: 2, state: 'TO_VERIFY', basis: null, validTo: null },
    ];
    expect(await findCertificationHistory(database, await personId(4))).toMatchObject(episodes);
    expect(await findCertificationHistory(database, await personId(5))).toMatchObject(episodes);
    expect(await findCertificationHistory(database, 'nobody')).toEqual([]);
  });

  it('tells what became of a lead', async () => {
    const lead = (state: string, isTrue: string, amountFen: number) => ({
      risk_lead: `
        SELECT * REPLACE ('L1' AS lead_id, '${state}' AS state, ${isTrue} AS is_true, ${amountFen} AS amount_fen)
        FROM example_risk_lead
        LIMIT 1`,
    });
    await publishExample('2026-10-31', lead('NEW', 'NULL', 40_000));
    await publishExample('2026-11-30', lead('NEW', 'NULL', 60_000));
    await publishExample('2026-12-31', lead('VERIFIED', 'TRUE', 60_000));
    await loadPublication(database, home);
    expect(await findLeadHistory(database, 'L1')).toMatchObject([
      { state: 'NEW', isTrue: null, amountFen: 40_000, validFrom: '2026-10-31', validTo: '2026-12-31' },
      { state: 'VERIFIED', isTrue: true, amountFen: 60_000, validFrom: '2026-12-31', validTo: null },
    ]);
    expect(await findLeadHistory(database, 'L2')).toEqual([]);
  });

  it('never ends before it begins, even when the as-of date goes back', async () => {
    await publishExample('2026-10-31', statuses({ 4: 'NORMAL' }));
    await publishExample('2026-09-30', statuses({ 4: 'MISSED' }));
    await loadPublication(database, home);
    expect(await findStatusHistory(database, await personId(4))).toMatchObject([
      { status: 'NORMAL', validFrom: '2026-10-31', validTo: '2026-10-31' },
      { status: 'MISSED', validFrom: '2026-09-30', validTo: null },
    ]);
  });

  it('is the same whether publications are loaded one by one or all at once', async () => {
    const months: [string, Queries, number][] = [
      ['2026-10-31', {}, 300],
      [
        '2026-11-30',
        { ...statuses({ 1: 'MISSED', 2: 'NORMAL' }), household: 'FROM example_household LIMIT 0' },
        300,
      ],
      ['2026-12-31', statuses({ 2: 'NORMAL' }), 320],
      ['2027-01-31', { coverage_status: 'FROM example_coverage_status LIMIT 0' }, 290],
      ['2027-02-28', statuses({ 9: 'DROPPED' }), 310],
    ];
    for (const [asOf, queries, persons] of months) {
      await publishExample(asOf, queries, persons);
      await loadPublication(database, home);
    }
    const other = await open('other');
    try {
      expect((await loadPublication(other, home)).loaded).toEqual([1, 2, 3, 4, 5]);
      expect(await content(other)).toEqual(await content(database));
      const lasting = await other.query(
        'SELECT person_id, status FROM zhaoren.coverage_status_history WHERE valid_to IS NULL ORDER BY 1',
      );
      expect(lasting).toEqual(await engine.rows('SELECT person_id, status FROM coverage_status ORDER BY 1'));
    } finally {
      await other.close();
    }
  });
});

describe('a load that is killed', () => {
  /** Loads in another process, which kills itself when a table is done: at once, or in the COPY that follows. */
  async function loadKilled(table: PublishedTableName, when: 'at once' | 'in the next copy'): Promise<void> {
    const script = join(home, 'loader.ts');
    const kill = "process.kill(process.pid, 'SIGKILL')";
    writeFileSync(
      script,
      `import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, 'database.ts'))};
       import { loadPublication } from ${JSON.stringify(join(import.meta.dirname, 'intake.ts'))};
       const home = ${JSON.stringify(home)};
       const database = await openDatabase({ home, databaseUrl: ${JSON.stringify(url('test'))} });
       await loadPublication(database, home, {
         onProgress: ({ table }) => {
           if (table === '${table}') ${when === 'at once' ? kill : `setTimeout(() => ${kill}, 5)`};
         },
       });`,
    );
    const child = spawn(process.execPath, [script], { stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  }

  it('leaves the database as it was, and the next call loads all', async () => {
    await publishExample('2026-10-31', {}, 20_000);
    const before = await content(database);
    await loadKilled('household', 'at once');
    await loadKilled('household', 'in the next copy');
    await loadKilled('batch', 'at once');
    expect(await content(database)).toEqual(before);
    expect(await findLoadedPublication(database)).toBeUndefined();
    expect((await loadPublication(database, home)).loaded).toEqual([1]);
    expect((await countRows(database)).person).toBe(20_000);
  });

  it('leaves the old publication when a delta dies', async () => {
    await publishExample('2026-10-31');
    await loadPublication(database, home);
    const before = await content(database);
    await publishExample('2026-11-30', {
      person: "SELECT * REPLACE ('9' AS sex) FROM example_person",
      ...statuses({ 3: 'MISSED' }),
    });
    await loadKilled('coverage_status', 'at once');
    expect(await content(database)).toEqual(before);
    expect((await loadPublication(database, home)).loaded).toEqual([2]);
  });

  it('says that the connection broke when the database does it', async () => {
    await publishExample('2026-10-31', {}, 20_000);
    const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'test' AND state <> 'idle'`;
    const load = loadPublication(database, home, {
      onProgress: ({ table }) => {
        if (table === 'household') void server.query(terminate);
      },
    });
    await expect(load).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    expect(await findLoadedPublication(database)).toBeUndefined();
    expect((await loadPublication(database, home)).loaded).toEqual([1]);
  });
});

describe('what does not fit together', () => {
  it('is a file that is not what its manifest says', async () => {
    await publishExample('2026-10-31');
    truncateSync(join(home, 'published/1/changes/person.insert.csv.zst'), 100);
    await expect(loadPublication(database, home)).rejects.toMatchObject({
      code: 'PUBLICATION_DAMAGED',
      params: { file: join(home, 'published/1/changes/person.insert.csv.zst') },
    });
    expect((await countRows(database)).division).toBe(0);
  });

  it('is a database loaded from another home', async () => {
    await publishExample('2026-10-31', {}, 310);
    await loadPublication(database, home);
    home = folder('other-home');
    await publishExample('2026-10-31');
    await expect(loadPublication(database, home)).rejects.toMatchObject({ code: 'PUBLICATION_FOREIGN' });
  });

  it('is a table changed by hand', async () => {
    await publishExample('2026-10-31');
    await loadPublication(database, home);
    await database.query("DELETE FROM zhaoren.person WHERE person_id = md5('person1')");
    await publishExample('2026-11-30', {
      person:
        "SELECT * REPLACE ('9' AS sex) FROM example_person WHERE person_id <> md5('person2') UNION ALL SELECT * FROM example_person WHERE person_id = md5('person2')",
    });
    await database.query("INSERT INTO zhaoren.person (person_id) VALUES ('by hand'), ('by hand too')");
    await expect(loadPublication(database, home)).rejects.toMatchObject({
      code: 'DATABASE_DIFFERS',
      params: { table: 'zhaoren.person', expected: 300, found: 302 },
    });
    expect(await findLoadedPublication(database)).toMatchObject({ number: 1 });
  });
});
