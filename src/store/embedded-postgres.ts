import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type ClusterPlace, NoPlaceError, openClusterPlace, socketFolder } from './cluster-place.ts';
import { spawnAs } from './postgres-user.ts';
import { isAlive, isWorkedIn, workFolder } from './process-life.ts';

/** A running embedded server that this process counts as one of its users. */
export interface EmbeddedServer {
  readonly connection: pg.ClientConfig;
  /** Ends the use; the last user of the server stops it. */
  release(): Promise<void>;
}

/** How long a server may take to come up or go down, crash recovery included. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 30;

/** Not there, starting, going down, or full: try again. */
const PASSING = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** Session lock held by every process that uses the server, exclusively by the one that stops it. */
const USERS_LOCK = 7_102_026;

/**
 * Loads are large and can be repeated, so WAL is kept small: rows copied into a table truncated in the same
 * transaction bypass it under `minimal`. fsync stays on. No statement or row reaches the log.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '50',
  shared_buffers: '256MB',
  maintenance_work_mem: '256MB',
  work_mem: '32MB',
  max_wal_size: '4GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '15min',
  jit: 'off',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/**
 * The embedded PostgreSQL of a home, started when it is not running: data in `<home>/postgres`, reached over
 * a socket only. Processes that come later use the server that runs; a server or process killed before
 * leaves nothing that must be cleaned by hand.
 *
 * @throws ZhaorenError DATABASE_NOT_STARTED
 */
export async function useEmbeddedPostgres(home: string): Promise<EmbeddedServer> {
  let place: ClusterPlace | undefined;
  try {
    place = await openClusterPlace(home);
    return await useServer(place, await socketFolder(place));
  } catch (error) {
    const path = place?.folder ?? join(home, 'postgres');
    if (error instanceof NoPlaceError || error instanceof ServerError)
      throw new ZhaorenError('DATABASE_NOT_STARTED', { path, reason: error.message });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM')
      throw new ZhaorenError('NO_PERMISSION', { path, action: '写入' }, { cause: error });
    if (code === 'ENOSPC') throw new ZhaorenError('DISK_FULL', { path }, { cause: error });
    throw error;
  }
}

class ServerError extends Error {}

async function useServer(place: ClusterPlace, socket: string): Promise<EmbeddedServer> {
  const connection: pg.ClientConfig = { host: socket, port: 5432, user: 'postgres', database: 'postgres' };
  const deadline = performance.now() + PATIENCE_MS;
  let started: Started | undefined;
  for (;;) {
    const user = new pg.Client(connection);
    // A server that goes down ends this connection: noticed at the next query, or not at all.
    user.on('error', () => {});
    try {
      await user.connect();
      await user.query('SELECT pg_advisory_lock_shared($1)', [USERS_LOCK]);
      return { connection, release: () => release(user, place) };
    } catch (error) {
      await user.end().catch(() => {});
      const { code, message } = error as Error & { code?: string };
      if (performance.now() > deadline) throw new ServerError(started?.lastWords() ?? message);
      if (code !== undefined && !PASSING.has(code)) throw new ServerError(message);
      if (started?.failed()) {
        // Somebody else may have started it, or processes of a killed server are still dying.
        if (!started.mayPass()) throw new ServerError(started.lastWords());
        started = undefined;
      }
      if ((code === 'ENOENT' || code === 'ECONNREFUSED') && started === undefined)
        started = await startServer(place, socket);
      await sleep(PAUSE_MS);
    }
  }
}

interface Started {
  failed(): boolean;
  mayPass(): boolean;
  lastWords(): string;
}

async function startServer(place: ClusterPlace, socket: string): Promise<Started> {
  const { folder, user, bin } = place;
  await removeStalePidFile(folder);
  const log = join(folder, 'data', 'server.log');
  const { size } = await stat(log).catch(() => ({ size: 0 }));
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socket });
  // The shell opens the log, so that it is done with the rights of the server's user.
  const child = spawnAs(
    user,
    '/bin/sh',
    [
      '-c',
      'exec "$@" >>"$0" 2>&1',
      log,
      join(bin, 'postgres'),
      '-D',
      join(folder, 'data'),
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { detached: true, cwd: '/', stdio: 'ignore', env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  );
  let failed = false;
  child.on('error', () => {
    failed = true;
  });
  child.on('exit', () => {
    failed = true;
  });
  child.unref();
  const words = () => (existsSync(log) ? readFileSync(log).subarray(size).toString() : '');
  return {
    failed: () => failed,
    mayPass: () =>
      /lock file "postmaster.pid" already exists|pre-existing shared memory|is another postmaster/i.test(
        words(),
      ),
    lastWords: () =>
      words()
        .trim()
        .split('\n')
        .findLast((line) => /FATAL|ERROR|unshare/.test(line)) ?? words().trim().slice(-200),
  };
}

/**
 * After a crash of the machine another process may bear the number in `postmaster.pid`, and PostgreSQL would
 * wait for it for ever. The file goes when no process at all works in the data folder.
 */
async function removeStalePidFile(folder: string): Promise<void> {
  const pid = await readPid(folder);
  if (pid === undefined || !isAlive(pid)) return;
  const data = join(folder, 'data');
  if (isWorkedIn(data) === false) await rm(join(data, 'postmaster.pid'), { force: true });
}

async function readPid(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

async function release(user: pg.Client, place: ClusterPlace): Promise<void> {
  try {
    await user.query('SELECT pg_advisory_unlock_shared($1)', [USERS_LOCK]);
    const { rows } = await user.query('SELECT pg_try_advisory_lock($1) AS last', [USERS_LOCK]);
    // Held until the server is gone: whoever asks for it meanwhile is sent away and starts anew.
    if (rows[0].last) await stopServer(place);
  } catch {
    // The server is gone already: nothing to stop.
  } finally {
    await user.end().catch(() => {});
  }
}

async function stopServer({ folder }: ClusterPlace): Promise<void> {
  const data = join(folder, 'data');
  const pid = await readPid(folder);
  if (pid === undefined || !isAlive(pid)) return;
  // The number comes out of a file: it must be that of our server.
  if ((workFolder(pid) ?? realpathSync(data)) !== realpathSync(data)) return;
  process.kill(pid, 'SIGINT');
  const deadline = performance.now() + PATIENCE_MS;
  // The file goes last; a server that was killed leaves it.
  while (existsSync(join(data, 'postmaster.pid')) && isAlive(pid) && performance.now() < deadline)
    await sleep(PAUSE_MS);
}
