import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watchTree } from './process-tree.ts';

export interface TimedCommand {
  readonly seconds: number;
  /** Largest memory of the process and all below it, looked at five times a second; null where unknown. */
  readonly peakBytes: number | null;
  /** Processor time of all of them: what a busy machine does not lengthen. Null where unknown. */
  readonly cpuSeconds: number | null;
  readonly output: string;
}

const LOOK_EVERY_MS = 200;

/**
 * Runs a TypeScript file of the project to its end in a process of its own. Its standard error goes to ours.
 * @param accepted exit codes that are no failure
 * @throws Error with the command when it ends otherwise
 */
export async function timeCommand(
  file: string,
  args: readonly string[],
  { env = {}, accepted = [0] }: { env?: Readonly<Record<string, string>>; accepted?: readonly number[] } = {},
): Promise<TimedCommand> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  let peakBytes: number | null = null;
  let cpuSeconds: number | null = null;
  const tree = watchTree(child.pid ?? -1);
  const timer = setInterval(() => {
    const use = tree.read();
    if (use === null) return;
    peakBytes = Math.max(peakBytes ?? 0, use.bytes);
    cpuSeconds = use.cpuSeconds;
  }, LOOK_EVERY_MS);
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (code === null || !accepted.includes(code))
      throw new Error(`${[file, ...args].join(' ')} ended with ${code ?? signal}\n${output.slice(-2000)}`);
    return { seconds: (performance.now() - started) / 1000, peakBytes, cpuSeconds, output };
  } finally {
    clearInterval(timer);
  }
}
