import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptTableName } from '#domain/contracts/kept-tables.ts';
import type { PublishedTableName } from '#domain/contracts/publication.ts';
import {
  CURRENT_FILE,
  MANIFEST_FILE,
  PUBLISHED_FOLDER,
  type Publication,
  parseCurrent,
} from '#domain/contracts/publication-manifest.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';

/** A publication that stands, with its folder and the hash of its manifest. */
export interface StandingPublication {
  readonly publication: Publication;
  readonly folder: string;
  readonly sha256: string;
}

/** Snapshots are kept of this many last publications; change sets are kept for ever. */
const SNAPSHOTS_KEPT = 2;

/** The publication that `CURRENT` names. @throws ZhaorenError PUBLICATION_DAMAGED when its manifest is gone */
export async function findCurrentPublication(home: string): Promise<StandingPublication | undefined> {
  const current = join(home, PUBLISHED_FOLDER, CURRENT_FILE);
  if (!existsSync(current)) return undefined;
  const number = parseCurrent(await readFile(current, 'utf8'));
  const folder = join(home, PUBLISHED_FOLDER, String(number));
  const manifest = join(folder, MANIFEST_FILE);
  if (number === undefined || !existsSync(manifest))
    throw new ZhaorenError('PUBLICATION_DAMAGED', { file: number === undefined ? current : manifest });
  const text = await readFile(manifest, 'utf8');
  return { publication: JSON.parse(text) as Publication, folder, sha256: sha256(text) };
}

/**
 * Where the rows of a table stood at the last publication, as Parquet with an extra column `row_hash`;
 * undefined before the first. Models that compare with the last publication read it.
 */
export async function findLastSnapshot(
  home: string,
  table: PublishedTableName | KeptTableName,
): Promise<{ path: string; key: string } | undefined> {
  const current = await findCurrentPublication(home);
  const { tables, kept } = current?.publication ?? {};
  const snapshot = { ...tables, ...kept }[table]?.snapshot;
  return current && snapshot
    ? { path: join(current.folder, snapshot.file), key: snapshot.sha256 }
    : undefined;
}

/** An empty folder to build the next publication in; what a killed run left there is gone. */
export async function freshFolder(home: string): Promise<string> {
  const folder = join(home, PUBLISHED_FOLDER, '.next');
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'snapshot'), { recursive: true });
  await mkdir(join(folder, 'changes'));
  return folder;
}

/**
 * Makes a finished folder the current publication. Until the last rename the old one stands, after it the new:
 * a kill leaves at worst a numbered folder that `CURRENT` does not name, and the next publication replaces it.
 */
export async function makeCurrent(
  home: string,
  folder: string,
  publication: Publication,
): Promise<StandingPublication> {
  const root = join(home, PUBLISHED_FOLDER);
  const text = `${JSON.stringify(publication, null, 2)}\n`;
  await writeSynced(join(folder, MANIFEST_FILE), text);
  const final = join(root, String(publication.number));
  await rm(final, { recursive: true, force: true });
  await rename(folder, final);
  await writeSynced(join(root, `${CURRENT_FILE}.unfinished`), `${publication.number}\n`);
  await syncFolder(root);
  await rename(join(root, `${CURRENT_FILE}.unfinished`), join(root, CURRENT_FILE));
  await syncFolder(root);
  return { publication, folder: final, sha256: sha256(text) };
}

/** Removes the snapshots that no later publication is compared with. */
export async function pruneSnapshots(home: string, current: number): Promise<void> {
  const root = join(home, PUBLISHED_FOLDER);
  for (const name of await readdir(root)) {
    const number = parseCurrent(name);
    if (number !== undefined && number <= current - SNAPSHOTS_KEPT)
      await rm(join(root, name, 'snapshot'), { recursive: true, force: true });
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
