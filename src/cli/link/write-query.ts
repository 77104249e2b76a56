import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { type Engine, sqlText } from '#engine/engine.ts';
import { fileError } from '#pipeline/sources/file-errors.ts';

/** Formats of result tables, by the ending of the file's name. */
const FORMATS: Readonly<Record<string, string>> = Object.freeze({
  '.csv': 'FORMAT csv, HEADER',
  '.parquet': 'FORMAT parquet',
});

export const RESULT_ENDINGS: readonly string[] = Object.keys(FORMATS);

/** Whether a file of this name can hold a result table. */
export function isResultFile(path: string): boolean {
  return extname(path).toLowerCase() in FORMATS;
}

/**
 * Writes the rows of a query as CSV (UTF-8) or Parquet. The file appears whole or not at all, in the query's
 * order.
 * @param isPrivate whether only its owner may read it, because it holds values of records
 * @throws ZhaorenError DISK_FULL, NO_PERMISSION
 */
export async function writeQuery(
  engine: Engine,
  query: string,
  path: string,
  { isPrivate = false }: { isPrivate?: boolean } = {},
): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const format = FORMATS[extname(path).toLowerCase()]!;
    await engine.run('SET preserve_insertion_order = true');
    await engine.run(`COPY (\n${query}\n) TO ${sqlText(unfinished)} (${format})`);
    if (isPrivate) await chmod(unfinished, 0o600);
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw fileError(cause, path, '写入');
  } finally {
    await engine.run('SET preserve_insertion_order = false');
  }
}
