import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

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

/** Whether any process works in that folder; undefined where the system does not tell. */
export function isWorkedIn(folder: string): boolean | undefined {
  if (process.platform !== 'linux') return undefined;
  return readdirSync('/proc').some((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}
