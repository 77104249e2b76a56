import { join } from 'node:path';
import type { PublishedFile } from '#domain/contracts/publication-manifest.ts';
import type { PublishedTable, PublishedType } from '#domain/contracts/published-table.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import { sealedFile } from './sealed-file.ts';

/** A table of a publication, or one that it keeps. */
export type Published = PublishedTable & { readonly name: string };

/** What a column of the contract is to the engine. */
export const ENGINE_TYPES: Record<PublishedType, string> = {
  text: 'VARCHAR',
  'text[]': 'VARCHAR[]',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  'bigint[]': 'BIGINT[]',
  'double precision': 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
};

/**
 * Writes all rows of a run's table as Parquet: the published columns with their types, in the order of the
 * key, and `row_hash`, by which the next publication finds what changed.
 *
 * @throws ZhaorenError CONTRACT_BROKEN when columns are missing or the key is blank or not unique
 */
export async function writeSnapshot(
  engine: Engine,
  table: Published,
  folder: string,
): Promise<PublishedFile> {
  const file = `snapshot/${table.name}.parquet`;
  const path = sqlText(join(folder, file));
  await checkColumns(engine, table);
  const columns = Object.entries(table.columns).map(
    ([name, [type]]) => `CAST(${sqlName(name)} AS ${ENGINE_TYPES[type]}) AS ${sqlName(name)}`,
  );
  const key = table.key.map(sqlName).join(', ');
  await engine.run(`
    COPY (
      WITH published AS (SELECT ${columns.join(', ')} FROM ${sqlName(table.name)})
      SELECT *, hash(published) AS row_hash
      FROM published
      ORDER BY ${key}
    ) TO ${path} (FORMAT parquet)`);
  const [counts] = await engine.rows<{ rows: number; keys: number }>(`
    SELECT count(*) AS rows, count(DISTINCT ${table.key.length > 1 ? `(${key})` : key}) AS keys
    FROM ${path}
    WHERE ${table.key.map((column) => `${sqlName(column)} IS NOT NULL`).join(' AND ')}`);
  const [all] = await engine.rows<{ rows: number }>(`SELECT count(*) AS rows FROM ${path}`);
  if (counts!.rows !== all!.rows) throw broken(table, `主键 ${key} 有空值`);
  if (counts!.keys !== counts!.rows) throw broken(table, `主键 ${key} 有重复`);
  return await sealedFile(folder, file, all!.rows);
}

async function checkColumns(engine: Engine, table: Published): Promise<void> {
  const described = await engine.rows<{ column_name: string }>(`DESCRIBE ${sqlName(table.name)}`);
  const present = new Set(described.map(({ column_name }) => column_name));
  const missing = Object.keys(table.columns).filter((column) => !present.has(column));
  if (missing.length > 0) throw broken(table, `缺少列 ${missing.join('、')}`);
}

function broken(table: Published, reason: string): ZhaorenError {
  return new ZhaorenError('CONTRACT_BROKEN', { table: table.name, reason });
}
