import type { Engine } from '#engine/engine.ts';
import { keyPartSql } from '../blocking/key-sql.ts';
import { CLEANING_STEPS, castColumn } from '../cleaning/cleaning-steps.ts';
import { isSameSource } from '../spec/column-source.ts';
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
    const parts = candidates.map(({ of, column, index, isCountedWhole }, i) => {
      const part = keyPartSql({ column, of: isCountedWhole ? undefined : of }, columns[index]!, `v${index}`);
      return `${part} AS p${i}`;
    });
    const keys = candidates.map(
      (_, i) => `CASE WHEN CAST(p${i} AS VARCHAR) <> '' THEN hash(p${i}) END AS k${i}`,
    );
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE suggest_values_${side} AS
      ${valuesQuery(columns, sample, side)};
      CREATE OR REPLACE TEMP TABLE suggest_keys_${side} AS
      SELECT ${['r', ...keys].join(',\n')}
      FROM (SELECT ${['r', ...parts].join(',\n')} FROM suggest_values_${side});
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

/** One step of cleaning after the other: a step names its text several times, and steps within steps explode. */
function valuesQuery(
  columns: readonly SuggestedColumn[],
  { columns: given, table }: TableSample,
  side: 'left' | 'right',
): string {
  const position = (column: SuggestedColumn) =>
    given.findIndex(({ source }) => isSameSource(source, column.from[side]));
  const raw = columns.map((column, i) => `c${position(column)} AS v${i}`);
  let query = `SELECT ${['r', ...raw].join(', ')} FROM ${table}`;
  const longest = Math.max(0, ...columns.map(({ clean }) => clean.length));
  for (let step = 0; step < longest; step++) {
    const values = columns.map(({ clean }, i) => {
      const name = clean[step];
      return name === undefined ? `v${i}` : `${CLEANING_STEPS[name]!.sql(`v${i}`)} AS v${i}`;
    });
    query = `SELECT ${['r', ...values].join(', ')} FROM (${query})`;
  }
  return `SELECT ${['r', ...columns.map(({ type }, i) => `${castColumn(type, `v${i}`)} AS v${i}`)].join(', ')} FROM (${query})`;
}
