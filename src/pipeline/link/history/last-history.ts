import { join } from 'node:path';
import { KEPT_TABLES } from '#domain/contracts/kept-tables.ts';
import { PUBLISHED_TABLES } from '#domain/contracts/publication.ts';
import type { PublishedTable } from '#domain/contracts/published-table.ts';
import type { Engine } from '#engine/engine.ts';
import type { InputTable } from '#engine/run-models.ts';
import { type GivenTable, writeGivenTables } from '../../given-table.ts';
import { findCurrentPublication, findLastSnapshot } from '../../publish/publication-folder.ts';
import { ENGINE_TYPES } from '../../publish/table-snapshot.ts';

/** The tables of which a run reads the last publication's, as `previous_<table>`. */
const REMEMBERED = Object.freeze({
  ...KEPT_TABLES,
  person_event: PUBLISHED_TABLES.person_event,
  person_alias: PUBLISHED_TABLES.person_alias,
});
type RememberedName = keyof typeof REMEMBERED;
const REMEMBERED_NAMES = Object.freeze(Object.keys(REMEMBERED) as RememberedName[]);

/** What ids meant at the last publication, for the models of `history` to go on from; empty before the first. */
export async function lastHistory(engine: Engine, home: string): Promise<InputTable[]> {
  const remembered: InputTable[] = [];
  const missing: GivenTable[] = [];
  for (const name of REMEMBERED_NAMES) {
    const last = await findLastSnapshot(home, name);
    if (last) remembered.push({ table: `previous_${name}`, ...last });
    else missing.push(emptyTable(name));
  }
  const current = await findCurrentPublication(home);
  const given = [...missing, nextPublication((current?.publication.number ?? 0) + 1)];
  return [...remembered, ...(await writeGivenTables(engine, join(home, 'tables'), given))];
}

/** What `lastHistory` gives before the first publication. */
export function emptyHistory(): GivenTable[] {
  return [...REMEMBERED_NAMES.map(emptyTable), nextPublication(1)];
}

/** The one-row table by which events know with which publication they happen. */
export function nextPublication(number: number): GivenTable {
  return { name: 'next_publication', columns: [{ name: 'number', type: 'INTEGER' }], rows: [[number]] };
}

function emptyTable(name: RememberedName): GivenTable {
  const { columns }: PublishedTable = REMEMBERED[name];
  return {
    name: `previous_${name}`,
    columns: Object.entries(columns).map(([column, [type]]) => ({ name: column, type: ENGINE_TYPES[type] })),
    rows: [],
  };
}
