import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { completeBinaries, copyBinaries, findPostgresPackage } from './postgres-binaries.ts';
import { type PostgresUser, postgresUsers, runAs } from './postgres-user.ts';
import { isAlive } from './process-life.ts';

/** Where the embedded PostgreSQL of a home lives, and as whom it runs. */
export interface ClusterPlace {
  /** Holds `data`, and `run` with the socket where its path is short enough. */
  readonly folder: string;
  readonly user: PostgresUser;
  /** Folder of the programs. */
  readonly bin: string;
}

/** Nothing of this machine can run it. The reason is Chinese, for the user. */
export class NoPlaceError extends Error {}

/** Below it are the data of homes that a service user cannot enter, and programs for that user. */
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
      if (existsSync(join(place.folder, 'data'))) await keepToOwner(join(place.folder, 'data'), user);
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
    programs = await copyBinaries(native, SERVICE_ROOT);
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

/**
 * The first folder that a service user can enter. It stays root's, and only what is inside is given away: a
 * service user that was taken over must not be able to lead root astray.
 */
async function reachableFolder(user: PostgresUser, candidates: readonly string[]): Promise<string> {
  for (const folder of candidates) {
    const isNew = !existsSync(folder);
    if (isNew) {
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o755);
    }
    if ((await runAs(user, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder])).exitCode === 0) return folder;
    if (isNew) await rm(folder, { recursive: true });
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
  await keepToOwner(unfinished, user);
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
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await keepToOwner(path, user);
  return path;
}

/**
 * Gives a folder to the server's user and to nobody else: new folders are ours, and a home that was copied may
 * have lost its rights. Works on the open folder, which nobody can exchange meanwhile.
 *
 * @throws NoPlaceError when it is no folder or somebody else's
 */
async function keepToOwner(path: string, user: PostgresUser): Promise<void> {
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
  const folder = await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOTDIR' || error.code === 'ELOOP' || error.code === 'EACCES'
        ? foreign(path)
        : error;
    },
  );
  try {
    const ours = process.geteuid?.() ?? 0;
    const { uid, mode } = await folder.stat();
    if (uid !== ours && !(user.kind === 'service' && uid === user.uid)) throw foreign(path);
    if (user.kind === 'service' && uid === ours) await folder.chown(user.uid, user.gid);
    if ((mode & 0o777) !== 0o700) await folder.chmod(0o700);
  } finally {
    await folder.close();
  }
}

function foreign(path: string): NoPlaceError {
  return new NoPlaceError(`目录 ${path} 属于其他用户，请由该用户或管理员运行`);
}
