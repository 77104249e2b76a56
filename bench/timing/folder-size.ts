import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes that the files of a folder take on disk, all levels. */
export function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).blocks * 512, 0);
}
