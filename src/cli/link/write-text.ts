import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError } from '#pipeline/sources/file-errors.ts';

/** Writes a text file that appears whole or not at all. @throws ZhaorenError DISK_FULL, NO_PERMISSION */
export async function writeText(path: string, text: string, mode = 0o666): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await rm(unfinished, { force: true });
    await writeFile(unfinished, text, { mode });
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw fileError(cause, path, '写入');
  }
}
