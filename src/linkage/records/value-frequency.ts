import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import { COMPARISON_KINDS } from '../comparison/comparison-kinds.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';
import { agreedColumn, columnsOf } from './column-sql.ts';

/** The columns on whose values' rarity a weight of the spec depends. */
export function frequencyColumns(spec: LinkageSpec): readonly string[] {
  const columns = spec.comparisons
    .filter(({ frequency }) => frequency)
    .flatMap((comparison) =>
      COMPARISON_KINDS[comparison.kind]!.levels(comparison, columnsOf('l'), columnsOf('r')),
    )
    .map(agreedColumn);
  return [...new Set(columns.filter((column) => column !== undefined))];
}

/**
 * Makes `linkage_frequency`: column_name, value VARCHAR, bits FLOAT (−log2 of the value's share of the filled
 * records of both tables).
 * @param known such a table of an earlier run; its values keep their bits, a new one counts as seen once
 */
export async function countValues(
  engine: Engine,
  columns: readonly string[],
  sides: readonly string[],
  known: string | undefined,
): Promise<void> {
  await engine.run(
    'CREATE OR REPLACE TEMP TABLE linkage_frequency (column_name VARCHAR, value VARCHAR, bits FLOAT)',
  );
  for (const column of columns) {
    const values = sides
      .map((side) => `SELECT CAST(${sqlName(column)} AS VARCHAR) AS value FROM linkage_${side}`)
      .join('\nUNION ALL\n');
    const isColumn = `column_name = ${sqlText(column)}`;
    await engine.run(
      known === undefined
        ? `
          INSERT INTO linkage_frequency
          SELECT ${sqlText(column)}, value, log2(sum(count(*)) OVER () / count(*))
          FROM (${values})
          WHERE value IS NOT NULL
          GROUP BY value`
        : `
          INSERT INTO linkage_frequency
          SELECT ${sqlText(column)}, value, coalesce(f.bits, (SELECT max(bits) FROM ${known} WHERE ${isColumn}))
          FROM (SELECT DISTINCT value FROM (${values}) WHERE value IS NOT NULL)
          LEFT JOIN (SELECT value, bits FROM ${known} WHERE ${isColumn}) f USING (value)`,
    );
  }
}
