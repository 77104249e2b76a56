import type { RecordTables } from '../records/record-tables.ts';

/** SQL of whether two records agree by a rule: never NULL. */
export function agreeByRule(tables: RecordTables, rule: number): string {
  return tables.listKeys[rule]
    ? `list_has_any(l.k${rule}, r.k${rule})`
    : `coalesce(l.k${rule} = r.k${rule}, FALSE)`;
}

/**
 * `FROM … WHERE …` of the pairs (aliases l and r) that agree by a rule and by none before it, so that over all
 * rules each pair comes once. Of one table each pair comes in one direction.
 */
export function pairSource(tables: RecordTables, rule: number): string {
  const conditions = [
    ...(tables.isOneTable ? ['l.r < r.r'] : []),
    ...Array.from({ length: rule }, (_, earlier) => `NOT ${agreeByRule(tables, earlier)}`),
  ];
  const where = `WHERE ${conditions.join(' AND ') || 'TRUE'}`;
  if (!tables.listKeys[rule])
    return `FROM ${tables.left} l JOIN ${tables.right} r ON l.k${rule} = r.k${rule} ${where}`;
  const keys = (table: string) => `(SELECT r, unnest(k${rule}) AS k FROM ${table})`;
  return `
    FROM (
      SELECT DISTINCT a.r AS left_r, b.r AS right_r
      FROM ${keys(tables.left)} a
      JOIN ${keys(tables.right)} b USING (k)
    ) p
    JOIN ${tables.left} l ON l.r = p.left_r
    JOIN ${tables.right} r ON r.r = p.right_r
    ${where}`;
}
