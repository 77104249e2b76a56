import type { Engine } from '#engine/engine.ts';
import type { RecordTables } from '../records/record-tables.ts';

/** SQL of whether two records agree by a rule: never NULL. */
function agreeByRule(tables: RecordTables, rule: number): string {
  return tables.listKeys[rule]
    ? `list_has_any(l.k${rule}, r.k${rule})`
    : `coalesce(l.k${rule} = r.k${rule}, FALSE)`;
}

/**
 * Makes `linkage_candidate` (l, r INTEGER, rules BIGINT): every pair that a rule makes, once; bit i of `rules`
 * says that it agrees by rule i. Of one table each pair comes in one direction.
 * @returns number of pairs
 */
export async function makePairs(engine: Engine, tables: RecordTables): Promise<number> {
  await engine.run('CREATE OR REPLACE TEMP TABLE linkage_candidate (l INTEGER, r INTEGER, rules BIGINT)');
  for (const rule of tables.listKeys.keys())
    await engine.run(`INSERT INTO linkage_candidate ${pairsOfRule(tables, rule)}`);
  const [row] = await engine.rows<{ n: number }>('SELECT count(*) AS n FROM linkage_candidate');
  return row!.n;
}

/** The pairs that agree by a rule and by none before it. */
function pairsOfRule(tables: RecordTables, rule: number): string {
  const conditions = [
    ...(tables.isOneTable ? ['l.r < r.r'] : []),
    ...Array.from({ length: rule }, (_, earlier) => `NOT ${agreeByRule(tables, earlier)}`),
  ];
  const rules = tables.listKeys
    .map((_, later) =>
      later < rule
        ? '0'
        : `CASE WHEN ${later === rule ? 'TRUE' : agreeByRule(tables, later)} THEN CAST(${2 ** later} AS BIGINT) ELSE 0 END`,
    )
    .join(' + ');
  const where = `WHERE ${conditions.join(' AND ') || 'TRUE'}`;
  if (!tables.listKeys[rule])
    return `SELECT l.r, r.r, ${rules} FROM ${tables.left} l JOIN ${tables.right} r ON l.k${rule} = r.k${rule} ${where}`;
  const keys = (table: string) => `(SELECT r, unnest(k${rule}) AS k FROM ${table})`;
  return `
    SELECT l.r, r.r, ${rules}
    FROM (
      SELECT DISTINCT a.r AS left_r, b.r AS right_r
      FROM ${keys(tables.left)} a
      JOIN ${keys(tables.right)} b USING (k)
    ) p
    JOIN ${tables.left} l ON l.r = p.left_r
    JOIN ${tables.right} r ON r.r = p.right_r
    ${where}`;
}
