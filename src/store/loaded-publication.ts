import { PUBLISHED_TABLE_LIST, type PublishedTableName } from '#domain/contracts/publication.ts';
import { camelRow } from './camel-row.ts';
import type { Database } from './database.ts';

export interface LoadedPublication {
  readonly number: number;
  /** As-of date of its run, ISO. */
  readonly asOf: string;
  /** Hash of its `publication.json`. */
  readonly sha256: string;
}

/** The publication that the database holds; undefined before the first load. */
export async function findLoadedPublication(database: Database): Promise<LoadedPublication | undefined> {
  const [row] = await database.query(
    'SELECT number, as_of, sha256 FROM zhaoren.publication ORDER BY number DESC LIMIT 1',
  );
  return row && camelRow<LoadedPublication>(row);
}

/** Rows of every published table in the database. */
export async function countRows(database: Database): Promise<Readonly<Record<PublishedTableName, number>>> {
  const counts = PUBLISHED_TABLE_LIST.map(({ name }) => `(SELECT count(*) FROM zhaoren.${name}) AS ${name}`);
  const [row] = await database.query<Record<PublishedTableName, number>>(`SELECT ${counts.join(', ')}`);
  return Object.freeze({ ...row! });
}
