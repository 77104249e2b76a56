import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KEPT_TABLES } from '#domain/contracts/kept-tables.ts';
import { PUBLISHED_TABLES, type PublishedTableName } from '#domain/contracts/publication.ts';
import { CURRENT_FILE, PUBLISHED_FOLDER } from '#domain/contracts/publication-manifest.ts';
import type { PublishedTable } from '#domain/contracts/published-table.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlName } from '#engine/engine.ts';
import { writeParquet } from '#engine/write-parquet.ts';
import { ENGINE_TYPES } from '../publish/table-snapshot.ts';
import { PUBLISHED_ROWS } from './sample-rows.ts';
import { literal, OTHER_TABLES } from './sample-tables.ts';

/** A lake of four people with certification and leads made by hand, as `openLake` shows one. */
export async function openSampleLake(): Promise<Engine> {
  const engine = await openDuckdb();
  const tables: readonly (readonly [string, PublishedTable])[] = [
    ...Object.entries(PUBLISHED_TABLES),
    ...Object.entries(KEPT_TABLES),
  ];
  for (const [name, { columns }] of tables) {
    const types = Object.entries(columns).map(
      ([column, [type]]) => `${sqlName(column)} ${ENGINE_TYPES[type]}`,
    );
    await engine.run(`CREATE TABLE ${sqlName(name)} (${types.join(', ')})`);
    for (const row of PUBLISHED_ROWS[name as PublishedTableName] ?? [])
      await engine.run(
        `INSERT INTO ${sqlName(name)} (${Object.keys(row).map(sqlName).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`,
      );
  }
  // Columns of the register that are not published.
  await engine.run(
    'ALTER TABLE person ADD COLUMN hukou_no VARCHAR; ALTER TABLE building ADD COLUMN building_name VARCHAR',
  );
  for (const [name, query] of Object.entries(OTHER_TABLES))
    await engine.run(`CREATE TABLE ${sqlName(name)} AS ${query}`);
  return engine;
}

/** The same four people as a home after a run, for commands to read. */
export async function writeSampleHome(home: string): Promise<void> {
  const engine = await openSampleLake();
  try {
    const tables = await engine.rows<{ table_name: string }>(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'",
    );
    for (const { table_name } of tables)
      await writeParquet(
        engine,
        `FROM ${sqlName(table_name)}`,
        join(home, 'tables', `${table_name}.parquet`),
      );
  } finally {
    engine.close();
  }
  await mkdir(join(home, PUBLISHED_FOLDER), { recursive: true });
  await writeFile(join(home, PUBLISHED_FOLDER, CURRENT_FILE), '1\n');
}
