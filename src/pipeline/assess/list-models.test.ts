import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { RULE_TABLES } from '#catalogue/rule-tables.ts';
import { ASSESS_MODELS } from './sample-town.ts';

const GIVEN = [
  'person',
  'person_lineage',
  'previous_coverage_status',
  'run_parameter',
  ...loadCatalogue().sources.map(({ source }) => `fact_${source}`),
  ...RULE_TABLES.map(({ name }) => name),
];

/** Tables that a query names behind FROM and JOIN, without those that it makes itself. */
function tablesNamed(sql: string): string[] {
  const code = sql.replaceAll(/--.*$/gm, '');
  const named = [...code.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)/g)].map(([, table]) => table!);
  const own = [...code.matchAll(/(?:WITH|,)\s+([a-z_]+) AS \(/g)].map(([, table]) => table!);
  return [...new Set(named)].filter((table) => !own.includes(table)).sort();
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
