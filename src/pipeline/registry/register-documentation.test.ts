import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { linkModels } from '../link/list-models.ts';
import { registryModels } from './list-models.ts';
import { openSampleEngine, type SampleEngine } from './sample-register.ts';

const DOCUMENT = readFileSync(join(process.cwd(), 'docs/data/register.md'), 'utf8');

let engine: SampleEngine;

beforeAll(async () => {
  engine = await openSampleEngine();
});

afterAll(() => engine.close());

/** Table → its columns and types, as the document has them. */
function documentedTables(): Record<string, string[]> {
  const sections = DOCUMENT.split(/^## /m).slice(1);
  const tables = sections.map((section) => {
    const rows = [...section.matchAll(/^\| ([a-z_0-9]+) \| ([A-Z[\]]+) \| \S/gm)];
    return [section.split('\n')[0], rows.map(([, column, type]) => `${column} ${type}`)] as const;
  });
  return Object.fromEntries(tables.filter(([, columns]) => columns.length > 0));
}

it('docs/data/register.md has every table and column of the register, and no other', async () => {
  const register = await engine.register({});
  const { sources } = loadCatalogue();
  const names = [...linkModels(sources), ...registryModels(sources)]
    .map(({ table }) => table)
    .filter((table) => !table.startsWith('fact_'));
  const tables: Record<string, string[]> = {};
  for (const name of names) {
    const columns = await register.rows(`
      SELECT column_name || ' ' || data_type AS text
      FROM information_schema.columns
      WHERE table_name = '${name}'
      ORDER BY ordinal_position`);
    tables[name] = columns.map(({ text }) => String(text));
  }
  expect(documentedTables()).toEqual(tables);
});
