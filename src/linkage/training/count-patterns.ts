import type { Engine } from '#engine/engine.ts';
import { pairCount, type RecordTables } from '../records/record-tables.ts';
import type { CompiledComparison } from '../scoring/level-sql.ts';

/** How many pairs agree in the same way. */
export interface Pattern {
  /** Number of each comparison's level; `MISSING` when a value is blank. */
  readonly levels: readonly number[];
  /** Bit i: the pairs agree by blocking rule i. */
  readonly rules: number;
  readonly count: number;
}

/** Patterns of a random sample of pairs. */
export interface PatternSample {
  readonly patterns: readonly Pattern[];
  /** The share of all such pairs that was looked at. */
  readonly share: number;
}

/**
 * Patterns of the pairs in `linkage_level`, of as many left records as make about `wanted` pairs.
 * @param compared number of pairs in the table
 */
export async function countBlockedPatterns(
  engine: Engine,
  tables: RecordTables,
  comparisons: readonly CompiledComparison[],
  { wanted, compared }: { wanted: number; compared: number },
): Promise<PatternSample> {
  const records = Math.ceil(tables.leftCount * Math.min(1, wanted / Math.max(compared, 1)));
  const patterns = await readPatterns(
    engine,
    comparisons,
    `SELECT * EXCLUDE (l, r) FROM linkage_level WHERE l < ${records}`,
  );
  return { patterns, share: countOf(patterns) / Math.max(compared, 1) };
}

/** Patterns of the pairs in `linkage_random_level`. */
export async function countRandomPatterns(
  engine: Engine,
  tables: RecordTables,
  comparisons: readonly CompiledComparison[],
): Promise<PatternSample> {
  const patterns = await readPatterns(
    engine,
    comparisons,
    'SELECT * EXCLUDE (l, r) FROM linkage_random_level',
  );
  return { patterns, share: countOf(patterns) / Math.max(pairCount(tables), 1) };
}

/**
 * Makes `linkage_random` (l, r, rules 0) of about `wanted` pairs picked at random, or of all pairs when there are
 * no more.
 */
export async function pickRandomPairs(engine: Engine, tables: RecordTables, wanted: number): Promise<void> {
  const { left, right, leftCount, rightCount, isOneTable } = tables;
  // The records' order is random, so record l beside record l + shift is a random pair.
  const shifts = Math.ceil(wanted / Math.max(leftCount, 1));
  const step = Math.max(1, Math.floor(rightCount / (shifts + 1)));
  const pairs =
    pairCount(tables) <= wanted
      ? `FROM ${left} l JOIN ${right} r ON ${isOneTable ? 'l.r < r.r' : 'TRUE'}`
      : `FROM ${left} l
         CROSS JOIN unnest(range(1, ${shifts + 1})) AS shift(i)
         JOIN ${right} r ON r.r = (l.r + CAST(shift.i AS INTEGER) * ${step}) % ${rightCount}
         WHERE l.r < ${wanted}${isOneTable ? ' AND l.r <> r.r' : ''}`;
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE linkage_random AS SELECT l.r AS l, r.r AS r, 0 AS rules ${pairs}`,
  );
}

async function readPatterns(
  engine: Engine,
  comparisons: readonly CompiledComparison[],
  pairs: string,
): Promise<Pattern[]> {
  const rows = await engine.rows<Record<string, number>>(
    `SELECT *, count(*) AS pairs FROM (${pairs}) GROUP BY ALL ORDER BY ALL`,
  );
  return rows.map((row) => ({
    rules: row.rules!,
    count: row.pairs!,
    levels: comparisons.map((_, c) => row[`g${c}`]!),
  }));
}

const countOf = (patterns: readonly Pattern[]) => patterns.reduce((sum, { count }) => sum + count, 0);
