import { constants, crc32, deflateRawSync } from 'node:zlib';
import { columnLetters, SHEET_START, sheetEnd, workbookParts, xmlText } from '#city/deliveries/xlsx-parts.ts';
import { openZipFile } from '#city/deliveries/zip-file.ts';
import type { SoundTable } from './sound-table.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const BLOCK_BYTES = 16 * 1024 * 1024;

/** Formula of a cell and, where the program saved it, its result. */
export interface FormulaCell {
  readonly formula: string;
  readonly result: string | null;
}

type SheetCell = string | FormulaCell;

function cellXml(cell: SheetCell, ref: string): string {
  if (typeof cell === 'string') return `<c r="${ref}" t="inlineStr"><is><t>${xmlText(cell)}</t></is></c>`;
  const result = cell.result === null ? '' : `<v>${xmlText(cell.result)}</v>`;
  return `<c r="${ref}" t="str"><f>${xmlText(cell.formula)}</f>${result}</c>`;
}

function sheetXml(rows: readonly (readonly SheetCell[])[]): string {
  const lines = rows.map((cells, r) => {
    const xml = cells.map((cell, c) => cellXml(cell, columnLetters(c) + (r + 1))).join('');
    return `<row r="${r + 1}">${xml}</row>`;
  });
  return SHEET_START + lines.join('') + sheetEnd([]);
}

function writeWorkbook(path: string, xml: string, parts: readonly [string, Uint8Array][] = []): void {
  const zip = openZipFile(path);
  const fixed = workbookParts({ sheets: ['Sheet1'], hasSharedStrings: false, hasMacros: parts.length > 0 });
  for (const [name, content] of fixed) zip.add(name, content);
  for (const [name, content] of parts) zip.add(name, content);
  zip.add(SHEET, xml);
  zip.close();
}

/**
 * A workbook in which column `at` is computed.
 * @param isCached whether the results were saved; without them a reader sees nothing
 */
export function writeFormulaWorkbook(path: string, table: SoundTable, at: number, isCached: boolean): void {
  const rows = table.rows.map((row, r): SheetCell[] => {
    const formula = `VLOOKUP(A${r + 2},[1]Sheet1!A:B,2,FALSE)`;
    return row.map((text, c) => (c === at ? { formula, result: isCached ? text : null } : text));
  });
  writeWorkbook(path, sheetXml([[...table.header], ...rows]));
}

/** A workbook that carries a macro project (`xl/vbaProject.bin`), which no delivery needs. */
export function writeMacroWorkbook(path: string, table: SoundTable): void {
  const project = Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex');
  writeWorkbook(path, sheetXml([table.header, ...table.rows]), [['xl/vbaProject.bin', project]]);
}

/** A good workbook, cut off by the caller. */
export function writeSoundWorkbook(path: string, table: SoundTable): void {
  writeWorkbook(path, sheetXml([table.header, ...table.rows]));
}

/**
 * A small file whose sheet unpacks to `bytes` and more of zeros.
 * @param declared size that the archive admits; null: the true one
 */
export function writeZipBomb(path: string, bytes: number, declared: number | null): void {
  const zip = openZipFile(path);
  for (const [name, content] of workbookParts({ sheets: ['Sheet1'], hasSharedStrings: false })) {
    zip.add(name, content);
  }
  const start = Buffer.from(SHEET_START);
  const zeros = Buffer.alloc(BLOCK_BYTES);
  const blocks = Math.ceil(bytes / BLOCK_BYTES);
  // each piece ends on a byte with its dictionary forgotten, so the same block can be repeated
  const packed = (content: Buffer) =>
    deflateRawSync(content, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const block = packed(zeros);
  const pieces = [
    packed(start),
    ...Array.from({ length: blocks }, () => block),
    deflateRawSync(Buffer.alloc(0)),
  ];
  let crc = crc32(start);
  for (let i = 0; i < blocks; i += 1) crc = crc32(zeros, crc);
  zip.addDeflated(SHEET, { pieces, crc, size: declared ?? start.length + blocks * BLOCK_BYTES });
  zip.close();
}

/** What a workbook with a password looks like from outside: a compound file with an encrypted package. */
export function encryptedWorkbook(): Uint8Array {
  const bytes = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.write('EncryptionInfo', 1024, 'utf16le');
  bytes.write('EncryptedPackage', 1152, 'utf16le');
  return bytes;
}
