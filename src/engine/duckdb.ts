import { readFileSync } from 'node:fs';
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBStructValue,
  type DuckDBValue,
  version as duckdbVersion,
} from '@duckdb/node-api';
import {
  type Engine,
  EngineError,
  type EngineRow,
  type EngineValue,
  sqlText,
  withoutValues,
} from './engine.ts';

export interface DuckdbOptions {
  /** e.g. `3GB`: beyond it DuckDB spills to `tempDirectory`. */
  memoryLimit?: string;
  threads?: number;
  tempDirectory?: string;
  /** Further functions, after the engine's own prelude. */
  prelude?: string;
}

const PRELUDE = readFileSync(new URL('./prelude/duckdb.sql', import.meta.url), 'utf8');

/** Opens an embedded DuckDB in memory; tables live in Parquet files, so nothing of it needs to be kept. */
export async function openDuckdb(options: DuckdbOptions = {}): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? '3GB',
    threads: String(options.threads ?? 2),
    ...(options.tempDirectory ? { temp_directory: options.tempDirectory } : {}),
    // Tables have no order; keeping one while writing costs a third of the time. Who needs an order says so.
    preserve_insertion_order: 'false',
    // Extensions would be looked for on another host.
    autoinstall_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const name = `duckdb ${duckdbVersion()}`;
  const prelude = PRELUDE + (options.prelude ?? '');

  async function guarded<T>(sql: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      const message = withoutValues(cause instanceof Error ? cause.message : String(cause), sql);
      throw new EngineError(message, { engine: name, sql });
    }
  }

  const engine: Engine = {
    version: name,
    prelude,
    run: (sql) => guarded(sql, async () => void (await connection.run(sql))),
    rows: <Row extends EngineRow>(sql: string) =>
      guarded(sql, async () => {
        const reader = await connection.runAndReadAll(sql);
        return reader.getRowObjects().map((row) => plainRow(row) as Row);
      }),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
  await engine.run(`SET TimeZone = ${sqlText('Asia/Shanghai')}`);
  await engine.run(prelude);
  return engine;
}

function plainRow(row: Record<string, DuckDBValue>): EngineRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plainValue(value)]));
}

function plainValue(value: DuckDBValue): EngineValue {
  if (typeof value === 'bigint')
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBListValue) return value.items.map(plainValue);
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(
      Object.entries(value.entries).map(([field, item]) => [field, plainValue(item)]),
    );
  return value.toString();
}
