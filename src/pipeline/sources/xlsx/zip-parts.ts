import { type Entry, open, type ZipFile } from 'yauzl';
import { ZhaorenError } from '#domain/error-catalogue.ts';

/** What a zip may unpack to; beyond it is refused as a bomb. */
export interface UnpackLimits {
  /** All parts together, unpacked. */
  readonly bytes: number;
  /** Unpacked over packed size of a part, for parts above `ratioFromBytes`. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  readonly parts: number;
}

/** A full sheet (1,048,576 rows, 30 columns) unpacks to about 2 GB, at most 40 times its packed size. */
export const UNPACK_LIMITS: UnpackLimits = Object.freeze({
  bytes: 3 * 1024 ** 3,
  ratio: 200,
  ratioFromBytes: 32 * 1024 ** 2,
  parts: 5000,
});

/** The parts of an open zip file. */
export interface ZipParts {
  readonly names: readonly string[];
  /** Text of a part in pieces. @throws ZhaorenError XLSX_BOMB, XLSX_BROKEN */
  read(name: string): AsyncGenerator<string>;
  close(): void;
}

/**
 * Opens a zip by its directory and refuses a bomb before anything is unpacked. While reading, parts are held
 * to the sizes that the directory declares.
 * @throws ZhaorenError XLSX_BOMB, XLSX_BROKEN, XLSX_ENCRYPTED
 */
export async function openZipParts(path: string, file: string, limits = UNPACK_LIMITS): Promise<ZipParts> {
  const broken = (cause: unknown) => new ZhaorenError('XLSX_BROKEN', { file }, { cause });
  const zip = await openZip(path).catch((cause) => {
    throw broken(cause);
  });
  const entries = new Map<string, Entry>();
  let bytes = 0;
  try {
    for await (const entry of directory(zip)) {
      if (entry.isEncrypted()) throw new ZhaorenError('XLSX_ENCRYPTED', { file });
      bytes += entry.uncompressedSize;
      const dense = Math.max(limits.ratioFromBytes, entry.compressedSize * limits.ratio);
      if (entry.uncompressedSize > dense) throw new ZhaorenError('XLSX_BOMB', { file, limitBytes: dense });
      if (bytes > limits.bytes || entries.size >= limits.parts)
        throw new ZhaorenError('XLSX_BOMB', { file, limitBytes: limits.bytes });
      entries.set(entry.fileName, entry);
    }
  } catch (cause) {
    zip.close();
    throw cause instanceof ZhaorenError ? cause : broken(cause);
  }
  return Object.freeze({
    names: [...entries.keys()],
    async *read(name: string) {
      const entry = entries.get(name);
      if (entry === undefined) throw broken(new Error(`no part ${name}`));
      const decoder = new TextDecoder('utf-8');
      try {
        for await (const chunk of await openPart(zip, entry))
          yield decoder.decode(chunk as Buffer, { stream: true });
      } catch (cause) {
        // more bytes than the directory says: it was made to deceive
        const isLie = cause instanceof Error && /too many bytes/.test(cause.message);
        throw isLie
          ? new ZhaorenError('XLSX_BOMB', { file, limitBytes: entry.uncompressedSize })
          : broken(cause);
      }
      yield decoder.decode();
    },
    close: () => zip.close(),
  });
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

async function* directory(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      const settle = (settled: () => void) => {
        zip.removeAllListeners();
        settled();
      };
      zip.once('entry', (next: Entry) => settle(() => resolve(next)));
      zip.once('end', () => settle(() => resolve(undefined)));
      zip.once('error', (error) => settle(() => reject(error)));
      zip.readEntry();
    });
    if (entry === undefined) return;
    yield entry;
  }
}

function openPart(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}
