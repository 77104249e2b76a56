import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const MAIN = resolve(import.meta.dirname, '../src/cli/main.ts');

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command line in a process of its own, as a user would. */
export function startZhaoren(home: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { ...process.env, ZHAOREN_HOME: home, DATABASE_URL: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the command line to its end. */
export async function zhaoren(home: string, ...args: readonly string[]): Promise<Outcome> {
  const child = startZhaoren(home, args);
  child.stdin!.end();
  return await outcome(child);
}

export async function outcome(child: ChildProcess): Promise<Outcome> {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { code, signal, stdout, stderr };
}

/** A small city in `<directory>/deliveries`, its truth beside it. */
export async function smallCity(directory: string, people: number, seed = 7): Promise<string> {
  const out = join(directory, 'deliveries');
  const made = await zhaoren(
    directory,
    'city',
    '--region',
    '640402',
    '--people',
    String(people),
    '--seed',
    String(seed),
    '--out',
    out,
  );
  if (made.code !== 0) throw new Error(`the city was not made: ${made.stderr}`);
  return out;
}
