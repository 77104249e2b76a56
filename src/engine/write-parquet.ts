import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Engine, sqlText } from './engine.ts';

/** Writes the rows of a query to a Parquet file that appears whole or not at all. */
export async function writeParquet(engine: Engine, query: string, path: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await engine.run(`COPY (\n${query}\n) TO ${sqlText(unfinished)} (FORMAT parquet)`);
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
}
