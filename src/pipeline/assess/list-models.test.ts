import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { RULE_TABLES } from '#catalogue/rule-tables.ts';
import { linkModels } from '../link/list-models.ts';
import { registryModels } from '../registry/list-models.ts';
import { assessModels } from './list-models.ts';

const CATALOGUE = loadCatalogue();
const ASSESS_MODELS = assessModels(CATALOGUE);
const GIVEN = [
  'deployment',
  'previous_certification',
  'previous_coverage_status',
  'previous_risk_lead',
  'run_parameter',
  ...linkModels(CATALOGUE.sources).map(({ table }) => table),
  ...registryModels(CATALOGUE.sources).map(({ table }) => table),
  'rule_source',
  'rule_source_column',
  ...RULE_TABLES.map(({ name }) => name),
];

/** Tables that a query names behind FROM and JOIN, without those that it makes itself. */
function tablesNamed(sql: string): string[] {
  const code = sql.replaceAll(/--.*$/gm, '');
  const named = [...code.matchAll(/\b(?:FROM|JOIN)\s+([a-z_0-9]+)/g)].map(([, table]) => table!);
  const own = [...code.matchAll(/(?:WITH|,)\s+([a-z_0-9]+) AS \(/g)].map(([, table]) => table!);
  return [...new Set(named)].filter((table) => table !== 'unnest' && !own.includes(table)).sort();
}

describe('the models of assess', () => {
  // What a header leaves out would not make its table anew when it changes.
  it.each(ASSESS_MODELS.map((model) => [model.table, model] as const))(
    '%s reads what its header says, and nothing else',
    (_table, { sql, reads }) => {
      expect(tablesNamed(sql)).toEqual([...reads].sort());
    },
  );

  it('stand behind what they read', () => {
    const made = new Set(GIVEN);
    for (const { table, reads } of ASSESS_MODELS) {
      expect(reads.filter((read) => !made.has(read))).toEqual([]);
      made.add(table);
    }
  });

  it('make each table once', () => {
    expect(new Set(ASSESS_MODELS.map(({ table }) => table)).size).toBe(ASSESS_MODELS.length);
  });
});
