import type { CoverageStatus } from '../coverage-status.ts';
import type { KeptTableName } from './kept-tables.ts';
import type { PublishedTableName } from './publication.ts';
import type { PublishedType } from './published-table.ts';

/** What happened to a row between two publications. */
export const CHANGES = Object.freeze(['insert', 'update', 'delete'] as const);
export type Change = (typeof CHANGES)[number];

/** A file of a publication: path inside its folder, rows, size and hash of its bytes. */
export interface PublishedFile {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface TablePublication {
  /** Name → type, in the order of the files. */
  readonly columns: Readonly<Record<string, PublishedType>>;
  readonly rows: number;
  /** Key of the run's table it was taken from: equal keys, equal rows. */
  readonly runKey: string;
  /** Parquet of all rows; its folder is pruned when two later publications stand. */
  readonly snapshot: PublishedFile;
  /**
   * CSV with header, zstd, for `COPY … FROM STDIN`: all columns for insert and update, the key for delete.
   * Absent where no row was so changed. They are never pruned: replayed from the first publication they
   * give every table and its history.
   */
  readonly changes: Readonly<Partial<Record<Change, PublishedFile>>>;
}

/** A table that the publication keeps for the next run: all rows, no change set. */
export type KeptTable = Omit<TablePublication, 'changes'>;

/** How many people went from one status to another; null: not there before, or no longer. */
export interface StatusChange {
  readonly from: CoverageStatus | null;
  readonly to: CoverageStatus | null;
  readonly persons: number;
}

/** `published/<number>/publication.json`: all that a publication holds, and which it follows. */
export interface Publication {
  readonly number: number;
  /** The publication before, and the hash of its `publication.json`. */
  readonly previous: { readonly number: number; readonly sha256: string } | null;
  readonly asOf: string;
  /** Hash of the inputs of the run. */
  readonly inputs: string;
  /** Version of the program. */
  readonly code: string;
  /** Rule → version in force. */
  readonly rules: Readonly<Record<string, string>>;
  readonly tables: Readonly<Partial<Record<PublishedTableName, TablePublication>>>;
  /** Absent in publications of versions before 0.2. */
  readonly kept?: Readonly<Partial<Record<KeptTableName, KeptTable>>>;
  readonly statusChanges: readonly StatusChange[];
}

/** Below the home: the folder of publications, one folder a number, and the file that names the last. */
export const PUBLISHED_FOLDER = 'published';
export const CURRENT_FILE = 'CURRENT';
export const MANIFEST_FILE = 'publication.json';

/** The number in `CURRENT`, undefined when it is none. */
export function parseCurrent(text: string): number | undefined {
  return /^[1-9]\d*$/.test(text.trim()) ? Number(text) : undefined;
}
