import { resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Another process, or another run in this one, holds the file. */
export class HeldError extends Error {
  /** The other process, where the system tells. */
  readonly pid: number | undefined;

  constructor(file: string, pid: number | undefined) {
    super(`${file} is held by ${pid ? `process ${pid}` : 'another run'}`);
    this.name = 'HeldError';
    this.pid = pid;
  }
}

/** The system's locks know processes only: within this one, the files held are remembered here. */
const heldHere = new Set<string>();

/**
 * Holds a file against every other process, and every other caller in this one, until `release`. The lock is the operating system's, taken by
 * DuckDB on its database file, so it ends with the process however that dies: there are no stale locks.
 *
 * @throws HeldError when somebody holds it
 */
export async function holdExclusively(file: string): Promise<{ release(): void }> {
  const path = resolve(file);
  if (heldHere.has(path)) throw new HeldError(file, process.pid);
  heldHere.add(path);
  try {
    const instance = await DuckDBInstance.create(path);
    return {
      release() {
        instance.closeSync();
        heldHere.delete(path);
      },
    };
  } catch (cause) {
    heldHere.delete(path);
    const message = cause instanceof Error ? cause.message : String(cause);
    if (!/lock|already (open|attached)|being used/i.test(message)) throw cause;
    const pid = /PID (\d+)/.exec(message)?.[1];
    throw new HeldError(file, pid === undefined ? undefined : Number(pid));
  }
}
