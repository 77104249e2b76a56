import { type Engine, sqlName } from '#engine/engine.ts';
import { keyPartSql } from '../blocking/key-sql.ts';
import { CLEANING_STEPS, castColumn } from '../cleaning/cleaning-steps.ts';
import type { KeyCandidate } from './key-candidates.ts';
import type { TableSample } from './sample-table.ts';
import type { SuggestedColumn } from './suggested-column.ts';

/** The keys of both samples, as temporary tables of the engine. */
export interface SampleKeys {
  /** Tables with `r` and, per key candidate, `k0`, `k1` … UBIGINT, NULL where blank. Of one table both are the same. */
  readonly left: string;
  readonly right: string;
  readonly isOneTable: boolean;
  /** Records in the tables, and in the samples. */
  readonly rows: { readonly left: number; readonly right: number };
  readonly sampledRows: { readonly left: number; readonly right: number };
  readonly candidates: readonly KeyCandidate[];
}

/** Cleans the samples as the spec will and takes every key candidate of them. */
export async function prepareSamples(
  engine: Engine,
  samples: { readonly left: TableSample; readonly right: TableSample | undefined },
  columns: readonly SuggestedColumn[],
  candidates: readonly KeyCandidate[],
): Promise<SampleKeys> {
  const right = samples.right ?? samples.left;
  for (const side of samples.right ? (['left', 'right'] as const) : (['left'] as const)) {
    const sample = samples[side]!;
    const values = columns.map((column, i) => `${cleanSql(column, sample, side)} AS v${i}`);
    const keys = candidates.map(({ of, column, index, isCountedWhole }, i) => {
      const part = keyPartSql({ column, of: isCountedWhole ? undefined : of }, `v${index}`);
      return `CASE WHEN nullif(CAST(${part} AS VARCHAR), '') IS NOT NULL THEN hash(${part}) END AS k${i}`;
    });
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE suggest_values_${side} AS
      SELECT ${['r', ...values].join(', ')} FROM ${sample.table};
      CREATE OR REPLACE TEMP TABLE suggest_keys_${side} AS
      SELECT ${['r', ...keys].join(',\n')}
      FROM suggest_values_${side};
    `);
  }
  return Object.freeze({
    left: 'suggest_keys_left',
    right: samples.right ? 'suggest_keys_right' : 'suggest_keys_left',
    isOneTable: samples.right === undefined,
    rows: { left: samples.left.rows, right: right.rows },
    sampledRows: { left: samples.left.sampledRows, right: right.sampledRows },
    candidates,
  });
}

function cleanSql(column: SuggestedColumn, { columns }: TableSample, side: 'left' | 'right'): string {
  const position = columns.findIndex(({ name }) => name === column.from[side]);
  const raw = sqlName(`c${position}`);
  return castColumn(
    column.type,
    column.clean.reduce((sql, step) => CLEANING_STEPS[step]!.sql(sql), raw),
  );
}
