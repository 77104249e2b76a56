import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { FileLayout } from './delivery.ts';
import { HEADER_ROWS, type Header, type TopRow, titledColumns } from './header-row.ts';
import type { SourceFit } from './recognise-source.ts';
import type { SourceDictionary } from './source-dictionary.ts';

/** Most columns that a file may have. */
export const COLUMN_LIMIT = 500;

/** Rows that are looked at: a header among the first ones, values for a suggestion behind it. */
export const TOP_ROWS = HEADER_ROWS + 50;

/** A file to be looked at. */
export interface SeenFile {
  readonly path: string;
  /** For messages and as a hint. */
  readonly file: string;
  readonly dictionary: SourceDictionary;
}

/** How a file looks, which sources it may be, and some values of each column. */
export interface FileSight {
  readonly layout: FileLayout;
  /** The best first. */
  readonly fits: readonly SourceFit[];
  readonly samples: readonly (readonly string[])[];
  /** Chinese sentences on what a reader should know: sheets not read, formulas. */
  readonly warnings: readonly string[];
}

/** The sight of a table with header row. @throws ZhaorenError HEADER_NOT_FOUND, TOO_MANY_COLUMNS */
export function tableSight(
  { file }: SeenFile,
  rows: readonly TopRow[],
  header: Header | null,
  layout: Omit<FileLayout, 'words' | 'headerLine' | 'dataLine'>,
): FileSight {
  if (header === null) throw new ZhaorenError('HEADER_NOT_FOUND', { file, searchedRows: HEADER_ROWS });
  const { headerLine, dataLine, words, fits } = header;
  refuseManyColumns(titledColumns(words), file, headerLine);
  return {
    layout: { ...layout, headerLine, dataLine, words },
    fits,
    samples: rows.filter(({ line }) => line >= dataLine).map(({ cells }) => cells),
    warnings: [],
  };
}

/** @throws ZhaorenError TOO_MANY_COLUMNS */
export function refuseManyColumns(columns: number, file: string, line?: number): void {
  if (columns > COLUMN_LIMIT)
    throw new ZhaorenError('TOO_MANY_COLUMNS', { file, line, columns, limit: COLUMN_LIMIT });
}
