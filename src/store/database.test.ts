import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLISHED_TABLE_LIST } from '#domain/contracts/publication.ts';
import { type Database, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { schemaDocs } from './schema-docs.ts';

let home: string;
let database: Database;
let url: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'database-'));
  database = await openDatabase({ home });
  const [row] = await database.query<{ path: string }>(
    "SELECT current_setting('unix_socket_directories') AS path",
  );
  url = `postgresql://postgres:geheim@localhost/postgres?host=${encodeURIComponent(row!.path)}`;
});

afterAll(async () => {
  await database.close();
  rmSync(home, { recursive: true });
});

describe('a DATABASE_URL that leads nowhere', () => {
  it.each([
    ['postgresql://clerk:geheim@127.0.0.1:1/zhaoren', '127.0.0.1:1/zhaoren：该地址没有数据库服务'],
    ['postgresql://clerk:geheim@no-such-host.invalid/zhaoren', 'no-such-host.invalid/zhaoren：找不到该主机'],
    ['postgresql://clerk:geheim@local host/zhaoren', '地址格式不对'],
    ['mysql://clerk:geheim@localhost/zhaoren', '不是 postgresql:// 地址'],
    ['postgresql://clerk:geheim@localhost/zhaoren?host=/nowhere', '套接字不存在'],
  ])('is refused with the reason and without the password: %s', async (databaseUrl, reason) => {
    const error: unknown = await openDatabase({ home, databaseUrl }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'DATABASE_UNREACHABLE', message: expect.stringContaining(reason) });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('geheim');
  });

  it('names a database that does not exist', async () => {
    const databaseUrl = url.replace('/postgres?', '/nowhere?');
    await expect(openDatabase({ home, databaseUrl })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      params: { host: 'localhost/nowhere', reason: '没有这个数据库' },
    });
  });
});

describe('the schema', () => {
  it('is what the contract publishes: tables, keys, columns, types, meanings', async () => {
    const columns = await database.query<{ table: string; column: string; type: string; meaning: string }>(`
      SELECT
        c.relname AS table,
        a.attname AS column,
        format_type(a.atttypid, NULL) AS type,
        col_description(c.oid, a.attnum) AS meaning
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      WHERE c.relnamespace = 'zhaoren'::regnamespace AND c.relkind = 'r'
      ORDER BY c.relname, a.attnum`);
    const keys = await database.query<{ table: string; title: string; key: string }>(`
      SELECT c.relname AS table, obj_description(c.oid) AS title, pg_get_constraintdef(k.oid) AS key
      FROM pg_class c
      JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
      WHERE c.relnamespace = 'zhaoren'::regnamespace`);
    for (const table of PUBLISHED_TABLE_LIST) {
      const found = columns.filter((column) => column.table === table.name);
      expect(found, table.name).toEqual(
        Object.entries(table.columns).map(([column, [type, meaning]]) => ({
          table: table.name,
          column,
          type,
          meaning,
        })),
      );
      expect(keys.find((key) => key.table === table.name)).toEqual({
        table: table.name,
        title: `${table.title}: ${table.grain}`,
        key: `PRIMARY KEY (${table.key.join(', ')})`,
      });
    }
    expect(columns.filter(({ meaning }) => meaning === null)).toEqual([]);
    expect(keys.filter(({ title }) => title === null)).toEqual([]);
  });

  it('is told by docs/data/store.md (else: node scripts/write-data-docs.ts)', async () => {
    expect(readFileSync('docs/data/store.md', 'utf8')).toBe(await schemaDocs(database));
  });

  it('lets the reader read everything and change nothing', async () => {
    const rights = await database.query(`
      SELECT DISTINCT
        has_table_privilege('zhaoren_reader', c.oid, 'SELECT') AS may_read,
        has_table_privilege('zhaoren_reader', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') AS may_change
      FROM pg_class c
      WHERE relnamespace = 'zhaoren'::regnamespace AND relkind = 'r'`);
    expect(rights).toEqual([{ may_read: true, may_change: false }]);
  });

  it('gives numbers and ISO dates', async () => {
    const [row] = await database.query(
      "SELECT 4294967301::bigint AS row_id, 9007199254740993::bigint AS big, DATE '2026-10-31' AS day, '{4294967301,7}'::bigint[] AS evidence, '{}'::bigint[] AS nothing",
    );
    expect(row).toEqual({
      row_id: 4294967301,
      big: 9007199254740993n,
      day: '2026-10-31',
      evidence: [4294967301, 7],
      nothing: [],
    });
  });
});

