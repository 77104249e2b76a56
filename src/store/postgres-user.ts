import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/**
 * As whom PostgreSQL runs, which refuses root: as ourselves; as ourselves under another number in a user
 * namespace, where files keep their owner; or as another user of the system.
 */
export type PostgresUser =
  | { readonly kind: 'self' }
  | { readonly kind: 'namespace'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'service'; readonly uid: number; readonly gid: number };

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The accounts of this system; empty where there is no `/etc/passwd`. */
export async function readAccounts(): Promise<Account[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/**
 * Users to try, best first, for data owned by `owner` (undefined: no data yet).
 *
 * - not root: ourselves, or a namespace when our number has no account, because initdb wants a name for it
 * - root: the owner of the data if that is another; else a namespace, which works even below folders that
 *   only root can read; else the account `postgres` or `nobody`, where namespaces are forbidden
 */
export async function postgresUsers(owner: number | undefined): Promise<PostgresUser[]> {
  const uid = process.geteuid?.();
  if (uid === undefined) return [{ kind: 'self' }];
  const accounts = await readAccounts();
  if (uid !== 0 && accounts.some((account) => account.uid === uid)) return [{ kind: 'self' }];
  if (uid === 0 && owner !== undefined && owner !== 0) {
    const gid = accounts.find((account) => account.uid === owner)?.gid ?? owner;
    return [{ kind: 'service', uid: owner, gid }];
  }
  const users: PostgresUser[] = [];
  const mapped = accounts.find((account) => account.uid !== 0);
  if (mapped && (await mayUnshare(mapped)))
    users.push({ kind: 'namespace', uid: mapped.uid, gid: mapped.gid });
  // Data of root can only be read by root.
  if (uid === 0 && owner === undefined)
    for (const name of ['postgres', 'nobody']) {
      const account = accounts.find((other) => other.name === name);
      if (account) users.push({ kind: 'service', uid: account.uid, gid: account.gid });
    }
  return users;
}

/** Starts a program as that user; `process.execve` semantics: its pid is the pid of the child. */
export function spawnAs(
  user: PostgresUser,
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  if (user.kind === 'namespace')
    return spawn('unshare', [...unshareFlags(user), '--', program, ...args], options);
  return spawn(
    program,
    args,
    user.kind === 'service' ? { ...options, uid: user.uid, gid: user.gid } : options,
  );
}

/** Runs a program to its end as that user. @returns exit code, and what it wrote to stderr */
export async function runAs(
  user: PostgresUser,
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<{ exitCode: number | null; errorText: string }> {
  const child = spawnAs(user, program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let errorText = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errorText += text;
  });
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, errorText };
  } catch (error) {
    // The program cannot even be started.
    return { exitCode: null, errorText: (error as Error).message };
  }
}

function unshareFlags({ uid, gid }: { uid: number; gid: number }): string[] {
  return ['--user', `--map-user=${uid}`, `--map-group=${gid}`];
}

async function mayUnshare(account: Account): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const { exitCode } = await runAs({ kind: 'namespace', uid: account.uid, gid: account.gid }, 'true', []);
  return exitCode === 0;
}
