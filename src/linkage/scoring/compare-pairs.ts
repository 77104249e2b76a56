import type { Engine } from '#engine/engine.ts';
import type { CompiledComparison } from './level-sql.ts';
import { MISSING } from './missing-level.ts';

/**
 * Compares pairs of records: every pair of different values once, however many pairs of records have it.
 *
 * @param options.pairs table (l, r and any others) of numbers of records
 * @param options.left records of l, as `RecordTables` has them
 * @param options.compared tables of the values that each comparison sees
 * @param options.into table to make: the columns of `pairs` and g0, g1 … UTINYINT, the number of the level that
 *   the pair reaches by each comparison
 */
export async function comparePairs(
  engine: Engine,
  options: {
    pairs: string;
    left: string;
    right: string;
    comparisons: readonly CompiledComparison[];
    compared: readonly string[];
    into: string;
  },
): Promise<void> {
  const { pairs, left, right, comparisons, into } = options;
  const records = `FROM ${pairs} p JOIN ${left} l ON l.r = p.l JOIN ${right} r ON r.r = p.r`;
  for (const [c, { levels, isExactFirst, valueLevel }] of comparisons.entries()) {
    // The difference is asked last: as a condition of the join it would lead the engine astray.
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_met AS
      SELECT *
      FROM (
        SELECT DISTINCT least(l.v${c}, r.v${c}) AS x, greatest(l.v${c}, r.v${c}) AS y
        ${records}
        WHERE l.v${c} IS NOT NULL AND r.v${c} IS NOT NULL
      )
      ${isExactFirst ? 'WHERE x <> y' : ''}
    `);
    // Values that are nothing alike, which most are, need not be remembered.
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE linkage_alike_${c} AS
      WITH compared AS MATERIALIZED (
        SELECT m.x, m.y, CAST(${valueLevel} AS UTINYINT) AS level
        FROM linkage_met m
        JOIN ${options.compared[c]} l ON l.code = m.x
        JOIN ${options.compared[c]} r ON r.code = m.y
      )
      SELECT x, y, level
      FROM compared
      WHERE level <> ${levels.length}
    `);
  }
  const reached = comparisons.map(
    ({ levels, isExactFirst, crossed }, c) => `
      CAST(
        CASE
          WHEN l.v${c} IS NULL OR r.v${c} IS NULL THEN ${MISSING}
          ${isExactFirst ? `WHEN l.v${c} = r.v${c} THEN 0` : ''}
          ${saidBefore(comparisons, c)}
          ${crossed ? `WHEN ${crossed.when} THEN ${crossed.level}` : ''}
          ELSE coalesce(a${c}.level, ${levels.length})
        END AS UTINYINT
      ) AS g${c}`,
  );
  const alike = comparisons.map(
    (_, c) =>
      `LEFT JOIN linkage_alike_${c} a${c} ON a${c}.x = least(l.v${c}, r.v${c}) AND a${c}.y = greatest(l.v${c}, r.v${c})`,
  );
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE ${into} AS
    SELECT p.*, ${reached.join(', ')}
    ${records}
    ${alike.join('\n')}
  `);
}

/** Two fields exchanged are one piece of evidence: the comparison of the one says it, that of the other is silent. */
function saidBefore(comparisons: readonly CompiledComparison[], c: number): string {
  const column = comparisons[c]!.spec.columns[0];
  const other = comparisons.findIndex(({ spec }) => spec.options.swapped_with === column);
  const isSecond = other >= 0 && (comparisons[c]!.crossed === undefined || other < c);
  return isSecond ? `WHEN ${comparisons[other]!.crossed!.when} THEN ${MISSING}` : '';
}
