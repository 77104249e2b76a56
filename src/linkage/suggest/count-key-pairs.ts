import type { Engine } from '#engine/engine.ts';
import type { SampleKeys } from './prepare-samples.ts';

/** Pairs of the whole tables that agree in all the candidates (by number), estimated from the samples. */
export async function countKeyPairs(
  engine: Engine,
  keys: SampleKeys,
  candidates: readonly number[],
): Promise<number> {
  return (await countSamplePairs(engine, keys, candidates)) * pairScale(keys);
}

/** Pairs of the samples that agree in all the candidates. */
export async function countSamplePairs(
  engine: Engine,
  keys: SampleKeys,
  candidates: readonly number[],
): Promise<number> {
  const columns = candidates.map((i) => `k${i}`);
  const blocks = (table: string) =>
    `(SELECT ${columns.join(', ')}, count(*) AS n FROM ${table}
      WHERE ${columns.map((column) => `${column} IS NOT NULL`).join(' AND ')} GROUP BY ALL)`;
  const [row] = await engine.rows<{ pairs: number }>(
    keys.isOneTable
      ? `SELECT CAST(coalesce(sum(n * (n - 1) / 2), 0) AS DOUBLE) AS pairs FROM ${blocks(keys.left)}`
      : `SELECT CAST(coalesce(sum(a.n * b.n), 0) AS DOUBLE) AS pairs
         FROM ${blocks(keys.left)} a JOIN ${blocks(keys.right)} b USING (${columns.join(', ')})`,
  );
  return row!.pairs;
}

/** How many pairs of the tables one pair of the samples stands for. */
export function pairScale({ rows, sampledRows }: SampleKeys): number {
  return (rows.left * rows.right) / Math.max(1, sampledRows.left * sampledRows.right);
}

/** All pairs that there are. */
export function allPairs({ isOneTable, rows }: Pick<SampleKeys, 'isOneTable' | 'rows'>): number {
  return isOneTable ? (rows.left * (rows.left - 1)) / 2 : rows.left * rows.right;
}

/** All pairs of the samples. */
export function allSamplePairs({ isOneTable, sampledRows: rows }: SampleKeys): number {
  return allPairs({ isOneTable, rows });
}
