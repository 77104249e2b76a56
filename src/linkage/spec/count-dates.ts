import { type Engine, sqlName } from '#engine/engine.ts';
import { castColumn } from '../cleaning/cast-column.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { joinedSql, rawSql } from '../records/source-sql.ts';

/** Records in which all of the columns are filled, and those of them in which they make a date. */
export async function countDates(
  engine: Engine,
  relation: string,
  source: readonly string[],
): Promise<{ filled: number; possible: number }> {
  await engine.run(LINKAGE_PRELUDE);
  const filled = source.map((column) => `trim(${rawSql(column)}) <> ''`).join(' AND ');
  const [row] = await engine.rows<{ filled: number; possible: number }>(`
    SELECT
      CAST(coalesce(sum(n), 0) AS DOUBLE) AS filled,
      CAST(coalesce(sum(n) FILTER (date IS NOT NULL), 0) AS DOUBLE) AS possible
    FROM (
      SELECT n, ${castColumn('date', 'joined')} AS date
      FROM (
        SELECT n, ${joinedSql('date', source, 'raw')} AS joined
        FROM (SELECT ${rawSql(source)} AS raw, count(*) AS n FROM ${sqlName(relation)} WHERE ${filled} GROUP BY 1)
        WHERE raw IS NOT NULL
      )
    )
  `);
  return row!;
}
