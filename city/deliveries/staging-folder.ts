import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';

/** A folder that appears whole or not at all: it is filled under another name and renamed at the end. */
export interface StagingFolder {
  /** Where to write meanwhile. */
  readonly directory: string;
  /** Gives the folder its name. */
  commit(): void;
  /** Removes everything written. */
  discard(): void;
}

const MARK = '.partial-';

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What killed generations of the same folder left behind. */
function removeLeftovers(target: string): void {
  const prefix = basename(target) + MARK;
  for (const name of readdirSync(dirname(target))) {
    const isLeftover = name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)));
    if (isLeftover) rmSync(join(dirname(target), name), { recursive: true, force: true });
  }
}

/** The error that a user understands for a failure of the file system at `path`; other errors unchanged. */
export function writingFailure(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ZhaorenError('DISK_FULL', { path }, { cause: error });
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new ZhaorenError('NO_PERMISSION', { path, action: '写入' }, { cause: error });
  }
  return error;
}

/**
 * Opens a folder for writing.
 * @param target must not exist or be empty
 * @param argument as the user wrote it, for the message
 * @throws ZhaorenError BAD_ARGUMENT, NO_PERMISSION, DISK_FULL
 */
export function openStagingFolder(target: string, argument: string): StagingFolder {
  const path = resolve(target);
  const isFree = !existsSync(path) || (statSync(path).isDirectory() && readdirSync(path).length === 0);
  if (!isFree) {
    const expected = `尚不存在的目录或空目录（${path} 里已有内容，请换一个目录或先清空它）`;
    throw new ZhaorenError('BAD_ARGUMENT', { argument, expected });
  }
  const directory = `${path}${MARK}${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    removeLeftovers(path);
    mkdirSync(directory);
  } catch (error) {
    throw writingFailure(error, path);
  }
  return Object.freeze({
    directory,
    commit: () => {
      // renaming over an empty folder is not possible everywhere
      if (existsSync(path)) rmSync(path, { recursive: true });
      renameSync(directory, path);
    },
    discard: () => rmSync(directory, { recursive: true, force: true }),
  });
}
