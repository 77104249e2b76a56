import { join } from 'node:path';
import {
  CHANGES,
  type Change,
  type PublishedFile,
  type StatusChange,
} from '#domain/contracts/publication-manifest.ts';
import { type Engine, type EngineRow, sqlName, sqlText } from '#engine/engine.ts';
import { sealedFile } from './sealed-file.ts';
import type { Published } from './table-snapshot.ts';

/** What changed in one table: the files of the change set, and for statuses who went where. */
export interface TableChanges {
  readonly changes: Partial<Record<Change, PublishedFile>>;
  readonly statusChanges: readonly StatusChange[];
}

/**
 * Compares a snapshot with the one before by key and row hash and writes what changed as CSV for
 * PostgreSQL's COPY: NULL is an unquoted blank, lists are `{1,2}`, rows stand in the order of the key.
 *
 * @param snapshot path of the new Parquet
 * @param previous path of the Parquet before; undefined makes every row an insert
 */
export async function writeChanges(
  engine: Engine,
  table: Published,
  { folder, snapshot, previous }: { folder: string; snapshot: string; previous: string | undefined },
): Promise<TableChanges> {
  const key = table.key.map(sqlName).join(', ');
  const [after, before] = [sqlText(snapshot), previous === undefined ? undefined : sqlText(previous)];
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE published_change AS
    ${before === undefined ? `SELECT ${key}, 'insert' AS change FROM ${after}` : compared(key, after, before)}`);
  const counts = await engine.rows<{ change: Change; rows: number }>(
    'SELECT change, count(*) AS rows FROM published_change GROUP BY change',
  );
  const changes: Partial<Record<Change, PublishedFile>> = {};
  for (const change of CHANGES) {
    const rows = counts.find((count) => count.change === change)?.rows;
    if (rows === undefined) continue;
    const file = `changes/${table.name}.${change}.csv.zst`;
    await engine.run(`
      COPY (
        SELECT ${change === 'delete' ? key : csvColumns(table)}
        FROM ${change === 'delete' ? 'published_change' : after}
        ${change === 'delete' ? '' : `SEMI JOIN (FROM published_change WHERE change = '${change}') USING (${key})`}
        ${change === 'delete' ? "WHERE change = 'delete'" : ''}
        ORDER BY ${key}
      ) TO ${sqlText(join(folder, file))} (FORMAT csv, HEADER, COMPRESSION zstd)`);
    changes[change] = await sealedFile(folder, file, rows);
  }
  const statusChanges =
    table.name === 'coverage_status' ? await readStatusChanges(engine, after, before) : [];
  await engine.run('DROP TABLE published_change');
  return { changes, statusChanges };
}

function compared(key: string, after: string, before: string): string {
  return `
    SELECT
      ${key},
      CASE
        WHEN old.row_hash IS NULL THEN 'insert'
        WHEN new.row_hash IS NULL THEN 'delete'
        ELSE 'update'
      END AS change
    FROM (SELECT ${key}, row_hash FROM ${after}) new
    FULL JOIN (SELECT ${key}, row_hash FROM ${before}) old USING (${key})
    WHERE old.row_hash IS DISTINCT FROM new.row_hash`;
}

function csvColumns(table: Published): string {
  return Object.entries(table.columns)
    .map(([name, [type]]) => {
      const column = sqlName(name);
      return type === 'bigint[]' ? `'{' || array_to_string(${column}, ',') || '}' AS ${column}` : column;
    })
    .join(', ');
}

async function readStatusChanges(
  engine: Engine,
  after: string,
  before: string | undefined,
): Promise<StatusChange[]> {
  return await engine.rows<StatusChange & EngineRow>(`
    SELECT old.status AS "from", new.status AS "to", count(*) AS persons
    FROM published_change
    LEFT JOIN (SELECT person_id, status FROM ${after}) new USING (person_id)
    LEFT JOIN (SELECT person_id, status FROM ${before ?? after} ${before ? '' : 'WHERE false'}) old USING (person_id)
    WHERE old.status IS DISTINCT FROM new.status
    GROUP BY old.status, new.status
    ORDER BY old.status NULLS FIRST, new.status NULLS FIRST`);
}
