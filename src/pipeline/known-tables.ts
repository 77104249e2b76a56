import { type Engine, sqlText } from '#engine/engine.ts';

/** Whether the last run made all these tables: a home that an older version ran lacks newer ones. */
export async function hasTables(engine: Engine, ...tables: readonly string[]): Promise<boolean> {
  const [row] = await engine.rows<{ found: number }>(`
    SELECT count(DISTINCT table_name) AS found
    FROM information_schema.tables
    WHERE table_name IN (${tables.map(sqlText).join(', ')})`);
  return row!.found === tables.length;
}
