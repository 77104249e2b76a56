import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { certificationModels } from '../certification/list-models.ts';
import { auditTown, columnsOf, onlyRules } from '../risk/sample-risk-town.ts';
import { man } from '../sample-person.ts';
import { outcomeModels } from './list-models.ts';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../../docs/data/outcomes.md'), 'utf8');

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

it('docs/data/outcomes.md has every table and column of learning, and no other', async () => {
  const catalogue = onlyRules(['R05']);
  const learning = outcomeModels(catalogue);
  const negative = certificationModels(loadCatalogue()).filter(({ table }) => table === 'negative_evidence');
  const town = {
    asOf: '2026-10-31',
    people: { 老王: man('1950-05') },
    catalogue,
    models: [...negative, ...learning],
  };
  const tables = await auditTown(town, async ({ engine }) => {
    const found: [string, string[]][] = [];
    for (const { table } of learning) found.push([table, await columnsOf(engine, table)]);
    return found;
  });
  expect(documentedTables()).toEqual(tables);
});
