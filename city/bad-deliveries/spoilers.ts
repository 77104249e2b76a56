import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import type { DeliveryShape } from '#city/deliveries/delivery-shape.ts';
import { encodeGb18030 } from '#city/deliveries/gb18030-encoder.ts';
import { openParquetTable } from '#city/deliveries/parquet-table.ts';
import {
  encryptedWorkbook,
  writeFormulaWorkbook,
  writeMacroWorkbook,
  writeSoundWorkbook,
  writeZipBomb,
} from './bad-workbooks.ts';
import { csvLines, type SoundTable, withoutColumn } from './sound-table.ts';

/** Writes one kind of bad file. */
interface Spoiler {
  readonly source: string;
  readonly format: DeliveryShape['format'];
  /** Writes the spoilt file. `table`: what a good one would hold. */
  write(context: SpoilerContext): void;
}

export interface SpoilerContext {
  readonly path: string;
  readonly definition: SourceDefinition;
  readonly table: SoundTable;
  readonly longLineBytes: number;
  readonly bombBytes: number;
}

function gb18030(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 4);
  return bytes.subarray(0, encodeGb18030(text, bytes));
}

/** A CSV of the table with one line changed or added. */
function spoiltCsv(context: SpoilerContext, spoil: (lines: string[]) => string[]): void {
  writeFileSync(context.path, gb18030(spoil(csvLines(context.table)).join('')));
}

