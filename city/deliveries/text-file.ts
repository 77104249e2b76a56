import { closeSync, openSync, writeSync } from 'node:fs';
import type { DeliveryShape } from './delivery-shape.ts';
import { encodeGb18030 } from './gb18030-encoder.ts';

/** A text file written in order, encoded in pieces; memory does not grow with the file. */
export interface TextFile {
  /** `text` ends a line or not; no piece may split a surrogate pair. */
  write(text: string): void;
  /** Returns the size in bytes. */
  close(): number;
}

/** Characters that are gathered before they are encoded. */
const PIECE_LENGTH = 64 * 1024;
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

const utf8 = new TextEncoder();
/** Shared by all files: a piece is encoded and written before the next one begins. */
let bytes = new Uint8Array(PIECE_LENGTH * 8);

export function openTextFile(path: string, encoding: DeliveryShape['encoding']): TextFile {
  const handle = openSync(path, 'w');
  let pending = '';
  let size = 0;
  const put = (piece: Uint8Array) => {
    for (let at = 0; at < piece.length; ) at += writeSync(handle, piece, at);
    size += piece.length;
  };
  const flush = () => {
    if (bytes.length < pending.length * 4) bytes = new Uint8Array(pending.length * 4);
    const length =
      encoding === 'GB18030' ? encodeGb18030(pending, bytes) : utf8.encodeInto(pending, bytes).written;
    put(bytes.subarray(0, length));
    pending = '';
  };
  if (encoding === 'UTF8_BOM') put(BYTE_ORDER_MARK);
  return Object.freeze({
    write: (text: string) => {
      pending += text;
      if (pending.length >= PIECE_LENGTH) flush();
    },
    close: () => {
      flush();
      closeSync(handle);
      return size;
    },
  });
}
