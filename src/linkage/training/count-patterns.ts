import type { Engine } from '#engine/engine.ts';
import { sampledShare } from '../blocking/estimate-distinct-pairs.ts';
import { agreeByRule, pairSource } from '../blocking/pair-source.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { type CompiledComparison, levelSql } from '../scoring/level-sql.ts';

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
 * Patterns of the pairs that any blocking rule makes, of as many left records as make about `wanted` pairs.
 * @param total pairs that all rules make together
 */
export async function countBlockedPatterns(
  engine: Engine,
  tables: RecordTables,
  comparisons: readonly CompiledComparison[],
  { wanted, total }: { wanted: number; total: number },
): Promise<PatternSample> {
  const records = Math.ceil(tables.leftCount * Math.min(1, wanted / Math.max(total, 1)));
  const mask = tables.listKeys.map(
    (_, rule) => `CASE WHEN ${agreeByRule(tables, rule)} THEN ${2 ** rule} ELSE 0 END`,
  );
  const branches = tables.listKeys.map(
    (_, rule) => `
      SELECT ${mask.join(' + ')} AS rules, ${levelColumns(comparisons)}
      ${pairSource(tables, rule)} AND l.r < ${records}`,
  );
  return {
    patterns: await readPatterns(engine, branches.join('\nUNION ALL\n')),
    share: sampledShare({ n: tables.leftCount, isOneTable: tables.isOneTable, records }),
  };
}

/** Patterns of about `wanted` pairs picked at random, or of all pairs when there are no more. */
export async function countRandomPatterns(
  engine: Engine,
  tables: RecordTables,
  comparisons: readonly CompiledComparison[],
  wanted: number,
): Promise<PatternSample> {
  const { leftCount, rightCount, isOneTable } = tables;
  const all = isOneTable ? (leftCount * (leftCount - 1)) / 2 : leftCount * rightCount;
  const pairs =
    all <= wanted
      ? `FROM ${tables.left} l JOIN ${tables.right} r ON ${isOneTable ? 'l.r < r.r' : 'TRUE'}`
      : shiftedPairs(tables, wanted);
  const patterns = await readPatterns(engine, `SELECT 0 AS rules, ${levelColumns(comparisons)} ${pairs}`);
  const seen = patterns.reduce((sum, { count }) => sum + count, 0);
  return { patterns, share: all === 0 ? 1 : seen / all };
}

/** The records' order is random, so record l beside record l + shift is a random pair. */
function shiftedPairs(
  { left, right, leftCount, rightCount, isOneTable }: RecordTables,
  wanted: number,
): string {
  const shifts = Math.ceil(wanted / leftCount);
  const step = Math.max(1, Math.floor(rightCount / (shifts + 1)));
  return `
    FROM ${left} l
    CROSS JOIN unnest(range(1, ${shifts + 1})) AS shift(i)
    JOIN ${right} r ON r.r = (l.r + CAST(shift.i AS INTEGER) * ${step}) % ${rightCount}
    WHERE l.r < ${wanted}${isOneTable ? ' AND l.r <> r.r' : ''}`;
}

const levelColumns = (comparisons: readonly CompiledComparison[]) =>
  comparisons
    .map((comparison, index) => `CAST(${levelSql(comparison)} AS UTINYINT) AS g${index}`)
    .join(',\n');

async function readPatterns(engine: Engine, query: string): Promise<Pattern[]> {
  const rows = await engine.rows<Record<string, number>>(
    `SELECT *, count(*) AS pairs FROM (${query}) GROUP BY ALL ORDER BY ALL`,
  );
  return rows.map(({ rules, pairs, ...levels }) => ({
    rules: rules!,
    count: pairs!,
    levels: Object.values(levels),
  }));
}
