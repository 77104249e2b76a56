import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { certificationModels } from './certification/list-models.ts';
import { coverageModels } from './coverage/list-models.ts';
import { riskModels } from './risk/list-models.ts';
import { auditTown, columnsOf } from './risk/sample-risk-town.ts';
import { man } from './sample-person.ts';
import { assessTown } from './sample-town.ts';
import { tagModels } from './tags/list-models.ts';

/** Table, columns and types, as the document has them. */
function documentedTables(file: string): [string, string[]][] {
  const document = readFileSync(join(import.meta.dirname, '../../../docs/data', file), 'utf8');
  return document
    .split(/^## /m)
    .slice(1)
    .map((section) => [
      section.split('\n')[0]!,
      [...section.matchAll(/^\| ([a-z_]+) \| ([A-Z[\]]+) \| \S/gm)].map(
        ([, column, type]) => `${column} ${type}`,
      ),
    ]);
}

it('docs/data/assess.md has every table and column of coverage and tags, and no other', async () => {
  const models = [...coverageModels(), ...certificationModels(loadCatalogue()), ...tagModels()];
  const people = [man('1985-05')];
  const tables = await assessTown({ asOf: '2026-10-31', people, models }, async (town) => {
    const found: [string, string[]][] = [];
    for (const { table } of [...coverageModels(), ...tagModels()])
      found.push([table, await town.columnsOf(table)]);
    return found;
  });
  expect(documentedTables('assess.md')).toEqual(tables);
});

it('docs/data/risk.md has every table and column of risk, the first rule standing for all', async () => {
  const names = riskModels(loadCatalogue()).map(({ table }) => table);
  const shown = names.filter((table) => table === 'risk_r01' || !/^risk_[a-z]\d+$/.test(table));
  const town = { asOf: '2026-10-31', people: { 老王: man('1985-05') } };
  const tables = await auditTown(town, async ({ engine }) => {
    const found: [string, string[]][] = [];
    for (const table of shown) found.push([table, await columnsOf(engine, table)]);
    return found;
  });
  expect(documentedTables('risk.md')).toEqual(tables);
});
