import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Engine, sqlName } from '#engine/engine.ts';
import type { InputTable } from '#engine/run-models.ts';
import { writeParquet } from '#engine/write-parquet.ts';

/** How a table of the lake comes to be. */
export type LakeTable =
  | { readonly table: string; readonly key: string; readonly query: string }
  /** An existing Parquet file that is the table; it is linked, not copied. */
  | { readonly table: string; readonly key: string; readonly path: string };

/** Makes `tables/<table>.parquet` unless it stands with the same key, as the model runner does with its own. */
export async function makeLakeTable(
  engine: Engine,
  directory: string,
  given: LakeTable,
): Promise<InputTable> {
  const { table, key } = given;
  const path = join(directory, `${table}.parquet`);
  const keyPath = join(directory, `${table}.key`);
  const stands = existsSync(path) && existsSync(keyPath) && readFileSync(keyPath, 'utf8') === key;
  if (!stands) {
    mkdirSync(directory, { recursive: true });
    rmSync(keyPath, { force: true });
    if ('query' in given) await writeParquet(engine, given.query, path);
    else linkWhole(given.path, path);
    writeFileSync(`${keyPath}.unfinished`, key);
    renameSync(`${keyPath}.unfinished`, keyPath);
  }
  return { table, path, key };
}

/** SHA-256 of parts, hex. */
export function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** A query of no rows with the given columns. */
export function emptyTable(columns: readonly { readonly name: string; readonly type: string }[]): string {
  const nothing = columns.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${sqlName(name)}`);
  return `SELECT ${nothing.join(', ')} WHERE false`;
}

function linkWhole(from: string, to: string): void {
  const unfinished = `${to}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    linkSync(from, unfinished);
  } catch {
    // a file system without hard links
    copyFileSync(from, unfinished);
  }
  renameSync(unfinished, to);
}
