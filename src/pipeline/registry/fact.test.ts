import { expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { factModels } from './fact.ts';

const SOURCES = loadCatalogue().sources;

/** Output columns of a fact, read off its SELECT list. */
function columnsOf(sql: string): string[] {
  const list = /SELECT\n([\s\S]*?)\nFROM/.exec(sql)![1]!;
  return list.split(',\n').map((column) => /(?: AS |\.)"?(\w+)"?$/.exec(column.trim())![1]!);
}

it('makes a fact of every source', () => {
  expect(factModels(SOURCES).map(({ table }) => table)).toEqual(
    SOURCES.map(({ source }) => `fact_${source}`),
  );
});

it('keeps numbers, names, phones, addresses and personal keys out of every fact', () => {
  for (const [index, source] of SOURCES.entries()) {
    const found = new Set(columnsOf(factModels(SOURCES)[index]!.sql));
    const identity = source.columns.filter(
      ({ column, type }) =>
        ['id_no', 'name', 'mobile', 'address'].includes(type) ||
        (source.persons.length > 0 && ['personal_no', 'account_no', 'student_no'].includes(column)) ||
        (source.subject === 'person' && type === 'text' && source.key.includes(column)),
    );
    expect(identity.filter(({ column }) => found.has(column))).toEqual([]);
    expect(
      [...found].filter(
        (column) => /_(raw|kind|issue)$/.test(column) && !source.columns.some((c) => c.column === column),
      ),
    ).toEqual([]);
    expect(found.has('row_hash')).toBe(false);
  }
});

it('keys a fact by the people named in its row', () => {
  const columns = new Map(factModels(SOURCES).map(({ table, sql }) => [table, columnsOf(sql)]));
  expect(columns.get('fact_cab_marriage')).toEqual([
    'row_id',
    'delivered_on',
    'person_id',
    'spouse_person_id',
    'birth_date',
    'spouse_birth_date',
    'registration_date',
    'action',
  ]);
  expect(columns.get('fact_samr_entity')).toContain('legal_person_id');
  expect(columns.get('fact_samr_entity')).toContain('uscc');
  expect(columns.get('fact_grid_dwelling')).toContain('dwelling_code');
  expect(columns.get('fact_utility_usage')).not.toContain('person_id');
});
