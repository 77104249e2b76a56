import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileError } from './file-errors.ts';

const CHUNK_BYTES = 1024 * 1024;
const INCOMING = 'incoming-';

/** A file that has been read through and copied, and is not yet in the store. */
export interface IncomingFile {
  readonly sha256: string;
  readonly bytes: number;
  /** The first megabyte. */
  readonly head: Buffer;
  /** Where the copy stands until it is kept. */
  readonly path: string;
  /** Moves the copy to `raw/<sha256>/<file>`, read-only; does nothing when the bytes are there already. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Path of a delivery's bytes. */
export function rawPath(home: string, sha256: string, file: string): string {
  return join(home, 'raw', sha256, basename(file));
}

/** Removes copies that a killed process left behind. */
export async function discardUnfinished(home: string): Promise<void> {
  const raw = join(home, 'raw');
  if (!existsSync(raw)) return;
  for (const name of await readdir(raw))
    if (name.startsWith(INCOMING)) await rm(join(raw, name), { force: true });
}

/**
 * Copies a file into the lake, hashing on the way, so that sender and bureau speak of the same bytes even
 * when the file changes meanwhile. The copy is whole or not there.
 * @param observe sees the bytes as they pass
 * @throws ZhaorenError NO_PERMISSION, DISK_FULL
 */
export async function receiveFile(
  home: string,
  path: string,
  observe: (bytes: Buffer) => void,
): Promise<IncomingFile> {
  const from = await open(path, 'r').catch((cause) => {
    throw fileError(cause, path, '读取');
  });
  const incoming = join(home, 'raw', INCOMING + process.pid);
  const hash = createHash('sha256');
  let bytes = 0;
  let head: Buffer = Buffer.alloc(0);
  try {
    const to = await openIncoming(incoming);
    try {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (;;) {
        const { bytesRead } = await from.read(chunk, 0, CHUNK_BYTES, null).catch((cause) => {
          throw fileError(cause, path, '读取');
        });
        if (bytesRead === 0) break;
        const read = chunk.subarray(0, bytesRead);
        if (bytes === 0) head = Buffer.from(read);
        bytes += bytesRead;
        hash.update(read);
        observe(read);
        await to.write(read);
      }
      await to.sync();
    } finally {
      await to.close();
    }
  } catch (cause) {
    await rm(incoming, { force: true });
    throw fileError(cause, incoming, '写入');
  } finally {
    await from.close();
  }

  const sha256 = hash.digest('hex');
  return {
    sha256,
    bytes,
    head,
    path: incoming,
    async keep() {
      const kept = rawPath(home, sha256, path);
      if (existsSync(kept)) return await rm(incoming, { force: true });
      await mkdir(join(home, 'raw', sha256), { recursive: true });
      await chmod(incoming, 0o440);
      await rename(incoming, kept);
    },
    discard: () => rm(incoming, { force: true }),
  };
}

async function openIncoming(path: string): Promise<FileHandle> {
  await mkdir(join(path, '..'), { recursive: true });
  return await open(path, 'w', 0o600);
}
