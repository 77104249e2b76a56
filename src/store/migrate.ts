import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { PoolClient } from 'pg';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { Database } from './database.ts';

interface Migration {
  /** File name without `.sql`; names sort in the order of application. */
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const FOLDER = new URL('./migrations/', import.meta.url);

/** Two processes may open a new database at once: the second waits and finds all done. */
const MIGRATION_LOCK = 7_102_027;

/**
 * Applies the migrations that the database lacks, each in a transaction of its own with its record.
 *
 * @throws ZhaorenError MIGRATION_CHANGED when an applied file was edited, DATABASE_NEWER when the database
 *   holds migrations that this program does not know
 */
export async function migrate(database: Database, folder: URL = FOLDER): Promise<void> {
  const migrations = await readMigrations(folder);
  await database.transaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const { rows } = await client.query("SELECT to_regclass('zhaoren.migration') IS NOT NULL AS stands");
    if (!rows[0].stands) await createMigrationTable(client);
  });
  for (let isDone = false; !isDone; )
    isDone = await database.transaction(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      const next = await findNext(client, migrations, database.host);
      if (next === undefined) return true;
      await client.query(next.sql);
      await client.query('INSERT INTO zhaoren.migration (name, sha256) VALUES ($1, $2)', [
        next.name,
        next.sha256,
      ]);
      return false;
    });
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return await Promise.all(
    files.map(async (file) => {
      // A checkout may bring other line ends.
      const sql = (await readFile(new URL(file, folder), 'utf8')).replaceAll('\r\n', '\n');
      return {
        name: file.replace(/\.sql$/, ''),
        sql,
        sha256: createHash('sha256').update(sql).digest('hex'),
      };
    }),
  );
}

async function createMigrationTable(client: PoolClient): Promise<void> {
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS zhaoren;
    COMMENT ON SCHEMA zhaoren IS '数据找人';
    CREATE TABLE zhaoren.migration (
      name text PRIMARY KEY,
      sha256 text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE zhaoren.migration IS 'one row per migration applied to this schema';
    COMMENT ON COLUMN zhaoren.migration.name IS 'file name without .sql';
    COMMENT ON COLUMN zhaoren.migration.sha256 IS 'hash of the file as it was applied';
    COMMENT ON COLUMN zhaoren.migration.applied_at IS 'when it was applied'`);
}

/** The first migration that is not applied, after checking those that are. */
async function findNext(
  client: PoolClient,
  migrations: readonly Migration[],
  host: string,
): Promise<Migration | undefined> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM zhaoren.migration ORDER BY name',
  );
  for (const applied of rows) {
    const known = migrations.find((migration) => migration.name === applied.name);
    if (known === undefined) throw new ZhaorenError('DATABASE_NEWER', { host, migration: applied.name });
    if (known.sha256 !== applied.sha256)
      throw new ZhaorenError('MIGRATION_CHANGED', { migration: applied.name });
  }
  return migrations.find((migration) => !rows.some((applied) => applied.name === migration.name));
}
