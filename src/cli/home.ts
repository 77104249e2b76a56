import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { HeldError, holdExclusively } from '#engine/hold-exclusively.ts';
import { fileError } from '#pipeline/sources/file-errors.ts';

/** Everything that a deployment writes lives under one folder: `$ZHAOREN_HOME`, by default `./data`. */
export function homeDirectory(): string {
  return resolve(process.env.ZHAOREN_HOME ?? 'data');
}

/** A bureau's own rules, where it has any: they stand in for the shipped ones file by file. */
export function catalogueDirectory(home: string): string | undefined {
  const directory = join(home, 'catalogue');
  return existsSync(directory) ? directory : undefined;
}

/**
 * Runs work that changes a home, alone: a second run at the same time is refused.
 * @throws ZhaorenError RUN_LOCKED, NO_PERMISSION
 */
export async function withHome<T>(home: string, work: () => Promise<T>): Promise<T> {
  const hold = await openHome(home);
  try {
    return await work();
  } finally {
    hold.release();
  }
}

async function openHome(home: string) {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    return await holdExclusively(join(home, '.lock'));
  } catch (cause) {
    if (cause instanceof HeldError)
      throw new ZhaorenError('RUN_LOCKED', { home, processId: cause.pid ?? 0 }, { cause });
    throw fileError(cause, home, '写入');
  }
}

/** The deployment's secret that goes into every person_id: made once, kept in the home. */
export async function personSalt(home: string): Promise<string> {
  const file = join(home, 'person-salt');
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  }
  return await readFile(file, 'utf8');
}
