import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import type { InputTable } from '#engine/run-models.ts';
import { writeParquet } from '#engine/write-parquet.ts';

/** A small table that comes from the program and not from a delivery: rules, names, parameters. */
export interface GivenTable {
  readonly name: string;
  /** Types as DuckDB writes them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/** Writes given tables as Parquet for the models to join; a table that stands already is kept. */
export async function writeGivenTables(
  engine: Engine,
  directory: string,
  tables: readonly GivenTable[],
): Promise<InputTable[]> {
  await mkdir(directory, { recursive: true });
  const inputs: InputTable[] = [];
  for (const table of tables) {
    const text = table.rows.map((row) => JSON.stringify(row)).join('\n');
    const key = createHash('sha256').update(JSON.stringify(table.columns)).update(text).digest('hex');
    const path = join(directory, `${table.name}.parquet`);
    const keyFile = join(directory, `${table.name}.key`);
    if (!existsSync(path) || !existsSync(keyFile) || (await readFile(keyFile, 'utf8')) !== key) {
      await writeRows(engine, path, table, text);
      await writeFile(`${keyFile}.unfinished`, key);
      await rename(`${keyFile}.unfinished`, keyFile);
    }
    inputs.push({ table: table.name, path, key });
  }
  return inputs;
}

async function writeRows(engine: Engine, path: string, table: GivenTable, text: string): Promise<void> {
  const file = `${path}.ndjson`;
  // A JSON array a line: one text column for DuckDB, taken apart by position.
  await writeFile(file, text === '' ? '' : `${text}\n`);
  const columns = table.columns.map(
    ({ name, type }, index) =>
      `CAST(json_extract_string(line, '$[${index}]') AS ${type}) AS ${sqlName(name)}`,
  );
  const lines = `read_csv(${sqlText(file)}, header = false, auto_detect = false, delim = '', quote = '', escape = '', columns = {'line': 'VARCHAR'}, max_line_size = 10000000)`;
  await writeParquet(
    engine,
    table.rows.length === 0
      ? `SELECT ${table.columns.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${sqlName(name)}`).join(', ')} WHERE FALSE`
      : `SELECT ${columns.join(',\n  ')} FROM ${lines}`,
    path,
  );
  await rm(file, { force: true });
}
