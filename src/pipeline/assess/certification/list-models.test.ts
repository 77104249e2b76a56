import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { RULE_TABLES } from '#catalogue/rule-tables.ts';
import { certificationModels } from './list-models.ts';

const CATALOGUE = loadCatalogue();
const MODELS = certificationModels(CATALOGUE);
const GIVEN = [
  'person',
  'previous_certification',
  'run_parameter',
  'rule_source',
  ...CATALOGUE.sources.map(({ source }) => `fact_${source}`),
  ...RULE_TABLES.map(({ name }) => name),
];

/** Tables that a query names behind FROM and JOIN, without those that it makes itself. */
function tablesNamed(sql: string): string[] {
  const code = sql.replaceAll(/--.*$/gm, '');
  const named = [...code.matchAll(/\b(?:FROM|JOIN)\s+([a-z_0-9]+)\b(?!\()/g)].map(([, table]) => table!);
  const own = [...code.matchAll(/(?:WITH|,)\s+([a-z_]+) AS \(/g)].map(([, table]) => table!);
  return [...new Set(named)].filter((table) => !own.includes(table)).sort();
}

describe('the models of certification', () => {
  it.each(MODELS.map((model) => [model.table, model] as const))(
    '%s reads what its header says, and nothing else',
    (_table, { sql, reads }) => {
      expect(tablesNamed(sql)).toEqual([...reads].sort());
    },
  );

  it('stand behind what they read', () => {
    const made = new Set(GIVEN);
    for (const { table, reads } of MODELS) {
      expect([table, reads.filter((read) => !made.has(read))]).toEqual([table, []]);
      made.add(table);
    }
  });

  it('touch no identity table', () => {
    for (const { reads } of MODELS)
      expect(reads.filter((table) => /identity|_link$|standard_|event_name/.test(table))).toEqual([]);
  });

  it('spell no channel, programme, department or number of the rules where these are written by hand', () => {
    for (const { origin, sql } of MODELS.filter(({ origin }) => origin.endsWith('.sql'))) {
      const code = sql.replaceAll(/--.*$/gm, '');
      expect([origin, code.match(/'(?:E\d\d|P\d\d|HRSS|[A-Z]+_PENSION)'/g)]).toEqual([origin, null]);
      expect([origin, code.match(/\b(?:80|70|90|60|100|365)\b/g)]).toEqual([origin, null]);
    }
  });
});
