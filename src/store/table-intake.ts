import type { PoolClient } from 'pg';
import type { Change, TablePublication } from '#domain/contracts/publication-manifest.ts';
import { copyFile, quoted } from './copy-file.ts';

/** A table to be changed and the files that change it. */
export interface TableIntake {
  /** Name with schema. */
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** Path of each file that there is. */
  readonly files: Readonly<Partial<Record<Change, string>>>;
}

/** Staging tables of the transaction: rows that are new or changed, and keys of rows that are gone. */
export const ARRIVED = 'pg_temp.arrived';
export const GONE = 'pg_temp.gone';

/** The intake of a table's files, given where each of them lies. */
export function tableIntake(
  name: string,
  key: readonly string[],
  { columns, changes }: TablePublication,
  path: (file: string) => string,
): TableIntake {
  const files = Object.entries(changes).map(([change, { file }]) => [change, path(file)]);
  return { table: `zhaoren.${name}`, key, columns: Object.keys(columns), files: Object.fromEntries(files) };
}

/** Fills an empty table straight from its file; indexes are made when the rows stand. */
export async function fillTable(client: PoolClient, { table, columns, files }: TableIntake): Promise<void> {
  await withoutIndexes(client, table, () =>
    copyFile(client, files.insert!, { table, columns, freeze: true }),
  );
}

/** Brings the files into `ARRIVED` and `GONE`, whichever there are. */
export async function stageTable(
  client: PoolClient,
  { table, key, columns, files }: TableIntake,
): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS ${ARRIVED}, ${GONE}`);
  await client.query(`CREATE TEMP TABLE arrived (LIKE ${table}) ON COMMIT DROP`);
  await client.query(
    `CREATE TEMP TABLE gone ON COMMIT DROP AS SELECT ${key.map(quoted).join(', ')} FROM ${table} WITH NO DATA`,
  );
  for (const path of [files.insert, files.update])
    if (path) await copyFile(client, path, { table: ARRIVED, columns });
  if (files.delete) await copyFile(client, files.delete, { table: GONE, columns: key });
  await client.query(`ANALYZE ${ARRIVED}, ${GONE}`);
}

/** Applies what is staged, whatever stands there already. */
export async function applyStaged(client: PoolClient, { table, key, columns }: TableIntake): Promise<void> {
  const sameKey = key.map((column) => `t.${quoted(column)} = gone.${quoted(column)}`).join(' AND ');
  await client.query(`DELETE FROM ${table} t USING ${GONE} gone WHERE ${sameKey}`);
  const names = columns.map(quoted).join(', ');
  const values = columns.filter((column) => !key.includes(column)).map(quoted);
  const assigned = values.map((column) => `${column} = excluded.${column}`).join(', ');
  await client.query(`
    INSERT INTO ${table} AS t (${names})
    SELECT ${names} FROM ${ARRIVED}
    ON CONFLICT (${key.map(quoted).join(', ')})
    ${values.length > 0 ? `DO UPDATE SET ${assigned}` : 'DO NOTHING'}`);
}

/** Truncates a table and does its work without the table's indexes and keys, then makes them again. */
export async function withoutIndexes(
  client: PoolClient,
  table: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `
    SELECT
      format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
      format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
    FROM pg_constraint
    WHERE conrelid = $1::regclass AND contype IN ('p', 'u')
    UNION ALL
    SELECT
      format('DROP INDEX %s', indexrelid::regclass),
      pg_get_indexdef(indexrelid)
    FROM pg_index i
    WHERE indrelid = $1::regclass
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'))`,
    [table],
  );
  await client.query(`TRUNCATE ${table}`);
  for (const { drop } of rows) await client.query(drop);
  await work();
  for (const { make } of rows) await client.query(make);
}
