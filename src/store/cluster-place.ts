import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { completeBinaries, copyBinaries, findPostgresPackage } from './postgres-binaries.ts';
import { type PostgresUser, postgresUsers, runAs } from './postgres-user.ts';
import { isAlive } from './process-life.ts';

/** Where the embedded PostgreSQL of a home lives, and as whom it runs. */
export interface ClusterPlace {
  /** Holds `data`, `server.log`, and `run` with the socket where its path is short enough. */
  readonly folder: string;
  readonly user: PostgresUser;
  /** Folder of the programs. */
  readonly bin: string;
}

/** Nothing of this machine can run it. The reason is Chinese, for the user. */
export class NoPlaceError extends Error {}

/** Below it, where a service user cannot read the home, are the data of homes. */
const SERVICE_ROOT = '/var/lib/zhaoren';

const INITDB = [
  '--username=postgres',
  // Only the owner of the socket's folder gets to the door.
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

/** The path of the home's database folder: in the home, or where a service user can read. */
function folders(home: string): { inside: string; outside: string } {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  return { inside: join(home, 'postgres'), outside: join(SERVICE_ROOT, hash) };
}

/**
 * The place of the home's database; made with initdb when there is none yet. Two processes may do so at the
 * same time: the first to finish wins.
 *
 * @throws NoPlaceError with every way that was tried
 */
export async function openClusterPlace(home: string): Promise<ClusterPlace> {
  const native = findPostgresPackage();
  if (native === undefined)
    throw new NoPlaceError(`本平台（${process.platform}-${process.arch}）没有内置数据库`);
  await mkdir(home, { recursive: true });
  const { inside, outside } = folders(await realpath(home));
  const standing = () => [inside, outside].find((candidate) => existsSync(join(candidate, 'data')));
  const folder = standing();
  const owner = folder === undefined ? undefined : (await stat(join(folder, 'data'))).uid;
  const failures: string[] = [];
  for (const user of await postgresUsers(owner)) {
    try {
      const place = await preparePlace(user, native, folder ? [folder] : [inside, outside]);
      if (existsSync(join(place.folder, 'data'))) await chmod(join(place.folder, 'data'), 0o700);
      else await initialise(place);
      return place;
    } catch (error) {
      // Somebody else has made it meanwhile.
      if (folder === undefined && standing()) return await openClusterPlace(home);
      failures.push(`${describe(user)}：${(error as Error).message.trim()}`);
    }
  }
  throw new NoPlaceError(failures.join('；') || '当前用户没有系统账号，且不允许用户命名空间');
}

function describe(user: PostgresUser): string {
  if (user.kind === 'self') return '以当前用户运行';
  return user.kind === 'namespace' ? '以用户命名空间运行' : `以服务用户（uid ${user.uid}）运行`;
}

async function preparePlace(
  user: PostgresUser,
  native: string,
  candidates: readonly string[],
): Promise<ClusterPlace> {
  if (user.kind !== 'service') {
    const folder = candidates[0]!;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { folder, user, bin: join(await usableBinaries(native, folder), 'bin') };
  }
  const folder = await reachableFolder(user, candidates);
  let programs = native;
  if ((await runAs(user, join(native, 'bin', 'initdb'), ['--version'])).exitCode !== 0) {
    programs = await copyBinaries(native, folder);
    await completeBinaries(programs);
  }
  return { folder, user, bin: join(programs, 'bin') };
}

async function usableBinaries(native: string, folder: string): Promise<string> {
  try {
    await completeBinaries(native);
    return native;
  } catch {
    // The package may not be written: its links and rights are put right in a copy.
    const copy = await copyBinaries(native, folder);
    await completeBinaries(copy);
    return copy;
  }
}

/** The first folder that a service user can enter; it then belongs to that user. */
async function reachableFolder(
  user: Extract<PostgresUser, { kind: 'service' }>,
  candidates: readonly string[],
): Promise<string> {
  for (const folder of candidates) {
    const isNew = !existsSync(folder);
    if (folder.startsWith(SERVICE_ROOT)) {
      await mkdir(SERVICE_ROOT, { recursive: true });
      await chmod(SERVICE_ROOT, 0o755);
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chown(folder, user.uid, user.gid);
    if ((await runAs(user, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder])).exitCode === 0) return folder;
    if (isNew) await rm(folder, { recursive: true });
    else await chown(folder, 0, 0);
  }
  throw new Error(`该用户进不了 ${candidates.join('、')}`);
}

/** initdb into a folder of its own, then a rename: a kill leaves no half database. */
async function initialise({ folder, user, bin }: ClusterPlace): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^data-of-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true });
  }
  const unfinished = await mkdtemp(join(folder, `data-of-${process.pid}-`));
  if (user.kind === 'service') await chown(unfinished, user.uid, user.gid);
  const { exitCode, errorText } = await runAs(
    user,
    join(bin, 'initdb'),
    [`--pgdata=${unfinished}`, ...INITDB],
    { env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  );
  if (exitCode !== 0) {
    await rm(unfinished, { recursive: true });
    throw new Error(errorText.split('\n').find((line) => line !== '') ?? 'initdb');
  }
  await rename(unfinished, join(folder, 'data')).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

/** Bytes of a socket's path that every system takes (macOS: 103, Linux: 107). */
const SOCKET_PATH_BYTES = 103;

/**
 * Folder of the server's socket: in the place, or below `/tmp` when that path is too long. It belongs to the
 * server's user alone. @throws NoPlaceError when somebody else sits on it
 */
export async function socketFolder({ folder, user }: ClusterPlace): Promise<string> {
  const inside = join(folder, 'run');
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const path =
    Buffer.byteLength(join(inside, '.s.PGSQL.5432.lock')) <= SOCKET_PATH_BYTES
      ? inside
      : `/tmp/zhaoren-${hash}`;
  const owner = user.kind === 'service' ? user.uid : (process.geteuid?.() ?? 0);
  try {
    await mkdir(path, { mode: 0o700 });
    if (user.kind === 'service') await chown(path, user.uid, user.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const found = await lstat(path);
  if (!found.isDirectory() || (process.geteuid && found.uid !== owner))
    throw new NoPlaceError(`套接字目录 ${path} 不属于本程序，请删除它`);
  // A home that was copied may have lost its rights.
  await chmod(path, 0o700);
  return path;
}
