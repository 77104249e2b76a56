import { expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { emptyHistory } from '../link/history/last-history.ts';
import { linkModels } from '../link/list-models.ts';
import { decisionTables } from '../review/decision-tables.ts';
import { registryModels } from './list-models.ts';

const { sources } = loadCatalogue();
const MODELS = [...linkModels(sources), ...registryModels(sources)];
const GIVEN = new Set([
  ...sources.map(({ source }) => `standard_${source}`),
  ...emptyHistory().map(({ name }) => name),
  ...decisionTables([]).map(({ name }) => name),
  'deployment',
  'link_score',
  'link_level',
  'run_parameter',
  'rule_state_meaning',
  'division_name',
  'name_reading',
  'surname_reading',
  'name_variant',
]);

/** Tables that a query names after FROM and JOIN, its own CTEs left out. */
function tablesRead(sql: string): string[] {
  const query = sql.replaceAll(/--.*/g, '');
  const own = new Set(
    [...query.matchAll(/(?:WITH(?: RECURSIVE)?|\),)\s+(\w+) AS (?:MATERIALIZED )?\(/g)].map(
      ([, name]) => name,
    ),
  );
  const named = [...query.matchAll(/\b(?:FROM|JOIN)\s+(\w+)/g)].map(([, name]) => name!);
  return [...new Set(named)].filter((name) => !own.has(name)).sort();
}

it.each(MODELS.map((model) => [model.table, model] as const))('%s says what it reads', (_, model) => {
  expect(tablesRead(model.sql)).toEqual([...model.reads].sort());
});

it('puts every model behind what it reads', () => {
  const made = new Set(GIVEN);
  for (const { table, reads } of MODELS) {
    expect([table, reads.filter((name) => !made.has(name))]).toEqual([table, []]);
    made.add(table);
  }
});
