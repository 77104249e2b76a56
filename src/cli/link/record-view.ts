import { type Engine, sqlName } from '#engine/engine.ts';
import type { ReadTable } from './read-table.ts';

/** Column of a record's position in its file, from 1, for tables without an id. */
export const POSITION = '(position)';

/**
 * Makes the view of a table's records under the names of its header, the position first where it is wanted.
 * Refused records are counted by the position, so that it stays that of the file.
 * @param without columns that the view is not to have
 */
export async function createRecordView(
  engine: Engine,
  { table, columns }: ReadTable,
  view: string,
  { hasPosition = false, without = [] }: { hasPosition?: boolean; without?: readonly string[] } = {},
): Promise<void> {
  const named = columns.flatMap((column, index) =>
    without.includes(column) ? [] : [`c${index} AS ${sqlName(column)}`],
  );
  if (!hasPosition) {
    await engine.run(`CREATE OR REPLACE VIEW ${view} AS SELECT ${named.join(', ')} FROM ${sqlName(table)}`);
    return;
  }
  await engine.run(`
    CREATE OR REPLACE TABLE ${sqlName(`${table}_position`)} AS
    SELECT line, CAST(row_number() OVER (ORDER BY line) AS VARCHAR) AS position
    FROM (SELECT line FROM ${sqlName(table)} UNION ALL SELECT line FROM ${sqlName(`${table}_refused`)});
    CREATE OR REPLACE VIEW ${view} AS
    SELECT p.position AS ${sqlName(POSITION)}, ${named.join(', ')}
    FROM ${sqlName(table)}
    JOIN ${sqlName(`${table}_position`)} p USING (line)`);
}
