import type { SourceColumn } from '#catalogue/load-catalogue.ts';
import type { CleanValue } from '#city/population/clean-record.ts';
import { ETHNIC_GROUPS } from '#domain/ethnic-group.ts';
import type { DeliveryShape } from './delivery-shape.ts';

/** What stands in a cell; a day of a DATE column is its ISO text, an amount a number of yuan. */
export type Cell = string | number | boolean | null;
export type CellKind = 'TEXT' | 'INTEGER' | 'AMOUNT' | 'DATE' | 'BOOLEAN';

export interface CellFormat {
  readonly kind: CellKind;
  /** `variety`: any whole number ≥ 0 that belongs to the row; decides between equal words. */
  write(value: CleanValue, variety: number): Cell;
}

const BLANK_WORDS = { EMPTY: '', NULL_WORD: 'NULL', DASH: '-' } as const;

/** ISO day → text. */
const DATE_STYLES: Readonly<Record<Exclude<DeliveryShape['date'], 'NATIVE'>, (day: string) => string>> = {
  DASHED: (day) => day,
  COMPACT: (day) => day.slice(0, 4) + day.slice(5, 7) + day.slice(8),
  SLASHED: (day) => `${day.slice(0, 4)}/${Number(day.slice(5, 7))}/${Number(day.slice(8))}`,
  CHINESE: (day) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`,
  DATE_TIME: (day) => `${day} 00:00:00`,
};

/** `YYYY-MM` → text. */
const MONTH_STYLES: Readonly<Record<DeliveryShape['month'], (month: string) => string>> = {
  COMPACT: (month) => month.slice(0, 4) + month.slice(5),
  DASHED: (month) => month,
  CHINESE: (month) => `${month.slice(0, 4)}年${month.slice(5)}月`,
};

const BOOL_WORDS = { WORD: ['否', '是'], DIGIT: ['0', '1'], LETTER: ['N', 'Y'] } as const;

function yuan(fen: number, isGrouped: boolean): string {
  const text = (fen / 100).toFixed(2);
  return isGrouped ? text.replace(/\B(?=(\d{3})+\.)/g, ',') : text;
}

/** Code → the words that the definition gives it, in its order. */
function wordsByCode(column: SourceColumn): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  for (const [word, code] of Object.entries(column.codes ?? {})) {
    const known = words.get(code);
    if (known === undefined) words.set(code, [word]);
    else known.push(word);
  }
  return words;
}

function codeFormat(column: SourceColumn, shape: DeliveryShape): CellFormat['write'] {
  const words = wordsByCode(column);
  return (value, variety) => {
    const choice = words.get(String(value));
    if (choice === undefined) {
      throw new Error(`no word for the code ${value} of ${column.column} in the source definition`);
    }
    const at =
      shape.words === 'FIRST' ? 0 : shape.words === 'LAST' ? choice.length - 1 : variety % choice.length;
    return choice[at]!;
  };
}

function ethnicityFormat(shape: DeliveryShape): CellFormat['write'] {
  return (value) => {
    const code = String(value);
    const name = ETHNIC_GROUPS.get(code) ?? code;
    if (shape.ethnicity === 'CODE') return code;
    return shape.ethnicity === 'NAME' || name.length < 3 ? name : name.replace(/族$/, '');
  };
}

function numberGuard(shape: DeliveryShape): CellFormat['write'] {
  if (shape.guard === 'TAB') return (value) => `${value}\t`;
  if (shape.guard === 'APOSTROPHE') return (value) => `'${value}`;
  if (shape.format === 'XLSX') return (value) => (typeof value === 'number' ? value : String(value));
  return String;
}

function valueFormat(column: SourceColumn, shape: DeliveryShape): CellFormat {
  const isTyped = shape.format !== 'CSV';
  switch (column.type) {
    case 'date': {
      if (shape.date === 'NATIVE') return { kind: isTyped ? 'DATE' : 'TEXT', write: String };
      const style = DATE_STYLES[shape.date];
      return { kind: 'TEXT', write: (value) => style(String(value)) };
    }
    case 'month': {
      const style = MONTH_STYLES[shape.month];
      return { kind: 'TEXT', write: (value) => style(String(value)) };
    }
    case 'amount':
      return shape.amount === 'NATIVE' && isTyped
        ? { kind: 'AMOUNT', write: (value) => Number(value) / 100 }
        : { kind: 'TEXT', write: (value) => yuan(Number(value), shape.amount === 'THOUSANDS') };
    case 'integer':
      return isTyped ? { kind: 'INTEGER', write: Number } : { kind: 'TEXT', write: String };
    case 'bool': {
      if (shape.bool === 'NATIVE' && isTyped) return { kind: 'BOOLEAN', write: (value) => value === true };
      const words = shape.bool === 'NATIVE' ? BOOL_WORDS.WORD : BOOL_WORDS[shape.bool];
      return { kind: 'TEXT', write: (value) => words[value === true ? 1 : 0] };
    }
    case 'code':
      return { kind: 'TEXT', write: codeFormat(column, shape) };
    case 'ethnicity':
      return { kind: 'TEXT', write: ethnicityFormat(shape) };
    case 'id_no':
      return { kind: 'TEXT', write: numberGuard(shape) };
    default:
      return { kind: 'TEXT', write: String };
  }
}

/** How the values of a column are written in a file of this shape. */
export function cellFormat(column: SourceColumn, shape: DeliveryShape): CellFormat {
  const { kind, write } = valueFormat(column, shape);
  const isTyped = shape.format === 'JSONL' || shape.format === 'PARQUET';
  const blank = isTyped ? null : BLANK_WORDS[shape.blank];
  return Object.freeze({
    kind,
    write: (value: CleanValue, variety: number): Cell =>
      value === null ? blank : value === '' ? '' : write(value, variety),
  });
}
