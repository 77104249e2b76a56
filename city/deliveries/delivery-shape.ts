import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Allowed words of every setting; the first is the default. */
const SETTINGS = {
  format: ['CSV', 'XLSX', 'JSONL', 'PARQUET'],
  encoding: ['GB18030', 'UTF8', 'UTF8_BOM'],
  delimiter: ['COMMA', 'SEMICOLON', 'TAB'],
  line_end: ['CRLF', 'LF'],
  quote: ['MINIMAL', 'ALL'],
  /** Which day's state the file carries and bears in its name. */
  at: ['AS_OF', 'MONTH_START'],
  mode: ['FULL', 'DELTA'],
  file_date: ['COMPACT', 'DASHED', 'MONTH'],
  order: ['DEFINITION', 'REVERSED'],
  /** Which of several words of a code; MIXED differs by row. */
  words: ['FIRST', 'LAST', 'MIXED'],
  ethnicity: ['NAME', 'SHORT_NAME', 'CODE'],
  date: ['DASHED', 'COMPACT', 'SLASHED', 'CHINESE', 'DATE_TIME', 'NATIVE'],
  month: ['COMPACT', 'DASHED', 'CHINESE'],
  amount: ['PLAIN', 'THOUSANDS', 'NATIVE'],
  bool: ['WORD', 'DIGIT', 'LETTER', 'NATIVE'],
  /** What stands where there is nothing. */
  blank: ['EMPTY', 'NULL_WORD', 'DASH'],
  /** What keeps spreadsheets from rounding identity numbers. */
  guard: ['NONE', 'TAB', 'APOSTROPHE'],
  header: ['ONE_LINE', 'TWO_LINE'],
  /** Where an XLSX keeps its texts. */
  strings: ['SHARED', 'INLINE'],
} as const;

/** Additions to the rows; all default to false. */
const FLAGS = ['title', 'serial_no', 'remark', 'total', 'signature', 'notes_sheet'] as const;

type Settings = { readonly [S in keyof typeof SETTINGS]: (typeof SETTINGS)[S][number] };
type Flags = { readonly [F in (typeof FLAGS)[number]]: boolean };

/** How one file of a source looks. Names as in `shapes.yaml`. */
export interface DeliveryShape extends Settings, Flags {
  /** Index of the header word among the aliases; the last alias where there are fewer. */
  readonly alias: number;
  /** Columns that the department does not send. */
  readonly omit: readonly string[];
}

/** How the files of one source look. */
export interface SourceShape {
  readonly source: string;
  /** Who sends, in the file name and title. */
  readonly office: string;
  /** One file or a series: a month's start and a later full delivery or delta. */
  readonly deliveries: readonly DeliveryShape[];
  /** Column with a division code: one file for each county. */
  readonly split_by: string | null;
  /** Appended to the name of a byte-identical second copy. */
  readonly copy: string | null;
}

type RawShape = Record<string, unknown>;

const SHIPPED = join(import.meta.dirname, 'shapes.yaml');
const SOURCE_KEYS = ['office', 'deliveries', 'split_by', 'copy'];

function readShape(raw: RawShape, place: string): DeliveryShape {
  const known = new Set<string>([...Object.keys(SETTINGS), ...FLAGS, ...SOURCE_KEYS, 'alias', 'omit']);
  const unknown = Object.keys(raw).find((key) => !known.has(key));
  if (unknown !== undefined) throw new Error(`${place}: unknown setting ${unknown}`);
  const settings = Object.entries(SETTINGS).map(([key, words]) => {
    const word = (raw[key] ?? words[0]) as string;
    if (!(words as readonly string[]).includes(word)) {
      throw new Error(`${place}: ${key} is ${word}, not one of ${words.join(', ')}`);
    }
    return [key, word];
  });
  return Object.freeze({
    ...(Object.fromEntries(settings) as Settings),
    ...(Object.fromEntries(FLAGS.map((flag) => [flag, raw[flag] === true])) as Flags),
    alias: (raw.alias as number | undefined) ?? 0,
    omit: Object.freeze([...((raw.omit as string[] | undefined) ?? [])]),
  });
}

/**
 * Reads the shapes of all sources.
 * @throws Error naming source and setting when a word is unknown
 */
export function readShapes(path: string = SHIPPED): ReadonlyMap<string, SourceShape> {
  const file = parse(readFileSync(path, 'utf8')) as Record<string, RawShape>;
  return new Map(
    Object.entries(file).map(([source, raw]): [string, SourceShape] => {
      const series = (raw.deliveries as RawShape[] | undefined) ?? [{}];
      const shape: SourceShape = Object.freeze({
        source,
        office: raw.office as string,
        deliveries: Object.freeze(series.map((own) => readShape({ ...raw, ...own }, `${path}: ${source}`))),
        split_by: (raw.split_by as string | undefined) ?? null,
        copy: (raw.copy as string | undefined) ?? null,
      });
      return [source, shape];
    }),
  );
}
