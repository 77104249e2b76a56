import { existsSync } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KEPT_TABLE_LIST, type KeptTableName } from '#domain/contracts/kept-tables.ts';
import { PUBLISHED_TABLE_LIST, type PublishedTableName } from '#domain/contracts/publication.ts';
import type {
  KeptTable,
  Publication,
  StatusChange,
  TablePublication,
} from '#domain/contracts/publication-manifest.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { Engine } from '#engine/engine.ts';
import { writeChanges } from './change-set.ts';
import {
  findCurrentPublication,
  freshFolder,
  makeCurrent,
  pruneSnapshots,
  type StandingPublication,
} from './publication-folder.ts';
import { type Published, writeSnapshot } from './table-snapshot.ts';

export interface PublishProgress {
  readonly table: PublishedTableName | KeptTableName;
  /** Tables finished, this one included, and in all. */
  readonly done: number;
  readonly total: number;
}

export interface Publishing {
  readonly publication: Publication;
  /** False when no row of any table differs, kept ones included: the last publication stands. */
  readonly isNew: boolean;
}

/**
 * Publishes the tables of a run: snapshot and change set of publication n under `published/<n>/`, beside them what
 * the next run must remember, then `published/CURRENT`. No row changed, no publication. Killed at any moment, either the old publication
 * stands or the new one. The caller holds the home exclusively.
 *
 * @param options.engine shows every published table as a view of its name
 * @param options.keys key of each of these tables: an unchanged key spares the comparison
 * @throws ZhaorenError CONTRACT_BROKEN when a table is missing or not as the contract says
 */
export async function publish(options: {
  engine: Engine;
  home: string;
  keys: ReadonlyMap<string, string>;
  run: Pick<Publication, 'asOf' | 'inputs' | 'code' | 'rules'>;
  onProgress?: (progress: PublishProgress) => void;
}): Promise<Publishing> {
  const { engine, home, keys, run } = options;
  const current = await findCurrentPublication(home);
  const all = [...PUBLISHED_TABLE_LIST, ...KEPT_TABLE_LIST];
  if (current && all.every((table) => isUnchanged(table, current, keyOf(table, keys))))
    return { publication: current.publication, isNew: false };

  const folder = await freshFolder(home);
  const tables: Partial<Record<PublishedTableName, TablePublication>> = {};
  const statusChanges: StatusChange[] = [];
  for (const [index, table] of PUBLISHED_TABLE_LIST.entries()) {
    const runKey = keyOf(table, keys);
    if (current && isUnchanged(table, current, runKey)) {
      tables[table.name] = await carryOver(table, current, folder);
    } else {
      const snapshot = await writeSnapshot(engine, table, folder);
      const changed = await writeChanges(engine, table, {
        folder,
        snapshot: join(folder, snapshot.file),
        previous: current && lastSnapshot(table, current),
      });
      tables[table.name] = {
        columns: columnTypes(table),
        rows: snapshot.rows,
        runKey,
        snapshot,
        changes: changed.changes,
      };
      statusChanges.push(...changed.statusChanges);
    }
    options.onProgress?.({ table: table.name, done: index + 1, total: all.length });
  }
  const kept: Partial<Record<KeptTableName, KeptTable>> = {};
  for (const [index, table] of KEPT_TABLE_LIST.entries()) {
    kept[table.name] = await keep(engine, table, keyOf(table, keys), current, folder);
    options.onProgress?.({
      table: table.name,
      done: PUBLISHED_TABLE_LIST.length + index + 1,
      total: all.length,
    });
  }

  const hasChanges = Object.values(tables).some(({ changes }) => Object.keys(changes).length > 0);
  const remembersMore = KEPT_TABLE_LIST.some(
    ({ name }) => kept[name]?.snapshot.sha256 !== current?.publication.kept?.[name]?.snapshot.sha256,
  );
  if (current && !hasChanges && !remembersMore) {
    await rm(folder, { recursive: true });
    return { publication: current.publication, isNew: false };
  }
  const { publication } = await makeCurrent(home, folder, {
    number: (current?.publication.number ?? 0) + 1,
    previous: current ? { number: current.publication.number, sha256: current.sha256 } : null,
    ...run,
    tables,
    kept,
    statusChanges,
  });
  await pruneSnapshots(home, publication.number);
  return { publication, isNew: true };
}

function keyOf(table: Published, keys: ReadonlyMap<string, string>): string {
  const key = keys.get(table.name);
  if (key === undefined)
    throw new ZhaorenError('CONTRACT_BROKEN', { table: table.name, reason: '运行中没有该表' });
  return key;
}

function columnTypes(table: Published): TablePublication['columns'] {
  return Object.fromEntries(Object.entries(table.columns).map(([name, [type]]) => [name, type]));
}

/** Same rows, because made from the same things, and the same columns of them. */
function isUnchanged(table: Published, { publication }: StandingPublication, runKey: string): boolean {
  const last = lastOf(table, publication);
  return last?.runKey === runKey && JSON.stringify(last.columns) === JSON.stringify(columnTypes(table));
}

function lastOf(table: Published, { tables, kept }: Publication): KeptTable | undefined {
  const all: Readonly<Record<string, KeptTable | undefined>> = { ...tables, ...kept };
  return all[table.name];
}

/** Path of the table's snapshot; undefined where the last publication did not hold the table. */
function lastSnapshot(table: Published, { publication, folder }: StandingPublication): string | undefined {
  const last = lastOf(table, publication);
  if (last === undefined) return undefined;
  const path = join(folder, last.snapshot.file);
  if (!existsSync(path)) throw new ZhaorenError('PUBLICATION_DAMAGED', { file: path });
  return path;
}

async function carryOver(
  table: (typeof PUBLISHED_TABLE_LIST)[number],
  current: StandingPublication,
  folder: string,
): Promise<TablePublication> {
  await carrySnapshot(table, current, folder);
  return { ...current.publication.tables[table.name]!, changes: {} };
}

async function keep(
  engine: Engine,
  table: (typeof KEPT_TABLE_LIST)[number],
  runKey: string,
  current: StandingPublication | undefined,
  folder: string,
): Promise<KeptTable> {
  if (current && isUnchanged(table, current, runKey)) {
    await carrySnapshot(table, current, folder);
    return current.publication.kept![table.name]!;
  }
  const snapshot = await writeSnapshot(engine, table, folder);
  return { columns: columnTypes(table), rows: snapshot.rows, runKey, snapshot };
}

async function carrySnapshot(table: Published, current: StandingPublication, folder: string): Promise<void> {
  const { snapshot } = lastOf(table, current.publication)!;
  const [from, to] = [lastSnapshot(table, current)!, join(folder, snapshot.file)];
  // Not every file system has hard links.
  await link(from, to).catch(() => copyFile(from, to));
}
