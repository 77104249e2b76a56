import type { Cell } from './cell-format.ts';
import type { DeliveryColumn, DeliveryFile, DeliveryLayout } from './delivery-file.ts';
import {
  CELL_STYLES,
  columnLetters,
  SHEET_START,
  sharedStringsStart,
  sheetEnd,
  workbookParts,
  xmlText,
} from './xlsx-parts.ts';
import { openZipFile } from './zip-file.ts';

const NOTES = [
  '填报说明',
  '1. 身份证号码须为18位，以文本格式填写。',
  '2. 日期按“年-月-日”填写，不详的可以不填。',
  '3. 每月5日前报送，逾期视为无变动。',
];
const MS_PER_DAY = 86_400_000;
/** Day 0 of spreadsheets, right for days since 1900-03-01. */
const SERIAL_ORIGIN = Date.UTC(1899, 11, 30);

function serialOf(day: string): number {
  return (Date.parse(day) - SERIAL_ORIGIN) / MS_PER_DAY;
}

interface SheetCells {
  text(ref: string, text: string, style?: number): string;
}

/** Where texts stand: in the sheet itself, or once in a table at the end. */
function textCells(strings: Map<string, number> | null): SheetCells & { uses(): number } {
  let uses = 0;
  return {
    text: (ref, text, style = CELL_STYLES.GENERAL) => {
      const head = `<c r="${ref}"${style === CELL_STYLES.GENERAL ? '' : ` s="${style}"`}`;
      if (strings === null) {
        return `${head} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
      }
      uses += 1;
      let index = strings.get(text);
      if (index === undefined) {
        index = strings.size;
        strings.set(text, index);
      }
      return `${head} t="s"><v>${index}</v></c>`;
    },
    uses: () => uses,
  };
}

function valueCell(cells: SheetCells, ref: string, cell: Cell, kind: DeliveryColumn['kind']): string {
  if (cell === null || cell === '') return '';
  if (kind === 'DATE' && typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell)) {
    const serial = serialOf(cell);
    if (serial > 60) return `<c r="${ref}" s="${CELL_STYLES.DATE}"><v>${serial}</v></c>`;
  }
  if (typeof cell === 'number') {
    const style = kind === 'AMOUNT' ? ` s="${CELL_STYLES.AMOUNT}"` : '';
    return `<c r="${ref}"${style}><v>${cell}</v></c>`;
  }
  if (typeof cell === 'boolean') return `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  return cells.text(ref, cell);
}

/** Ranges that two header lines merge: a group over its columns, a lone word over both lines. */
function headerMerges(columns: readonly DeliveryColumn[], upper: number): string[] {
  const merges: string[] = [];
  for (let start = 0; start < columns.length; ) {
    const { group } = columns[start]!;
    let end = start;
    while (group !== null && columns[end + 1]?.group === group) end += 1;
    const isLone = group === null;
    if (isLone) merges.push(`${columnLetters(start)}${upper}:${columnLetters(start)}${upper + 1}`);
    else if (end > start) merges.push(`${columnLetters(start)}${upper}:${columnLetters(end)}${upper}`);
    start = end + 1;
  }
  return merges;
}

/** A workbook as offices make it: title, header of one or two lines, records, total, signature, notes. */
export function openXlsxFile(
  path: string,
  { shape, columns, title, signature }: DeliveryLayout,
): DeliveryFile {
  const zip = openZipFile(path);
  const strings = shape.strings === 'SHARED' ? new Map<string, number>() : null;
  const cells = textCells(strings);
  const sheets = shape.notes_sheet ? ['Sheet1', '填报说明'] : ['Sheet1'];
  for (const [name, xml] of workbookParts({ sheets, hasSharedStrings: strings !== null })) zip.add(name, xml);
  const refs = columns.map((_, i) => columnLetters(i));
  const lastRef = refs.at(-1)!;
  const merges: string[] = [];
  const sums = columns.map(() => 0);
  let row = 0;
  let records = 0;

  if (shape.notes_sheet) {
    const rows = NOTES.map((note, i) => `<row r="${i + 1}">${cells.text(`A${i + 1}`, note)}</row>`);
    zip.add('xl/worksheets/sheet2.xml', SHEET_START + rows.join('') + sheetEnd([]));
  }
  const sheet = zip.begin('xl/worksheets/sheet1.xml');
  sheet.write(SHEET_START);
  const writeCells = (xml: string): number => {
    sheet.write(`<row r="${row}">${xml}</row>`);
    return row;
  };
  const writeTexts = (texts: readonly (string | null)[], style?: number): number => {
    row += 1;
    return writeCells(
      texts.map((text, i) => (text === null ? '' : cells.text(refs[i]! + row, text, style))).join(''),
    );
  };

  if (shape.title) {
    writeTexts([title], CELL_STYLES.TITLE);
    merges.push(`A${row}:${lastRef}${row}`);
  }
  if (shape.header === 'TWO_LINE') {
    merges.push(...headerMerges(columns, row + 1));
    writeTexts(
      columns.map(({ group, word }, i) =>
        group === null ? word : columns[i - 1]?.group === group ? null : group,
      ),
    );
    writeTexts(columns.map(({ group, word }) => (group === null ? null : word)));
  } else {
    writeTexts(columns.map(({ word }) => word));
  }

  function writeTotal(): number {
    row += 1;
    const count = records;
    return writeCells(
      columns
        .map(({ kind }, i) => {
          if (i === 0) return cells.text(refs[i]! + row, '合计');
          if (i === 1) return `<c r="${refs[i]}${row}"><v>${count}</v></c>`;
          return kind === 'AMOUNT' ? `<c r="${refs[i]}${row}"><v>${sums[i]!.toFixed(2)}</v></c>` : '';
        })
        .join(''),
    );
  }

  return Object.freeze({
    writeRow: (values: readonly Cell[]) => {
      row += 1;
      records += 1;
      let xml = '';
      for (let i = 0; i < columns.length; i += 1) {
        const value = values[i] ?? null;
        const { kind } = columns[i]!;
        if (kind === 'AMOUNT' && typeof value === 'number') sums[i]! += value;
        xml += valueCell(cells, refs[i]! + row, value, kind);
      }
      return writeCells(xml);
    },
    close: () => {
      const junkLines: number[] = [];
      if (shape.total) junkLines.push(writeTotal());
      if (shape.signature) junkLines.push(writeTexts(signature.slice(0, columns.length)));
      sheet.write(sheetEnd(merges));
      sheet.end();
      if (strings !== null) {
        const table = zip.begin('xl/sharedStrings.xml');
        table.write(sharedStringsStart(cells.uses(), strings.size));
        for (const text of strings.keys())
          table.write(`<si><t xml:space="preserve">${xmlText(text)}</t></si>`);
        table.write('</sst>');
        table.end();
      }
      return { bytes: zip.close(), junkLines };
    },
  });
}
