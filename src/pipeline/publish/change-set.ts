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
 * @param paths.snapshot the new Parquet; `previous` the one before: without it every row is an insert
 */
export async function writeChanges(
  engine: Engine,
  table: Published,
  paths: { folder: string; snapshot: string; previous: string | undefined },
): Promise<TableChanges> {
  const key = table.key.map(sqlName).join(', ');
  const after = sqlText(paths.snapshot);
  // An empty table of the same columns stands for the snapshot before the first.
  const before = paths.previous === undefined ? `(FROM ${after} LIMIT 0)` : sqlText(paths.previous);
  const isFirst = paths.previous === undefined;
  if (!isFirst) await engine.run(comparison(key, after, before));
  const counts = await engine.rows<{ change: Change; rows: number }>(
    isFirst
      ? `SELECT 'insert' AS change, count(*) AS rows FROM ${after} HAVING count(*) > 0`
      : 'SELECT change, count(*) AS rows FROM published_change GROUP BY change',
  );
  const changes: Partial<Record<Change, PublishedFile>> = {};
  for (const change of CHANGES) {
    const rows = counts.find((count) => count.change === change)?.rows;
    if (rows === undefined) continue;
    const file = `changes/${table.name}.${change}.csv.zst`;
    const changed = `(FROM published_change WHERE change = '${change}')`;
    const select =
      change === 'delete' ? `SELECT ${key} FROM ${changed}` : `SELECT ${csvColumns(table)} FROM ${after}`;
    const semiJoin = isFirst || change === 'delete' ? '' : `SEMI JOIN ${changed} USING (${key})`;
    // A snapshot stands in the order of its key.
    const order = isFirst ? '' : `ORDER BY ${key}`;
    await engine.run(
      `COPY (${select} ${semiJoin} ${order}) TO ${sqlText(join(paths.folder, file))} (FORMAT csv, HEADER, COMPRESSION zstd)`,
    );
    changes[change] = await sealedFile(paths.folder, file, rows);
  }
  const hasStatus = table.name === 'coverage_status';
  const statusChanges = hasStatus ? await readStatusChanges(engine, after, before) : [];
  await engine.run('DROP TABLE IF EXISTS published_change');
  return { changes, statusChanges };
}

/** `published_change`: the key of every row that differs, and how. */
function comparison(key: string, after: string, before: string): string {
  return `
    CREATE OR REPLACE TEMP TABLE published_change AS
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
      if (type === 'bigint[]') return `${arrayText(column)} AS ${column}`;
      return type === 'text[]' ? `${arrayText(quotedElements(column))} AS ${column}` : column;
    })
    .join(', ');
}

const arrayText = (list: string) => `'{' || array_to_string(${list}, ',') || '}'`;

/** Each element as PostgreSQL reads it in an array: quoted, quotes and backslashes escaped. */
const quotedElements = (column: string) =>
  `list_transform(${column}, lambda element: '"' || regexp_replace(element, '(["\\\\])', '\\\\\\1', 'g') || '"')`;

async function readStatusChanges(engine: Engine, after: string, before: string): Promise<StatusChange[]> {
  return await engine.rows<StatusChange & EngineRow>(`
    SELECT old.status AS "from", new.status AS "to", count(*) AS persons
    FROM (SELECT person_id, status FROM ${after}) new
    FULL JOIN (SELECT person_id, status FROM ${before}) old USING (person_id)
    WHERE old.status IS DISTINCT FROM new.status
    GROUP BY old.status, new.status
    ORDER BY old.status NULLS FIRST, new.status NULLS FIRST`);
}
