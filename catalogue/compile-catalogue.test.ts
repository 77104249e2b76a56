import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { COVERAGE_STATUSES, GAP_GRADES, SHOULD_INSURE } from '#domain/coverage-status.ts';
import { PERSON_LISTS } from '#domain/person-list.ts';
import { statutoryRetirement } from '#domain/retirement.ts';
import { SCHEMES } from '#domain/scheme.ts';
import { edited } from './catalogue-refusal.ts';
import {
  type Catalogue,
  type CompiledTable,
  compileCatalogue,
  loadCatalogue,
  ruleObjects,
} from './load-catalogue.ts';
import { retirementRules } from './retirement-rules.ts';
import { withTableDocumentation } from './table-documentation.ts';

const AS_OF = '2026-10-31';
const shipped = loadCatalogue();
const tables = compileCatalogue(shipped, AS_OF);
const rows = (name: string, from: readonly CompiledTable[] = tables) => ruleObjects(from, name);

/** The shipped catalogue with one piece of a file replaced. */
function changed(file: string, piece: string, replacement: string): Catalogue {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoren-changed-'));
  try {
    writeFileSync(join(folder, file), edited(file, piece, replacement)[file]!);
    return loadCatalogue(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a changed rule', () => {
  const threshold = (from: readonly CompiledTable[]) =>
    rows('rule_coverage_threshold', from).find(
      (row) => row.insured_identity === 'FLEXIBLE' && row.payment_choice === 'QUARTER',
    )!;

  test('changes the table, its key, and the version of that row alone', () => {
    const piece = 'payment_choice: QUARTER, period_months: 3, warn_months: 3, interrupted_months: 5';
    const after = compileCatalogue(changed('coverage.yaml', piece, piece.replace('s: 5', 's: 4')), AS_OF);
    expect(threshold(tables).interrupted_months).toBe(5);
    expect(threshold(after).interrupted_months).toBe(4);
    const versions = (from: readonly CompiledTable[]) =>
      rows('rule_coverage_threshold', from).map((row) => row.rule_version);
    const differing = versions(after).filter((version, index) => version !== versions(tables)[index]);
    expect(differing).toEqual([threshold(after).rule_version]);
    const keys = (from: readonly CompiledTable[]) => new Map(from.map(({ name, key }) => [name, key]));
    const touched = [...keys(after)].filter(([name, key]) => keys(tables).get(name) !== key);
    expect(touched.map(([name]) => name)).toEqual(['rule_coverage_threshold']);
  });

  test('of the single values changes its column, its row of explanation and the version', () => {
    const after = compileCatalogue(changed('coverage.yaml', 'value: 12-31', 'value: 06-30'), AS_OF);
    const [before, now] = [rows('rule_coverage')[0]!, rows('rule_coverage', after)[0]!];
    expect([before.resident_due_month_day, now.resident_due_month_day]).toEqual(['12-31', '06-30']);
    expect(now.rule_version).not.toBe(before.rule_version);
    expect(
      rows('rule_coverage_parameter', after).find((row) => row.parameter === 'resident_due_month_day'),
    ).toMatchObject({ value: '06-30', unit: '月-日', proposal: true, valid_from: '2014-02-21' });
  });

  test('that is dated is in force from its day on and not before', () => {
    const piece = '- { parameter: resident_minimum_years, value: 15, ';
    const dated = `${piece}valid_to: 2026-12-31, unit: 年, legal: 旧 }
    - { parameter: resident_minimum_years, value: 20, valid_from: 2027-01-01, `;
    const catalogue = changed('coverage.yaml', piece, dated);
    const years = (asOf: string) =>
      rows('rule_coverage', compileCatalogue(catalogue, asOf))[0]!.resident_minimum_years;
    expect([years('2026-12-31'), years('2027-01-01')]).toEqual([15, 20]);
  });

  test('of a source changes rule_source and its default thresholds reach rule_source_column', () => {
    const column = rows('rule_source_column').find(
      (row) => row.source === 'psb_hukou' && row.column_name === 'ethnicity',
    )!;
    const ethnicity = rows('rule_quality').find((row) => row.column_type === 'ethnicity')!;
    expect(column).toMatchObject({ completeness: ethnicity.completeness, validity: ethnicity.validity });
    const named = rows('rule_source_column').find(
      (row) => row.source === 'psb_hukou' && row.column_name === 'id_no',
    );
    expect(named).toMatchObject({ completeness: 0.99, validity: 0.98, uniqueness: null, is_key: false });
    const key = rows('rule_source_column').find(
      (row) => row.source === 'psb_hukou' && row.column_name === 'psb_person_no',
    );
    expect(key).toMatchObject({ is_key: true, required: true, uniqueness: ethnicity.uniqueness });
  });
});

describe('a missing rule is named with the date', () => {
  test('when the date lies before the first version', () => {
    expect(() => compileCatalogue(shipped, '2010-01-01')).toThrow(
      /规则 rule_\w+ 在 2010-01-01 没有生效的版本/,
    );
  });

  test('when one of the codes has no row', () => {
    const piece =
      '- { retirement_group: F50, base_month: 1975-01, original_months: 600, step_months: 2, cap_months: 60, ';
    const catalogue = changed('retirement.yaml', piece, `${piece}valid_to: 2025-12-31, `);
    expect(() => compileCatalogue(catalogue, AS_OF)).toThrow(/规则 rule_retirement\.F50 在 2026-10-31/);
    expect(rows('rule_retirement', compileCatalogue(catalogue, '2025-12-31'))).toHaveLength(3);
  });

  test('when a single value has none', () => {
    const piece = 'parameter: adult_age_years, value: 16, ';
    const catalogue = changed('coverage.yaml', piece, `${piece}valid_to: 2020-12-31, `);
    expect(() => compileCatalogue(catalogue, AS_OF)).toThrow(/rule_coverage\.adult_age_years/);
  });

  test('and what is no date is refused', () => {
    expect(() => compileCatalogue(shipped, '2026-02-30')).toThrow(/asOf.*YYYY-MM-DD/);
  });
});

describe('every rule', () => {
  test('has a legal reference or says that it is a proposal', () => {
    const bare = [...shipped.rules].flatMap(([table, versions]) =>
      versions.filter(({ legal, proposal }) => legal === undefined && !proposal).map(() => table),
    );
    expect(bare).toEqual([]);
    expect([...shipped.rules.values()].flat().length).toBeGreaterThan(200);
  });

  test('whose figure no public text confirms says so', () => {
    const unverified = (name: string) => rows(name).filter((row) => row.verified === false).length;
    expect(unverified('rule_contribution_base')).toBe(rows('rule_contribution_base').length);
    expect(unverified('rule_res_tier')).toBe(14);
    expect(unverified('rule_coverage_threshold')).toBe(0);
  });

  test('carries its version: the first day in force and a hash', () => {
    for (const table of tables.filter(({ name }) => !name.startsWith('rule_source'))) {
      for (const row of rows(table.name)) {
        expect(row.rule_version, table.name).toMatch(/^\d{4}-\d{2}-\d{2}\.[0-9a-f]{8}$/);
      }
    }
  });

  test('uses the words of the domain', () => {
    const words = (name: string, key: string, label = 'name') =>
      Object.fromEntries(rows(name).map((row) => [row[key], row[label]]));
    expect(words('rule_status', 'status')).toEqual(COVERAGE_STATUSES);
    expect(rows('rule_status').map((row) => row.status)).toEqual(Object.keys(COVERAGE_STATUSES));
    expect(rows('rule_status').filter((row) => row.should_insure)).toHaveLength(SHOULD_INSURE.length);
    expect(words('rule_scheme', 'scheme')).toEqual(SCHEMES);
    expect({ WARN: GAP_GRADES.WARN, ...words('rule_coverage_grade', 'grade') }).toEqual(GAP_GRADES);
    expect(
      Object.fromEntries(
        rows('rule_person_list').map((row) => [row.tag, { code: row.identifier, label: row.name }]),
      ),
    ).toEqual(PERSON_LISTS);
  });
});

describe('the shipped rules say', () => {
  const { ageRules, minimumRules } = retirementRules(tables);

  test.each([
    ['a man born 1964-12', 'M60', '1964-12', '2024-12', 180],
    ['a man born 1970-06', 'M60', '1970-06', '2031-11', 192],
    ['a man born 1976-09', 'M60', '1976-09', '2039-09', 240],
    ['a woman born 1975-07 in a managerial post', 'F55', '1975-07', '2031-12', 192],
    ['a woman born 1975-03 in a worker post', 'F50', '1975-03', '2025-05', 180],
    ['a woman born 1984-11 in a worker post', 'F50', '1984-11', '2039-11', 240],
  ] as const)('%s retires as the decision of 2024 says', (_, group, born, retireMonth, minimumMonths) => {
    expect(statutoryRetirement(born, ageRules[group], minimumRules)).toMatchObject({
      retireMonth,
      minimumMonths,
    });
  });

  test('nobody was delayed before 2025', () => {
    const old = retirementRules(compileCatalogue(shipped, '2024-12-31'));
    expect(statutoryRetirement('1976-09', old.ageRules.M60, old.minimumRules).retireMonth).toBe('2036-09');
  });

  test('a resident of Ningxia who pays 3000 yuan gets 320, of a family-planning household 649', () => {
    const subsidy = (group: string, tierYuan: number) =>
      rows('rule_res_tier').find((row) => row.special_group === group && row.tier_fen === tierYuan * 100)
        ?.subsidy_fen;
    expect([200, 300, 500, 1000, 2000, 3000].map((tier) => subsidy('NONE', tier))).toEqual([
      4000, 5000, 7000, 12000, 20000, 32000,
    ]);
    for (const tier of [200, 300, 500, 1000, 2000, 3000]) {
      expect(subsidy('FAMILY_PLANNING', tier)).toBe(Number(subsidy('NONE', tier)) + 32900);
    }
  });

  test('the 100 tier is for special groups alone: low-income pays 50, relapse-watch nothing', () => {
    const hundred = rows('rule_res_tier').filter((row) => row.tier_fen === 10000);
    expect(hundred.map((row) => [row.special_group, row.own_fen, row.subsidy_fen])).toEqual([
      ['DIBAO', 5000, 8000],
      ['DIBAO_MARGINAL', 5000, 8000],
      ['POVERTY_WATCH', 0, 13000],
      ['DISABLED_SEVERE', 0, 13000],
      ['DISABLED_MODERATE', 0, 13000],
      ['TEKUN', 0, 13000],
    ]);
  });

  test('a missing retirement group is M60 for men, F55 for flexible women, F50 for other women', () => {
    const group = Object.fromEntries(
      rows('rule_retirement_default').map((row) => [
        `${row.sex}${row.insured_identity}`,
        row.retirement_group,
      ]),
    );
    expect(group).toEqual({
      '1EMPLOYEE': 'M60',
      '1FLEXIBLE': 'M60',
      '1STAFF': 'M60',
      '1OTHER': 'M60',
      '2EMPLOYEE': 'F50',
      '2FLEXIBLE': 'F55',
      '2STAFF': 'F50',
      '2OTHER': 'F50',
    });
  });
});

test('every compiled table goes into DuckDB with its types', async () => {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  for (const { name, columns, rows: values } of tables) {
    await connection.run(
      `CREATE TABLE ${name} (${columns.map((column) => `${column.name} ${column.type}`).join(', ')})`,
    );
    const literal = (value: unknown) =>
      value === null
        ? 'NULL'
        : typeof value === 'string'
          ? `'${value.replaceAll("'", "''")}'`
          : String(value);
    await connection.run(
      `INSERT INTO ${name} VALUES ${values.map((row) => `(${row.map(literal).join(', ')})`).join(', ')}`,
    );
    const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${name}`);
    expect(counted.getRows(), name).toEqual([[values.length]]);
  }
  const joined = await connection.runAndReadAll(`
    SELECT s.source
    FROM rule_source AS s
    LEFT JOIN rule_department AS d ON d.department = s.department
    WHERE d.department IS NULL`);
  expect(joined.getRows()).toEqual([]);
  connection.closeSync();
});

test('the documentation describes the tables as they are', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
  expect(readme, 'run: node catalogue/write-table-documentation.ts').toBe(
    withTableDocumentation(readme, shipped, '2026-01-01'),
  );
});
