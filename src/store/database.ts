import { resolve } from 'node:path';
import pg from 'pg';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { databaseFailure } from './database-failure.ts';
import { useEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';

/** An open PostgreSQL with all migrations applied. Tables stand in the schema `zhaoren`. */
export interface Database {
  /** Where it is, for messages: host and database, or the embedded one's folder. No user, no password. */
  readonly host: string;
  /** Runs one statement. @throws ZhaorenError DATABASE_* */
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs work in one transaction: all or nothing. @throws ZhaorenError DATABASE_*, or what the work throws */
  transaction<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result>;
  /** Closes all connections; the last process that uses an embedded server stops it. */
  close(): Promise<void>;
}

const OLDEST_VERSION = 15;
const CONNECT_TIMEOUT_MS = 10_000;

/** 64-bit integers as numbers where safe, dates as ISO text: as the contracts have them. */
const TYPES = new pg.TypeOverrides();
const integer = (text: string) => (Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text));
TYPES.setTypeParser(pg.types.builtins.INT8, integer);
TYPES.setTypeParser(pg.types.builtins.DATE, (text: string) => text);
TYPES.setTypeParser(1016 as number, (text: string) =>
  text === '{}' ? [] : text.slice(1, -1).split(',').map(integer),
);

/**
 * Opens the PostgreSQL at `databaseUrl`, or without one the embedded PostgreSQL of the home, starting it when
 * needed, and applies the migrations that it lacks.
 *
 * @throws ZhaorenError DATABASE_UNREACHABLE, DATABASE_NOT_STARTED, DATABASE_TOO_OLD, DATABASE_NEWER,
 *   DATABASE_RIGHTS, MIGRATION_CHANGED
 */
export async function openDatabase(options: {
  home: string;
  databaseUrl?: string | undefined;
}): Promise<Database> {
  const { host, connection, release } = options.databaseUrl
    ? external(options.databaseUrl)
    : await embedded(resolve(options.home));
  const pool = new pg.Pool({
    ...connection,
    types: TYPES,
    max: 4,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced at the next use.
  pool.on('error', () => {});

  const database: Database = {
    host,
    async query<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      try {
        return (await pool.query<Row>(sql, [...values])).rows;
      } catch (error) {
        throw databaseFailure(error, host);
      }
    },
    transaction: (work) => inTransaction(pool, host, work),
    async close() {
      await pool.end();
      await release();
    },
  };
  try {
    await checkVersion(database);
    await migrate(database);
    return database;
  } catch (error) {
    await database.close().catch(() => {});
    throw error;
  }
}

interface Way {
  readonly host: string;
  readonly connection: pg.PoolConfig;
  release(): Promise<void>;
}

async function embedded(home: string): Promise<Way> {
  const server = await useEmbeddedPostgres(home);
  return { host: `${home}/postgres`, connection: server.connection, release: server.release };
}

function external(databaseUrl: string): Way {
  let url: URL;
  try {
    url = new URL(databaseUrl);
  } catch {
    // The error of the parser quotes the address, password included.
    throw new ZhaorenError('DATABASE_UNREACHABLE', { host: 'DATABASE_URL', reason: '地址格式不对' });
  }
  if (!/^postgres(ql)?:$/.test(url.protocol))
    throw new ZhaorenError('DATABASE_UNREACHABLE', {
      host: 'DATABASE_URL',
      reason: '不是 postgresql:// 地址',
    });
  const host = `${url.host || url.searchParams.get('host') || 'localhost'}${url.pathname}`;
  return { host, connection: { connectionString: databaseUrl }, release: async () => {} };
}

async function inTransaction<Result>(
  pool: pg.Pool,
  host: string,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  let client: pg.PoolClient | undefined;
  let broken = true;
  try {
    client = await pool.connect();
    client.on('error', ignore);
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    broken = false;
    return result;
  } catch (error) {
    throw databaseFailure(error, host);
  } finally {
    client?.off('error', ignore);
    // A connection that failed is closed, which rolls back, whatever state it is in.
    client?.release(broken);
  }
}

function ignore(): void {}

async function checkVersion(database: Database): Promise<void> {
  const [row] = await database.query<{ number: string; version: string }>(
    "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version",
  );
  if (Number(row!.number) < OLDEST_VERSION * 10_000)
    throw new ZhaorenError('DATABASE_TOO_OLD', {
      host: database.host,
      version: row!.version,
      needed: OLDEST_VERSION,
    });
}
