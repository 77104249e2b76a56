import { constants, existsSync, realpathSync, statSync } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { fileError } from '#pipeline/sources/file-errors.ts';
import type { LinkProblems } from './link-problems.ts';
import { isResultFile, RESULT_ENDINGS } from './write-query.ts';

/** A file named on the command line: by which option, and where. */
export interface NamedFile {
  readonly option: string;
  readonly path: string;
}

/** Files by what is done with them. `model` is read when it exists and else written. */
export interface LinkFiles {
  readonly inputs: readonly NamedFile[];
  readonly tables: readonly NamedFile[];
  readonly others: readonly NamedFile[];
}

/**
 * Checks before any work that what is written can be written and never stands on what is read.
 * @param tables outputs that are CSV or Parquet by their ending
 */
export async function checkLinkFiles(
  { inputs, tables, others }: LinkFiles,
  problems: LinkProblems,
): Promise<void> {
  for (const { option, path } of tables)
    await problems.gather(() => {
      if (!isResultFile(path))
        throw new ZhaorenError('BAD_ARGUMENT', {
          argument: option,
          expected: `以 ${RESULT_ENDINGS.join(' 或 ')} 结尾的文件名`,
        });
    });
  const outputs = [...tables, ...others];
  for (const [index, output] of outputs.entries()) {
    await problems.gather(() => {
      const same = [...inputs, ...outputs.slice(0, index)].find(({ path }) => isSameFile(path, output.path));
      if (same)
        throw new ZhaorenError('BAD_ARGUMENT', {
          argument: output.option,
          expected: `与 ${same.option} 不同的文件`,
        });
    });
    await problems.gather(() => checkWritable(output));
  }
}

async function checkWritable({ option, path }: NamedFile): Promise<void> {
  if (existsSync(path) && statSync(path).isDirectory())
    throw new ZhaorenError('BAD_ARGUMENT', { argument: option, expected: '文件名，而不是目录' });
  const directory = dirname(resolve(path));
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new ZhaorenError(
        'BAD_ARGUMENT',
        { argument: option, expected: '可以写入的目录下的文件名' },
        { cause },
      );
    throw fileError(cause, directory, '写入');
  }
}

/** Whether two names mean one file: links are followed, and hard links too. */
function isSameFile(one: string, other: string): boolean {
  if (truePath(one) === truePath(other)) return true;
  if (!existsSync(one) || !existsSync(other)) return false;
  const [a, b] = [statSync(one), statSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}

function truePath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const directory = dirname(resolve(path));
  return join(existsSync(directory) ? realpathSync(directory) : directory, basename(path));
}

/** Ending of a file's name without case. */
export function ending(path: string): string {
  return extname(path).toLowerCase();
}
