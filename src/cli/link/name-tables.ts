import { join } from 'node:path';
import { readNameTables } from '#catalogue/names/name-tables.ts';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import { writeGivenTables } from '#pipeline/given-table.ts';
import { nameTables } from '#pipeline/link/name-tables.ts';

/** Puts the tables of Chinese names, which comparisons may use, into the engine. */
export async function loadNameTables(engine: Engine, work: string): Promise<void> {
  const inputs = await writeGivenTables(engine, join(work, 'names'), nameTables(readNameTables()));
  for (const { table, path } of inputs)
    await engine.run(`CREATE TABLE ${sqlName(table)} AS SELECT * FROM ${sqlText(String(path))}`);
}
