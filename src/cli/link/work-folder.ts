import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileError } from '#pipeline/sources/file-errors.ts';

/**
 * Does work with a folder that only this user may enter, and removes it whatever happens, Ctrl-C included.
 * It stands where `TMPDIR` says.
 * @throws ZhaorenError DISK_FULL, NO_PERMISSION
 */
export async function withWorkFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'zhaoren-link-')).catch((cause) => {
    throw fileError(cause, tmpdir(), '写入');
  });
  const interrupted = () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work(folder);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await rm(folder, { recursive: true, force: true });
  }
}
