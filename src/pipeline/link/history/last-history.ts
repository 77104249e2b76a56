import { join } from 'node:path';
import { KEPT_TABLES } from '#domain/contracts/kept-tables.ts';
import { PUBLISHED_TABLES } from '#domain/contracts/publication.ts';
import type { Engine } from '#engine/engine.ts';
import type { InputTable } from '#engine/run-models.ts';
import { type GivenTable, writeGivenTables } from '../../given-table.ts';
import { emptyLastTables, lastTables } from '../../publish/last-tables.ts';
import { findCurrentPublication } from '../../publish/publication-folder.ts';

/** The tables of which a run reads the last publication's, as `previous_<table>`. */
const REMEMBERED = Object.freeze({
  ...KEPT_TABLES,
  person_event: PUBLISHED_TABLES.person_event,
  person_alias: PUBLISHED_TABLES.person_alias,
});

/** What ids meant at the last publication, for the models of `history` to go on from; empty before the first. */
export async function lastHistory(engine: Engine, home: string): Promise<InputTable[]> {
  const current = await findCurrentPublication(home);
  const next = nextPublication((current?.publication.number ?? 0) + 1);
  return [
    ...(await lastTables(engine, home, REMEMBERED)),
    ...(await writeGivenTables(engine, join(home, 'tables'), [next])),
  ];
}

/** What `lastHistory` gives before the first publication. */
export function emptyHistory(): GivenTable[] {
  return [...emptyLastTables(REMEMBERED), nextPublication(1)];
}

/** The one-row table by which events know with which publication they happen. */
export function nextPublication(number: number): GivenTable {
  return { name: 'next_publication', columns: [{ name: 'number', type: 'INTEGER' }], rows: [[number]] };
}
