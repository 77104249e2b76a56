import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';

/** A home whose database is made but not running: copied, it spares every test the making. */
let template: string;
let home: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'embedded-'));
  await (await openDatabase({ home: template })).close();
});

afterAll(() => rmSync(template, { recursive: true }));

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'embedded-'));
  cpSync(template, home, { recursive: true });
});

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  if (existsSync(pidFile())) await (await openDatabase({ home })).close();
  rmSync(home, { recursive: true });
});

const pidFile = () => join(home, 'postgres/data/postmaster.pid');
const serverPid = () => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10);

/** Another process that has the home's database open until its standard input ends. */
async function otherUser(): Promise<ChildProcess> {
  const script = join(home, 'user.ts');
  writeFileSync(
    script,
    `import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, 'database.ts'))};
     const database = await openDatabase({ home: ${JSON.stringify(home)} });
     process.stdout.write('open');
     process.stdin.resume().on('end', () => database.close());`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

describe('the embedded database', () => {
  it('is made, keeps its rows over a restart, and leaves no process behind', async () => {
    const first = await openDatabase({ home });
    await first.query('CREATE TABLE zhaoren.kept AS SELECT 1 AS n');
    const pid = serverPid();
    await first.close();
    expect(existsSync(pidFile())).toBe(false);
    expect(existsSync(`/proc/${pid}/cwd`)).toBe(false);
    const second = await openDatabase({ home });
    expect(await second.query('SELECT n FROM zhaoren.kept')).toEqual([{ n: 1 }]);
    await second.close();
  });

  it('listens on no network and is closed to other accounts', async () => {
    const database = await openDatabase({ home });
    const [row] = await database.query(`
      SELECT
        current_setting('listen_addresses') AS addresses,
        current_setting('unix_socket_permissions') AS permissions,
        current_setting('fsync') AS fsync`);
    expect(row).toEqual({ addresses: '', permissions: '0700', fsync: 'on' });
    await database.close();
  });

  it('is shared by processes and stopped by the last of them', async () => {
    const other = await otherUser();
    const pid = serverPid();
    const database = await openDatabase({ home });
    expect(serverPid()).toBe(pid);
    other.stdin!.end();
    await once(other, 'exit');
    expect(await database.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await database.close();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('comes up for everybody who opens it at the same moment, again and again', async () => {
    rmSync(join(home, 'postgres'), { recursive: true });
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ home })));
    await Promise.all(opened.map((database) => database.close()));
    // One leaves while another comes.
    for (let round = 0; round < 5; round++) {
      const leaving = await openDatabase({ home });
      const [, coming] = await Promise.all([leaving.close(), openDatabase({ home })]);
      expect(await coming.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
      await coming.close();
    }
    expect(existsSync(pidFile())).toBe(false);
  });

  it('serves on after the process that started it was killed', async () => {
    const other = await otherUser();
    const pid = serverPid();
    other.kill('SIGKILL');
    await once(other, 'exit');
    const database = await openDatabase({ home });
    expect(serverPid()).toBe(pid);
    await database.close();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('comes back after the server was killed', async () => {
    const first = await openDatabase({ home });
    await first.query('CREATE TABLE zhaoren.kept AS SELECT 1 AS n');
    process.kill(serverPid(), 'SIGKILL');
    await first.close();
    expect(existsSync(pidFile())).toBe(true);
    const second = await openDatabase({ home });
    expect(await second.query('SELECT n FROM zhaoren.kept')).toEqual([{ n: 1 }]);
    await second.close();
  });

  it.runIf(process.platform === 'linux')(
    'starts although another program now bears the number of the dead server',
    async () => {
      const first = await openDatabase({ home });
      const pid = serverPid();
      process.kill(pid, 'SIGKILL');
      await first.close();
      const text = readFileSync(pidFile(), 'utf8');
      const stranger = spawn('sleep', ['60']);
      children.push(stranger);
      writeFileSync(pidFile(), text.replace(String(pid), String(stranger.pid)));
      const second = await openDatabase({ home });
      expect(serverPid()).not.toBe(stranger.pid);
      await second.close();
    },
  );

  it('is made anew where a process was killed while making it', async () => {
    rmSync(join(home, 'postgres/data'), { recursive: true });
    mkdirSync(join(home, 'postgres/data-of-999999999-abc/base'), { recursive: true });
    const database = await openDatabase({ home });
    expect(readdirSync(join(home, 'postgres')).filter((name) => name.startsWith('data'))).toEqual(['data']);
    await database.close();
  });

  it('lies in a folder whose name is too long for a socket', async () => {
    const folder = join(home, '很长的目录名'.repeat(8));
    const database = await openDatabase({ home: folder });
    const [row] = await database.query<{ path: string }>(
      "SELECT current_setting('unix_socket_directories') AS path",
    );
    expect(row!.path).toMatch(/^\/tmp\/zhaoren-[0-9a-f]{16}$/);
    await database.close();
    rmSync(row!.path, { recursive: true });
  });

  it('says why it cannot be started', async () => {
    await (await openDatabase({ home })).close();
    writeFileSync(join(home, 'postgres/data/PG_VERSION'), '17\n');
    await expect(openDatabase({ home })).rejects.toMatchObject({
      code: 'DATABASE_NOT_STARTED',
      message: expect.stringContaining('database files are incompatible with server'),
    });
  });
});
