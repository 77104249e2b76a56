import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder to work in: the one to keep, or a temporary one that goes with the process, a kill aside. */
export function workFolder(keep: string | undefined): string {
  if (keep) return resolve(keep);
  const folder = mkdtempSync(join(tmpdir(), 'zhaoren-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => process.exit(code));
  return folder;
}
