import type { Engine } from '#engine/engine.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { pairSource } from './pair-source.ts';

/** Pairs looked at to see how far the rules overlap. */
const WANTED = 1_000_000;

/** Distinct pairs that all rules make: exact when there are few, else from a random sample of the records. */
export async function estimateDistinctPairs(
  engine: Engine,
  tables: RecordTables,
  blocked: number,
): Promise<number> {
  const { leftCount: n, isOneTable } = tables;
  if (blocked === 0) return 0;
  const records = Math.ceil(n * Math.min(1, WANTED / blocked));
  const counts = tables.listKeys.map(
    (_, rule) => `SELECT count(*) AS n ${pairSource(tables, rule)} AND l.r < ${records}`,
  );
  const [row] = await engine.rows<{ n: number }>(`SELECT sum(n) AS n FROM (${counts.join(' UNION ALL ')})`);
  return Math.round(Number(row!.n) / sampledShare({ n, isOneTable, records }));
}

/** Share of all pairs whose left record is among the first ones. In one table a pair has two records. */
export function sampledShare(sample: { n: number; isOneTable: boolean; records: number }): number {
  const { n, isOneTable, records } = sample;
  if (!isOneTable || n < 2) return Math.min(1, records / Math.max(n, 1));
  return (records * (2 * n - records - 1)) / (n * (n - 1));
}
