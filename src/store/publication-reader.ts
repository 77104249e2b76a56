import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  CURRENT_FILE,
  MANIFEST_FILE,
  PUBLISHED_FOLDER,
  type Publication,
  type PublishedFile,
  parseCurrent,
} from '#domain/contracts/publication-manifest.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';

/** Number of the publication that `CURRENT` names. @throws ZhaorenError NO_RUN before the first */
export async function readCurrentNumber(home: string): Promise<number> {
  const path = join(home, PUBLISHED_FOLDER, CURRENT_FILE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new ZhaorenError('NO_RUN', { home });
    throw error;
  });
  const number = parseCurrent(text);
  if (number === undefined) throw new ZhaorenError('PUBLICATION_DAMAGED', { file: path });
  return number;
}

/** A publication and the hash of its manifest. @throws ZhaorenError PUBLICATION_DAMAGED when there is none */
export async function readPublication(
  home: string,
  number: number,
): Promise<{ publication: Publication; sha256: string }> {
  const file = publishedPath(home, number, MANIFEST_FILE);
  try {
    const text = await readFile(file, 'utf8');
    return {
      publication: JSON.parse(text) as Publication,
      sha256: createHash('sha256').update(text).digest('hex'),
    };
  } catch (cause) {
    throw new ZhaorenError('PUBLICATION_DAMAGED', { file }, { cause });
  }
}

/** Reads the file once to see that it is what the manifest says. @throws ZhaorenError PUBLICATION_DAMAGED */
export async function checkPublishedFile(home: string, number: number, file: PublishedFile): Promise<void> {
  const path = publishedPath(home, number, file.file);
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  } catch (cause) {
    throw new ZhaorenError('PUBLICATION_DAMAGED', { file: path }, { cause });
  }
  if (hash.digest('hex') !== file.sha256) throw new ZhaorenError('PUBLICATION_DAMAGED', { file: path });
}

/** Path of a file of a publication. */
export function publishedPath(home: string, number: number, file: string): string {
  return join(home, PUBLISHED_FOLDER, String(number), file);
}