describe('migrations', () => {
  const folder = (change: (path: string) => void) => {
    const path = join(mkdtempSync(join(home, 'migrations-')), 'migrations');
    cpSync(join(import.meta.dirname, 'migrations'), path, { recursive: true });
    change(path);
    return pathToFileURL(`${path}/`);
  };

  it('are not applied twice', async () => {
    const applied = () => database.query('SELECT name, applied_at FROM zhaoren.migration ORDER BY name');
    const before = await applied();
    await Promise.all([migrate(database), migrate(database)]);
    expect(await applied()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  it('are added in one transaction each: a broken one leaves nothing, those before it stand', async () => {
    const broken = folder((path) => {
      writeFileSync(join(path, '7001-good.sql'), 'CREATE TABLE zhaoren.good (n integer)');
      writeFileSync(join(path, '7002-broken.sql'), 'CREATE TABLE zhaoren.half (n integer); SELECT 1 / 0');
    });
    await expect(migrate(database, broken)).rejects.toMatchObject({
      code: 'DATABASE_FAILED',
      params: { sqlState: '22012' },
    });
    const [stands] = await database.query(
      "SELECT to_regclass('zhaoren.good') IS NOT NULL AS good, to_regclass('zhaoren.half') IS NOT NULL AS half",
    );
    expect(stands).toEqual({ good: true, half: false });
    await database.query('DROP TABLE zhaoren.good');
    await database.query("DELETE FROM zhaoren.migration WHERE name = '7001-good'");
  });

  it('may come with other line ends', async () => {
    await migrate(
      database,
      folder((path) => {
        const file = join(path, '0001-publication.sql');
        writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
      }),
    );
  });

  it('are refused when one was edited after it was applied', async () => {
    const edited = folder((path) => appendFileSync(join(path, '0002-published-tables.sql'), '-- more\n'));
    await expect(migrate(database, edited)).rejects.toMatchObject({
      code: 'MIGRATION_CHANGED',
      params: { migration: '0002-published-tables' },
    });
  });

  it('are refused when the database has newer ones', async () => {
    await database.query("INSERT INTO zhaoren.migration (name, sha256) VALUES ('9999-future', '')");
    await expect(openDatabase({ home, databaseUrl: url })).rejects.toMatchObject({
      code: 'DATABASE_NEWER',
      params: { host: 'localhost/postgres', migration: '9999-future' },
    });
    await database.query("DELETE FROM zhaoren.migration WHERE name = '9999-future'");
  });

  it('need the right to make a schema', async () => {
    await database.query('CREATE ROLE clerk LOGIN');
    await database.query('CREATE DATABASE strict');
    const databaseUrl = url.replace('postgres:geheim@localhost/postgres', 'clerk@localhost/strict');
    await expect(openDatabase({ home, databaseUrl })).rejects.toMatchObject({ code: 'DATABASE_RIGHTS' });
  });
});

describe('a transaction', () => {
  it('is undone when the work fails, and the connection serves on', async () => {
    const work = database.transaction(async (client) => {
      await client.query('CREATE TABLE zhaoren.half (n integer)');
      throw new TypeError('defect');
    });
    await expect(work).rejects.toThrow('defect');
    const [row] = await database.query("SELECT to_regclass('zhaoren.half') AS half");
    expect(row).toEqual({ half: null });
  });

  it('never tells the values of a row', async () => {
    const error: unknown = await database
      .query("SELECT CAST('640499196501150016' AS date)")
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'DATABASE_FAILED', params: { sqlState: '22008' } });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('640499196501150016');
  });
});
