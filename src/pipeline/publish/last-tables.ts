import { join } from 'node:path';
import type { KeptTableName } from '#domain/contracts/kept-tables.ts';
import type { PublishedTableName } from '#domain/contracts/publication.ts';
import type { PublishedTable } from '#domain/contracts/published-table.ts';
import type { Engine } from '#engine/engine.ts';
import type { InputTable } from '#engine/run-models.ts';
import { type GivenTable, writeGivenTables } from '../given-table.ts';
import { findLastSnapshot } from './publication-folder.ts';
import { ENGINE_TYPES } from './table-snapshot.ts';

/** Tables by name whose last publication a run goes on from. */
export type RememberedTables = Readonly<Partial<Record<PublishedTableName | KeptTableName, PublishedTable>>>;

/** `previous_<table>` of each: its rows at the last publication, none before the first. */
export async function lastTables(
  engine: Engine,
  home: string,
  tables: RememberedTables,
): Promise<InputTable[]> {
  const found: InputTable[] = [];
  const missing: GivenTable[] = [];
  for (const [name, table] of entries(tables)) {
    const last = await findLastSnapshot(home, name);
    if (last) found.push({ table: `previous_${name}`, ...last });
    else missing.push(emptyLastTable(name, table));
  }
  return [...found, ...(await writeGivenTables(engine, join(home, 'tables'), missing))];
}

/** What `lastTables` gives before the first publication. */
export function emptyLastTables(tables: RememberedTables): GivenTable[] {
  return entries(tables).map(([name, table]) => emptyLastTable(name, table));
}

function emptyLastTable(name: string, { columns }: PublishedTable): GivenTable {
  return {
    name: `previous_${name}`,
    columns: Object.entries(columns).map(([column, [type]]) => ({ name: column, type: ENGINE_TYPES[type] })),
    rows: [],
  };
}

function entries(tables: RememberedTables) {
  return Object.entries(tables) as [PublishedTableName | KeptTableName, PublishedTable][];
}
