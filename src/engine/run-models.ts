import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, EngineError, sqlName, sqlText } from './engine.ts';
import type { Model } from './model.ts';
import { writeParquet } from './write-parquet.ts';

/** A table that models read and none of them makes. */
export interface InputTable {
  readonly table: string;
  /** Parquet files; a glob is welcome. */
  readonly path: string | readonly string[];
  /** Changes whenever the content does. */
  readonly key: string;
}

export interface ModelProgress {
  readonly table: string;
  /** Models finished, this one included, and in all. */
  readonly done: number;
  readonly total: number;
  /** Whether the table stood already, made from the same things. */
  readonly reused: boolean;
  readonly seconds: number;
}

/**
 * Makes each model's table as `<tablesDirectory>/<table>.parquet`, in the order given, and shows it to the
 * models behind it as a view of that name. A table whose key (query, prelude, engine, keys of what it reads)
 * is unchanged is kept: so a killed run goes on where it stopped, and a run with nothing new does nothing.
 *
 * @returns the key of every table, inputs and those shown before included
 * @throws EngineError with the model's name, when a query fails or a table is read before it is made
 */
export async function runModels(
  engine: Engine,
  options: {
    models: readonly Model[];
    inputs: readonly InputTable[];
    /** What earlier calls on this engine returned: tables that are shown already. */
    shown?: ReadonlyMap<string, string>;
    tablesDirectory: string;
    onProgress?: (progress: ModelProgress) => void;
  },
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map(options.shown);
  for (const input of options.inputs) {
    await showTable(engine, input.table, input.path);
    keys.set(input.table, input.key);
  }
  const base = hash(engine.version, engine.prelude);
  for (const [index, model] of options.models.entries()) {
    const started = performance.now();
    const key = hash(
      base,
      model.sql,
      ...model.reads.map((table) => `${table}=${keyOf(engine, keys, model, table)}`),
    );
    const path = join(options.tablesDirectory, `${model.table}.parquet`);
    const reused = existsSync(path) && (await readKey(path)) === key;
    if (!reused) await makeTable(engine, model, path, key);
    await showTable(engine, model.table, path);
    keys.set(model.table, key);
    options.onProgress?.({
      table: model.table,
      done: index + 1,
      total: options.models.length,
      reused,
      seconds: (performance.now() - started) / 1000,
    });
  }
  return keys;
}

async function makeTable(engine: Engine, model: Model, path: string, key: string): Promise<void> {
  try {
    await writeParquet(engine, model.sql, path);
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    throw new EngineError(cause.message, { engine: cause.engine, sql: cause.sql, model: model.table });
  }
  // The key is written after the table: killed between the two, the table is only made once more.
  await writeFile(`${keyFile(path)}.unfinished`, key);
  await rename(`${keyFile(path)}.unfinished`, keyFile(path));
}

async function showTable(engine: Engine, table: string, path: string | readonly string[]): Promise<void> {
  const files = (typeof path === 'string' ? [path] : path).map(sqlText).join(', ');
  await engine.run(`CREATE OR REPLACE VIEW ${sqlName(table)} AS SELECT * FROM read_parquet([${files}])`);
}

function keyOf(engine: Engine, keys: ReadonlyMap<string, string>, model: Model, table: string): string {
  const key = keys.get(table);
  if (key !== undefined) return key;
  throw new EngineError(`${model.origin} reads ${table}, which no input and no earlier model makes`, {
    engine: engine.version,
    sql: model.sql,
    model: model.table,
  });
}

async function readKey(path: string): Promise<string | undefined> {
  return existsSync(keyFile(path)) ? await readFile(keyFile(path), 'utf8') : undefined;
}

function keyFile(path: string): string {
  return path.replace(/\.parquet$/, '.key');
}

function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}
