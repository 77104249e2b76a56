import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { FileFormat } from './delivery.ts';

/** First bytes of formats that are known and not read. */
const REFUSED: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // RAR
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** Share of control characters, NUL included, above which bytes are no text. */
const BINARY_SHARE = 0.02;
const FEW_CONTROLS = 8;

/**
 * The format of a file by its first bytes (64 KiB are enough); its name means nothing. A zip is taken for a
 * workbook here, its parts are looked at later.
 * @throws ZhaorenError EMPTY_FILE, BINARY_FILE, UNSUPPORTED_FORMAT, XLSX_ENCRYPTED, PARQUET_BROKEN
 */
export function detectFormat(head: Buffer, file: string): FileFormat {
  if (head.length === 0) throw new ZhaorenError('EMPTY_FILE', { file });
  if (begins(head, ZIP)) return 'XLSX';
  if (head.toString('latin1', 0, 4) === 'PAR1') return 'PARQUET';
  if (begins(head, COMPOUND)) {
    const isEncrypted = head.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new ZhaorenError(isEncrypted ? 'XLSX_ENCRYPTED' : 'UNSUPPORTED_FORMAT', { file });
  }
  if (begins(head, EMPTY_ZIP) || REFUSED.some((magic) => begins(head, magic)))
    throw new ZhaorenError('UNSUPPORTED_FORMAT', { file });

  const isUtf16 = begins(head, [0xff, 0xfe]) || begins(head, [0xfe, 0xff]);
  if (!isUtf16 && isBinary(head)) throw new ZhaorenError('BINARY_FILE', { file });
  const text = head
    .toString(isUtf16 ? 'utf16le' : 'latin1')
    .replace(/^(\u00ef\u00bb\u00bf|\ufeff|\ufffe)/, '');
  const start = text.trimStart();
  if (start === '') throw new ZhaorenError('EMPTY_FILE', { file });
  if (/^\{/.test(start)) return 'JSONL';
  if (/^\[\s*[{[\]]|^<(!doctype|html|\?xml|table)/i.test(start))
    throw new ZhaorenError('UNSUPPORTED_FORMAT', { file });
  return 'CSV';
}

function begins(head: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, i) => head[i] === byte);
}

function isBinary(head: Buffer): boolean {
  let controls = 0;
  for (const byte of head) {
    const isText = byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c;
    // an old end-of-file mark and the field marks of some exports do no harm
    if (!isText && byte !== 0x1a) controls += 1;
  }
  return controls > FEW_CONTROLS && controls > head.length * BINARY_SHARE;
}
