import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { man } from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';
import { certificationModels } from './list-models.ts';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../../docs/data/certification.md'), 'utf8');

/** Table, columns and types, as the document has them. */
function documentedTables(): [string, string[]][] {
  return DOCUMENT.split(/^## /m)
    .slice(1)
    .map((section) => [
      section.split('\n')[0]!,
      [...section.matchAll(/^\| ([a-z_]+) \| ([A-Z[\]]+) \| \S/gm)].map(
        ([, column, type]) => `${column} ${type}`,
      ),
    ]);
}

it('docs/data/certification.md has every table and column of certification, and no other', async () => {
  const models = certificationModels(loadCatalogue());
  const tables = await assessTown({ asOf: '2026-10-31', people: [man('1985-05')], models }, async (town) => {
    const found: [string, string[]][] = [];
    for (const { table } of models) found.push([table, await town.columnsOf(table)]);
    return found;
  });
  expect(documentedTables()).toEqual(tables);
});
