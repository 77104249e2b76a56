import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';

/** Filled and good values of a field of a batch. */
export interface FieldCount {
  /** Accepted records, and those refused for this field. */
  readonly rows: number;
  readonly filled: number;
  readonly valid: number;
  /** Distinct values among the accepted; null unless the field is the whole key. */
  readonly distinct: number | null;
}

/** What became of a batch: `standard/<source>/<batch_no>.json`. Its presence means that the batch is done. */
export interface BatchOutcome {
  readonly batchNo: number;
  readonly source: string;
  readonly file: string;
  /** Changes when the bytes, the definition or the rules of reading do; then the batch is done again. */
  readonly key: string;
  /** REFUSED: the file cannot be read after all; REPEATED: its bytes came before. */
  readonly outcome: 'STANDARD' | 'REPEATED' | 'REFUSED';
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly repeated: number;
  /** Reason → refused records. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly fields: Readonly<Record<string, FieldCount>>;
  /** Cells of a workbook that took the stored result of a formula. */
  readonly formulas: number;
  /** Why the file was refused. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** Where the parts of a batch stand. */
export interface BatchPaths {
  readonly accepted: string;
  readonly quarantine: string;
  readonly issues: string;
  readonly outcome: string;
}

export function batchPaths(home: string, source: string, batchNo: number): BatchPaths {
  return {
    accepted: join(home, 'standard', source, `${batchNo}.parquet`),
    quarantine: join(home, 'quarantine', source, `${batchNo}.parquet`),
    issues: join(home, 'issues', source, `${batchNo}.parquet`),
    outcome: join(home, 'standard', source, `${batchNo}.json`),
  };
}

/** The outcome of a batch done with this key; undefined when there is none. */
export function findOutcome(path: string, key: string): BatchOutcome | undefined {
  if (!existsSync(path)) return undefined;
  const outcome = JSON.parse(readFileSync(path, 'utf8')) as BatchOutcome;
  return outcome.key === key ? outcome : undefined;
}

/**
 * Writes the outcome of a batch, whole or not at all.
 * @throws ZhaorenError BALANCE_BROKEN
 */
export function writeOutcome(path: string, outcome: BatchOutcome): BatchOutcome {
  checkBalance(outcome);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.unfinished`, `${JSON.stringify(outcome, null, 1)}\n`, { mode: 0o600 });
  renameSync(`${path}.unfinished`, path);
  return outcome;
}

/** @throws ZhaorenError BALANCE_BROKEN unless read = accepted + quarantined + repeated */
export function checkBalance({ source, read, accepted, quarantined, repeated }: BatchOutcome): void {
  if (read !== accepted + quarantined + repeated)
    throw new ZhaorenError('BALANCE_BROKEN', { source, read, accepted, quarantined, repeated });
}
