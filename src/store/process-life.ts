import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

/** Whether a process of that number runs. One that has ended and that nobody has fetched yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // Ended just now, or a system without /proc.
    return process.platform !== 'linux';
  }
}

/** The folder in which a process works; undefined where the system does not tell us. */
export function workFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Whether any process is known to work in that folder; undefined where the system does not tell. */
export function isWorkedIn(folder: string): boolean | undefined {
  if (process.platform !== 'linux') return undefined;
  const path = realpathSync(folder);
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && workFolder(Number(name)) === path);
}
