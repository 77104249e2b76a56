import { closeSync, openSync, writeSync } from 'node:fs';
import { Zip, ZipDeflate, type ZipInputFile } from 'fflate';

/** A zip archive written in order; its bytes depend on names and contents alone. */
export interface ZipFile {
  /** Adds a whole entry. */
  add(name: string, content: string | Uint8Array): void;
  /** Begins an entry that comes in pieces; it must end before the next one begins. */
  begin(name: string): ZipEntry;
  /** Adds an entry that is compressed already. */
  addDeflated(name: string, entry: DeflatedEntry): void;
  /** Returns the size in bytes. */
  close(): number;
}

export interface ZipEntry {
  write(piece: string | Uint8Array): void;
  end(): void;
}

/** Raw deflate data with what the archive says of it, true or not. */
export interface DeflatedEntry {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly crc: number;
  /** Declared size of the content in bytes. */
  readonly size: number;
}

/** Local time, because archives store wall-clock time: the same bytes in every zone. */
const ENTRY_TIME = new Date(2026, 0, 1);
const NOTHING = new Uint8Array(0);
const PIECE_LENGTH = 64 * 1024;

const utf8 = new TextEncoder();

export function openZipFile(path: string): ZipFile {
  const handle = openSync(path, 'w');
  let size = 0;
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    for (let at = 0; at < piece.length; ) at += writeSync(handle, piece, at);
    size += piece.length;
  });

  function begin(name: string): ZipEntry {
    const entry = new ZipDeflate(name, { level: 5 });
    entry.mtime = ENTRY_TIME;
    // MS-DOS as origin: no file rights in the archive
    entry.os = 0;
    zip.add(entry);
    let pending = '';
    const flush = () => {
      if (pending !== '') entry.push(utf8.encode(pending));
      pending = '';
    };
    return {
      write: (piece) => {
        if (typeof piece === 'string') {
          pending += piece;
          if (pending.length >= PIECE_LENGTH) flush();
        } else {
          flush();
          entry.push(piece);
        }
      },
      end: () => {
        flush();
        entry.push(NOTHING, true);
      },
    };
  }

  return Object.freeze({
    begin,
    add: (name: string, content: string | Uint8Array) => {
      const entry = begin(name);
      entry.write(content);
      entry.end();
    },
    addDeflated: (name: string, { pieces, crc, size: declared }: DeflatedEntry) => {
      const entry: ZipInputFile = {
        filename: name,
        crc,
        size: declared,
        compression: 8,
        mtime: ENTRY_TIME,
        os: 0,
      };
      zip.add(entry);
      for (const [i, piece] of pieces.entries()) entry.ondata!(null, piece, i === pieces.length - 1);
    },
    close: () => {
      zip.end();
      closeSync(handle);
      return size;
    },
  });
}
