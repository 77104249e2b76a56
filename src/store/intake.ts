import type { PoolClient } from 'pg';
import { PUBLISHED_TABLE_LIST, type PublishedTableName } from '#domain/contracts/publication.ts';
import { CHANGES, type Publication } from '#domain/contracts/publication-manifest.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { Database } from './database.ts';
import {
  checkPublishedFile,
  publishedPath,
  readCurrentNumber,
  readPublication,
} from './publication-reader.ts';
import { beginHistory, continueHistory, STATE_HISTORIES } from './status-history-intake.ts';
import { applyStaged, fillTable, stageTable, tableIntake } from './table-intake.ts';

export interface IntakeProgress {
  readonly publication: number;
  readonly table: PublishedTableName;
  /** Tables with changes finished, this one included, and in all. */
  readonly done: number;
  readonly total: number;
}

export interface Intake {
  /** The publication that the database holds now. */
  readonly publication: number;
  /** Publications loaded by this call; none when there was nothing new. */
  readonly loaded: readonly number[];
  /** Rows inserted, updated and deleted by this call. */
  readonly changes: number;
}

interface Waiting {
  readonly publication: Publication;
  readonly sha256: string;
}

/** One load at a time: the second waits and then finds nothing new. */
const INTAKE_LOCK = 7_102_028;

/**
 * Brings the database to the home's current publication: all change sets since the last one loaded, in one
 * transaction with their record. Killed at any moment, the database is as before and the next call does it
 * all. An empty table is filled straight from its file.
 *
 * @throws ZhaorenError NO_RUN, PUBLICATION_DAMAGED, PUBLICATION_FOREIGN, DATABASE_*
 */
export async function loadPublication(
  database: Database,
  home: string,
  options: { onProgress?: (progress: IntakeProgress) => void } = {},
): Promise<Intake> {
  const current = await readCurrentNumber(home);
  return await database.transaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [INTAKE_LOCK]);
    const last = await findLast(client);
    const waiting = await readWaiting(home, current, last, database.host);
    let changes = 0;
    const touched = new Set<string>();
    for (const { publication, sha256 } of waiting) {
      const tables = PUBLISHED_TABLE_LIST.filter(({ name }) =>
        CHANGES.some((change) => publication.tables[name]?.changes[change]),
      );
      for (const [index, table] of tables.entries()) {
        await loadTable(client, home, publication, table);
        for (const change of CHANGES) changes += publication.tables[table.name]!.changes[change]?.rows ?? 0;
        touched.add(table.name);
        options.onProgress?.({
          publication: publication.number,
          table: table.name,
          done: index + 1,
          total: tables.length,
        });
      }
      await record(client, publication, sha256);
    }
    const newest = waiting.at(-1)?.publication;
    if (newest) await checkRows(client, newest, touched);
    return { publication: current, loaded: waiting.map(({ publication }) => publication.number), changes };
  });
}

async function findLast(client: PoolClient): Promise<{ number: number; sha256: string } | undefined> {
  const { rows } = await client.query(
    'SELECT number, sha256 FROM zhaoren.publication ORDER BY number DESC LIMIT 1',
  );
  return rows[0];
}

/** The publications after the last one loaded, each proved to follow the one before, all files checked. */
async function readWaiting(
  home: string,
  current: number,
  last: { number: number; sha256: string } | undefined,
  host: string,
): Promise<Waiting[]> {
  const foreign = () => new ZhaorenError('PUBLICATION_FOREIGN', { host, loaded: last!.number, home });
  if (last) {
    if (last.number > current) throw foreign();
    if ((await readPublication(home, last.number)).sha256 !== last.sha256) throw foreign();
  }
  const waiting: Waiting[] = [];
  let before = last;
  for (let number = (last?.number ?? 0) + 1; number <= current; number++) {
    const { publication, sha256 } = await readPublication(home, number);
    if (publication.previous?.sha256 !== before?.sha256)
      throw new ZhaorenError('PUBLICATION_DAMAGED', {
        file: publishedPath(home, number, 'publication.json'),
      });
    for (const { changes } of Object.values(publication.tables))
      for (const file of Object.values(changes)) await checkPublishedFile(home, number, file);
    waiting.push({ publication, sha256 });
    before = { number, sha256 };
  }
  return waiting;
}

async function loadTable(
  client: PoolClient,
  home: string,
  publication: Publication,
  { name, key }: { name: PublishedTableName; key: readonly string[] },
): Promise<void> {
  const intake = tableIntake(name, key, publication.tables[name]!, (file) =>
    publishedPath(home, publication.number, file),
  );
  const history = STATE_HISTORIES[name];
  const { insert, update, delete: gone } = intake.files;
  const isFill =
    insert !== undefined &&
    update === undefined &&
    gone === undefined &&
    (await isEmpty(client, intake.table)) &&
    (!history || (await isEmpty(client, history.history)));
  if (isFill) {
    await fillTable(client, intake);
    if (history) await beginHistory(client, history, publication.number, publication.asOf);
  } else {
    await stageTable(client, intake);
    await applyStaged(client, intake);
    if (history) await continueHistory(client, history, publication.number, publication.asOf);
  }
}

async function isEmpty(client: PoolClient, table: string): Promise<boolean> {
  const { rows } = await client.query(`SELECT NOT EXISTS (SELECT FROM ${table}) AS empty`);
  return rows[0].empty;
}

async function record(client: PoolClient, publication: Publication, sha256: string): Promise<void> {
  const { number, asOf, inputs, code, rules } = publication;
  await client.query(
    `INSERT INTO zhaoren.publication (number, sha256, as_of, inputs, code, rules)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [number, sha256, asOf, inputs, code, JSON.stringify(rules)],
  );
}

/** The database must hold the rows that the publication counts, however they came. */
async function checkRows(
  client: PoolClient,
  publication: Publication,
  tables: Iterable<string>,
): Promise<void> {
  for (const name of tables) {
    const table = `zhaoren.${name}`;
    const expected = publication.tables[name as PublishedTableName]!.rows;
    const { rows } = await client.query<{ found: number }>(`SELECT count(*)::integer AS found FROM ${table}`);
    const { found } = rows[0]!;
    if (found !== expected) throw new ZhaorenError('DATABASE_DIFFERS', { table, expected, found });
    await client.query(`ANALYZE ${table}`);
    const history = STATE_HISTORIES[name as PublishedTableName];
    if (history) await client.query(`ANALYZE ${history.history}`);
  }
}
