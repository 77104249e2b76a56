import { isoDate } from '#domain/calendar-date.ts';
import type { Workbook } from './workbook.ts';
import { elements, stringItemText, xmlText } from './xml-text.ts';

export interface SheetRow {
  /** Row of the sheet, from 1. */
  readonly line: number;
  /** Text by column; holes where there is no cell. */
  readonly cells: readonly (string | undefined)[];
  /** Cells that took the stored result of a formula. */
  readonly formulas: number;
  /** Column of a formula without a stored result. */
  readonly uncomputed: number | null;
}

/** Columns that are looked at. */
const COLUMN_LIMIT = 16_384;

const CELL = /<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c\s*>)/g;
const ROW_START = /<(?:\w+:)?row(?=[\s/>])([^>]*?)(\/?)>/g;
const VALUE = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</;
const FORMULA = /<(?:\w+:)?f(?=[\s/>])/;

/** Streams the rows of a sheet that hold cells. @throws ZhaorenError XLSX_BOMB, XLSX_BROKEN */
export async function* readSheetRows(workbook: Workbook, part: string): AsyncGenerator<SheetRow> {
  let line = 0;
  for await (const xml of elements(workbook.readPart(part), 'row', workbook.file)) {
    let start = -1;
    // rows without cells close themselves and so stand before the next one
    for (const found of xml.matchAll(ROW_START)) {
      const number = /(?:^|\s)r\s*=\s*["'](\d+)["']/.exec(found[1]!)?.[1];
      line = number === undefined ? line + 1 : Number(number);
      start = found[2] === '/' ? -1 : found.index + found[0].length;
    }
    if (start >= 0) yield sheetRow(line, xml.slice(start), workbook);
  }
}

function sheetRow(line: number, xml: string, workbook: Workbook): SheetRow {
  const cells: (string | undefined)[] = [];
  let column = -1;
  let formulas = 0;
  let uncomputed: number | null = null;
  for (const [, attributes = '', inside = ''] of xml.matchAll(CELL)) {
    const letters = /(?:^|\s)r\s*=\s*["']([A-Z]+)/.exec(attributes)?.[1];
    column = letters === undefined ? column + 1 : columnOf(letters);
    if (column >= COLUMN_LIMIT || inside === '') continue;
    const value = VALUE.exec(inside)?.[1];
    if (FORMULA.test(inside)) {
      if (value === undefined) {
        uncomputed ??= column;
        continue;
      }
      formulas += 1;
    }
    const text = cellText(attributes, inside, value, workbook);
    if (text !== undefined && text !== '') cells[column] = text;
  }
  return { line, cells, formulas, uncomputed };
}

function cellText(
  attributes: string,
  inside: string,
  value: string | undefined,
  { sharedStrings, dateStyles, is1904 }: Workbook,
): string | undefined {
  const type = /(?:^|\s)t\s*=\s*["'](\w+)["']/.exec(attributes)?.[1] ?? 'n';
  if (type === 'inlineStr') return stringItemText(inside);
  if (value === undefined) return undefined;
  if (type === 's') return sharedStrings[Number(value)];
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n') return xmlText(value);
  const style = /(?:^|\s)s\s*=\s*["'](\d+)["']/.exec(attributes)?.[1];
  const isDay = style !== undefined && dateStyles[Number(style)] === true;
  return (isDay ? dayText(Number(value), is1904) : undefined) ?? numberText(value);
}

/** `A` → 0, `AB` → 27. */
function columnOf(letters: string): number {
  let column = 0;
  for (let i = 0; i < letters.length; i += 1) column = column * 26 + letters.charCodeAt(i) - 64;
  return column - 1;
}

const SECONDS_PER_DAY = 86_400;
const LAST_SERIAL = 2_958_465;

/** ISO day of a spreadsheet's day number, with the time when there is one; undefined for times alone. */
function dayText(serial: number, is1904: boolean): string | undefined {
  const fromZero = is1904 ? serial + 1462 : serial;
  if (!(fromZero >= 1 && fromZero < LAST_SERIAL + 1)) return undefined;
  const seconds = Math.round(fromZero * SECONDS_PER_DAY);
  // the day 60 is a 29 February 1900 that never was; before it numbers are one behind
  const day = Math.floor(seconds / SECONDS_PER_DAY) + (fromZero < 60 ? 1 : 0);
  const date = new Date(Date.UTC(1899, 11, 30) + day * SECONDS_PER_DAY * 1000);
  const text = isoDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  const time = seconds % SECONDS_PER_DAY;
  if (time === 0) return text;
  const parts = [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60];
  return `${text} ${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}

/** Digits as stored; binary fractions (`0.30000000000000004`) and exponents as a spreadsheet shows them. */
function numberText(value: string): string {
  if (/^-?\d{1,15}$/.test(value)) return value;
  const number = Number(value);
  if (Number.isNaN(number)) return xmlText(value);
  if (/^-?\d+$/.test(value)) return value;
  if (Number.isInteger(number) && Math.abs(number) < 1e21) return String(number);
  return String(Number(number.toPrecision(15)));
}