/** Bytes without order, NUL among them, the same at every call. */
function rubbish(length: number): Uint8Array {
  let state = 20261031;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** Column of the given type in the table, which has the columns of the definition in their order. */
function placeOf(definition: SourceDefinition, type: SourceDefinition['columns'][number]['type']): number {
  return definition.columns.findIndex((column) => column.type === type);
}

function cutOff(path: string, share: number): void {
  truncateSync(path, Math.floor(readFileSync(path).length * share));
}

function writeParquet(path: string, { header, rows }: SoundTable): void {
  const table = openParquetTable(
    path,
    header.map((word) => [word, 'TEXT']),
  );
  for (const row of rows) table.append(row);
  table.close();
}

const WRONG_DATES = [
  '2023-02-30',
  '31/12/99',
  '1900-01-00',
  '0000-00-00',
  '20231301',
  '不详',
  '45230.5',
  '9999-99-99',
];

/** By flaw; each has a source of its own, so that no delivery replaces another. */
export const SPOILERS = {
  SOUND: {
    source: 'hrss_pub_account',
    format: 'CSV',
    write: (context) => spoiltCsv(context, (lines) => lines),
  },
  EMPTY: { source: 'psb_hukou', format: 'CSV', write: ({ path }) => writeFileSync(path, '') },
  HEADER_ONLY: {
    source: 'psb_cancellation',
    format: 'CSV',
    write: (context) => spoiltCsv(context, (lines) => lines.slice(0, 1)),
  },
  UTF_16: {
    source: 'psb_residence_permit',
    format: 'CSV',
    write: ({ path, table }) => writeFileSync(path, `\ufeff${csvLines(table).join('')}`, 'utf16le'),
  },
  UNKNOWN_ENCODING: {
    source: 'hrss_emp_account',
    format: 'CSV',
    // Latin-1 letters: 0xFF leads no character in UTF-8 or GB 18030
    write: ({ path }) =>
      writeFileSync(path, 'numéro,Straße,niño,ÿÿÿ\r\n1,\u00ff\u00ff,naïve,Åse\r\n'.repeat(50), 'latin1'),
  },
  BINARY: {
    source: 'hrss_res_account',
    format: 'CSV',
    write: ({ path }) => writeFileSync(path, rubbish(50_000)),
  },
  MISSING_KEY_COLUMN: {
    source: 'cab_dibao',
    format: 'CSV',
    write: (context) => {
      const { table, definition } = context;
      const keyless = withoutColumn(table, definition, definition.key[0]!);
      spoiltCsv({ ...context, table: keyless }, (lines) => lines);
    },
  },
  MANY_COLUMNS: {
    source: 'tax_wage',
    format: 'CSV',
    write: (context) => {
      const { header, rows } = context.table;
      const more = Array.from({ length: 1000 - header.length }, (_, i) => `列${i + 1}`);
      const wide = { header: [...header, ...more], rows: rows.map((row) => [...row, ...more.map(() => '')]) };
      spoiltCsv({ ...context, table: wide }, (lines) => lines);
    },
  },
  LONG_LINE: {
    source: 'hrss_benefit',
    format: 'CSV',
    write: (context) => {
      const { longLineBytes } = context;
      spoiltCsv(context, (lines) => lines.toSpliced(5, 0, `${'9'.repeat(longLineBytes)}\r\n`));
    },
  },
  UNCLOSED_QUOTE: {
    source: 'nhsa_employee_medical',
    format: 'CSV',
    write: (context) => spoiltCsv(context, (lines) => lines.with(3, `"${lines[3]}`)),
  },
  NUL_BYTES: {
    source: 'cab_cremation',
    format: 'CSV',
    write: (context) => spoiltCsv(context, (lines) => lines.with(4, lines[4]!.replace(',', ',\0\0'))),
  },
  WRONG_DATES: {
    source: 'hrss_contract',
    format: 'CSV',
    write: (context) => {
      const at = placeOf(context.definition, 'date');
      const rows = context.table.rows.map((row, i) =>
        i % 2 === 0 ? row : row.with(at, WRONG_DATES[(i >> 1) % WRONG_DATES.length]!),
      );
      spoiltCsv({ ...context, table: { ...context.table, rows } }, (lines) => lines);
    },
  },
  RAGGED_ROWS: {
    source: 'tax_res_payment',
    format: 'CSV',
    write: (context) =>
      spoiltCsv(context, (lines) =>
        lines
          .with(2, lines[2]!.replace('\r\n', ',多,余\r\n'))
          .with(4, `${lines[4]!.split(',')[0]}\r\n`)
          .with(6, '\r\n'),
      ),
  },
  BROKEN_JSONL: {
    source: 'nhc_death',
    format: 'JSONL',
    write: ({ path, table: { header, rows } }) => {
      const lines = rows.map((row) =>
        JSON.stringify(Object.fromEntries(header.map((word, i) => [word, row[i]]))),
      );
      const broken = lines
        .with(2, lines[2]!.slice(0, -10))
        .with(5, '[1, 2, 3]')
        .with(7, 'null')
        .with(9, `${lines[9]},`)
        .with(11, '');
      writeFileSync(path, `${broken.join('\n')}\n`);
    },
  },
  PARQUET_MISSING_COLUMN: {
    source: 'hrss_emp_period',
    format: 'PARQUET',
    write: ({ path, table, definition }) =>
      writeParquet(path, withoutColumn(table, definition, definition.key[0]!)),
  },
  PARQUET_CUT_OFF: {
    source: 'hrss_certification',
    format: 'PARQUET',
    write: ({ path, table }) => {
      writeParquet(path, table);
      cutOff(path, 0.6);
    },
  },
  XLSX_FORMULA_CACHED: {
    source: 'dpf_disabled',
    format: 'XLSX',
    write: ({ path, table, definition }) =>
      writeFormulaWorkbook(path, table, placeOf(definition, 'name'), true),
  },
  XLSX_FORMULA_UNCACHED: {
    source: 'vet_veteran',
    format: 'XLSX',
    write: ({ path, table, definition }) =>
      writeFormulaWorkbook(path, table, placeOf(definition, 'name'), false),
  },
  XLSX_MACRO: {
    source: 'org_village_cadre',
    format: 'XLSX',
    write: ({ path, table }) => writeMacroWorkbook(path, table),
  },
  XLSX_BOMB: {
    source: 'cab_tekun',
    format: 'XLSX',
    write: ({ path, bombBytes }) => writeZipBomb(path, bombBytes, null),
  },
  XLSX_BOMB_UNDECLARED: {
    source: 'agri_poverty_watch',
    format: 'XLSX',
    write: ({ path, bombBytes }) => writeZipBomb(path, bombBytes, 5000),
  },
  XLSX_CUT_OFF: {
    source: 'edu_graduate',
    format: 'XLSX',
    write: ({ path, table }) => {
      writeSoundWorkbook(path, table);
      cutOff(path, 0.6);
    },
  },
  XLSX_ENCRYPTED: {
    source: 'nhc_family_planning',
    format: 'XLSX',
    write: ({ path }) => writeFileSync(path, encryptedWorkbook()),
  },
} as const satisfies Record<string, Spoiler>;
