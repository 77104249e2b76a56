import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { deliveredOnFromName, isDeltaName } from './delivered-on.ts';
import { fileError } from './file-errors.ts';

/** A file somewhere below the folder that is taken in. */
export interface DeliveredFile {
  readonly path: string;
  /** Path below the folder, `/` between parts. */
  readonly file: string;
  /** ISO date: the name's, else the day of the last change in Shanghai. */
  readonly deliveredOn: string;
  readonly isDelta: boolean;
}

/** Left behind by systems and office programs, never delivered. */
const NO_DELIVERY = /^(\.|~\$|Thumbs\.db$|desktop\.ini$|__MACOSX$)/i;

const SHANGHAI_MS = 8 * 3600 * 1000;

/**
 * The files below a folder in the order in which they are taken: by day, full before delta, by name.
 * Folders that may not be read come back as errors, the rest goes on.
 * @param directory a folder, or one file
 * @param except a folder that is passed over
 * @throws ZhaorenError NOT_FOUND, NO_PERMISSION, NO_INPUT
 */
export function listDeliveredFiles(
  directory: string,
  except: string,
): { files: readonly DeliveredFile[]; errors: readonly { file: string; error: ZhaorenError }[] } {
  const root = resolve(directory);
  const skipped = resolve(except);
  const files: DeliveredFile[] = [];
  const errors: { file: string; error: ZhaorenError }[] = [];

  function add(path: string, file: string): void {
    const deliveredOn = deliveredOnFromName(file) ?? changedOn(path);
    files.push({ path, file, deliveredOn, isDelta: isDeltaName(file) });
  }
  function walk(folder: string): void {
    for (const entry of entries(folder)) {
      const path = join(folder, entry.name);
      const file = relative(root, path).replaceAll(sep, '/');
      if (NO_DELIVERY.test(entry.name) || path === skipped) continue;
      try {
        if (entry.isDirectory()) walk(path);
        else if (statSync(path).isFile()) add(path, file);
      } catch (cause) {
        const error = fileError(cause, path, '读取');
        if (!(error instanceof ZhaorenError)) throw error;
        errors.push({ file, error });
      }
    }
  }

  if (isFile(root)) add(root, basename(root));
  else walk(root);
  if (files.length === 0 && errors.length === 0) throw new ZhaorenError('NO_INPUT', { path: directory });
  files.sort(
    (a, b) =>
      compare(a.deliveredOn, b.deliveredOn) ||
      Number(a.isDelta) - Number(b.isDelta) ||
      compare(a.file, b.file),
  );
  return { files, errors };
}

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw fileError(cause, folder, '读取');
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new ZhaorenError('NOT_FOUND', { kind: '目录', key: path }, { cause });
    throw fileError(cause, path, '读取');
  }
}

function changedOn(path: string): string {
  return new Date(statSync(path).mtimeMs + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** By code point, whatever the machine's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
