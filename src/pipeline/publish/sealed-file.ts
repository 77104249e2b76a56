import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedFile } from '#domain/contracts/publication-manifest.ts';

/** Brings a finished file to the disk for good and describes it. `file` is relative to `folder`. */
export async function sealedFile(folder: string, file: string, rows: number): Promise<PublishedFile> {
  const handle = await open(join(folder, file));
  try {
    await handle.sync();
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
    return { file, rows, bytes, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}
