import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { COVERAGE_STATUSES } from '#domain/coverage-status.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import type { TruthPerson, TruthUnit } from '../truth/truth-person.ts';
import { type CityWish, planCity } from './city-plan.ts';
import type { CleanRecord } from './clean-record.ts';
import { createVillage } from './create-village.ts';
import { villageEvidence } from './evidence/village-evidence.ts';
import { populateCity } from './populate-city.ts';
import { villageRecords } from './records/village-records.ts';

const divisions = readDivisions({ prefix: '640402' });
const wish: CityWish = { region: '640402', people: 20_000, seed: 7, asOf: '2026-11-20', divisions };

const people: TruthPerson[] = [];
const units: TruthUnit[] = [];
const unlistedDwellings: string[] = [];
let records: CleanRecord[] = [];
let rowsBySource: Map<string, CleanRecord[]>;

beforeAll(() => {
  const all: CleanRecord[][] = [];
  for (const output of populateCity(planCity(wish))) {
    people.push(...output.people);
    units.push(...output.units);
    unlistedDwellings.push(...output.unlistedDwellings);
    all.push(output.records);
  }
  records = all.flat();
  rowsBySource = Map.groupBy(records, ({ source }) => source);
});

const rowsOf = (source: string) => rowsBySource.get(source) ?? [];

describe('the same plan', () => {
  const small = { ...wish, people: 1500 };
  const hash = (seed: number) => {
    const digest = createHash('sha256');
    for (const output of populateCity(planCity({ ...small, seed }))) digest.update(JSON.stringify(output));
    return digest.digest('hex');
  };

  test('gives the same city, another seed another one', () => {
    expect(hash(7)).toBe(hash(7));
    expect(hash(8)).not.toBe(hash(7));
  });

  test('gives a village that does not depend on the villages made before it', () => {
    const plan = planCity(small);
    const fifth = [...populateCity(plan)][4]!;
    const village = createVillage(plan, plan.villages[4]!);
    const { rows, lives } = villageEvidence(village);
    expect([...villageRecords(village), ...rows]).toEqual(fifth.records);
    expect(lives).toEqual(fifth.lives);
  });
});

describe('records', () => {
  test('every source of the catalogue has rows with exactly its columns', () => {
    const definitions = loadCatalogue().sources;
    for (const { source, columns } of definitions) {
      const expected = columns.map(({ column }) => column).join();
      const shapes = new Set(rowsOf(source).map(({ fields }) => Object.keys(fields).join()));
      expect([source, ...shapes]).toEqual([source, expected]);
    }
    expect(new Set(records.map(({ source }) => source)).size).toBe(definitions.length);
  });

  test('required columns are filled and codes are those of the definition', () => {
    for (const { source, columns } of loadCatalogue().sources) {
      for (const { column, required, codes } of columns) {
        const values = new Set(rowsOf(source).map(({ fields }) => fields[column] ?? null));
        if (required) expect([source, column, values.has(null)]).toEqual([source, column, false]);
        values.delete(null);
        if (codes === undefined) continue;
        const unknown = [...values].filter((value) => !Object.values(codes).includes(String(value)));
        expect([source, column, ...unknown]).toEqual([source, column]);
      }
    }
  });

  test('a key names one row of its source and is the value of the key column', () => {
    expect(new Set(records.map(({ source, key }) => `${source}/${key}`)).size).toBe(records.length);
    const keyColumn = new Map(loadCatalogue().sources.map(({ source, key }) => [source, key[0]!]));
    const wrong = records.filter(({ source, key, fields }) => fields[keyColumn.get(source)!] !== key);
    expect(wrong).toEqual([]);
  });

  test('the people of a row exist and are named in it', () => {
    const names = new Map(people.map(({ truthId, name }) => [truthId, name]));
    const nameColumn: Record<string, string> = { self: 'name', spouse: 'spouse_name', legal: 'legal_name' };
    const wrong = records.filter(({ people: named, fields }) =>
      named.some(({ role, truthId }) => fields[nameColumn[role]!] !== names.get(truthId)),
    );
    expect(wrong).toEqual([]);
  });

  test('almost everybody is on record, and the marker says who is not', () => {
    // what happened to somebody founds nobody in the register
    const sources = loadCatalogue().sources.filter(({ subject }) => subject !== 'event');
    const founding = sources.flatMap(({ source }) => rowsOf(source));
    const named = new Set(founding.flatMap((record) => record.people.map(({ truthId }) => truthId)));
    expect(people.filter(({ truthId, onRecord }) => onRecord !== named.has(truthId))).toEqual([]);
    expect(people.filter(({ onRecord }) => !onRecord).length).toBeLessThan(people.length / 1000);
  });
});

describe('proportions', () => {
  const share = (matches: (person: TruthPerson) => boolean, of: (person: TruthPerson) => boolean) =>
    people.filter((person) => of(person) && matches(person)).length / people.filter(of).length;
  const inDenominator = (person: TruthPerson) => person.inDenominator;

  test('residents are as many as wished', () => {
    const residents = people.filter(({ resident }) => resident).length;
    expect(Math.abs(residents / wish.people - 1)).toBeLessThan(0.015);
  });

  test('all statuses occur', () => {
    expect(new Set(people.map(({ status }) => status))).toEqual(new Set(Object.keys(COVERAGE_STATUSES)));
  });

  test('the gap in coverage is that of a region before its campaign', () => {
    const uninsured = (person: TruthPerson) => ['INTERRUPTED', 'DROPPED', 'MISSED'].includes(person.status);
    expect(share(uninsured, inDenominator)).toBeGreaterThan(0.045);
    expect(share(uninsured, inDenominator)).toBeLessThan(0.08);
    expect(share(({ status }) => status === 'INSURED_ELSEWHERE', inDenominator)).toBeGreaterThan(0.02);
    expect(share(({ status }) => status === 'UNCLAIMED', inDenominator)).toBeLessThan(0.01);
  });

  test('ages, ethnic groups and hukou are like those of the county', () => {
    const isResident = ({ resident }: TruthPerson) => resident;
    expect(share(({ birthDate }) => birthDate > '2010-11-20', isResident)).toBeLessThan(0.27);
    expect(share(({ birthDate }) => birthDate <= '1966-11-20', isResident)).toBeGreaterThan(0.12);
    expect(share(({ ethnicity }) => ethnicity === '03', isResident)).toBeGreaterThan(0.3);
    expect(share(({ registered }) => registered, isResident)).toBeGreaterThan(0.85);
    expect(
      share(
        ({ registered, hukouVillageCode, villageCode }) => registered && hukouVillageCode !== villageCode,
        isResident,
      ),
    ).toBeGreaterThan(0.08);
  });

  test('some live unlisted: whole dwellings, and members of listed families', () => {
    expect(unlistedDwellings.length).toBeGreaterThan(5);
    expect(people.filter(({ missingFromGrid }) => missingFromGrid).length).toBeGreaterThan(30);
    const listed = new Set(rowsOf('grid_resident').map(({ people: named }) => named[0]!.truthId));
    expect(people.filter(({ missingFromGrid, truthId }) => missingFromGrid && listed.has(truthId))).toEqual(
      [],
    );
  });

  test('an uninsured unit has staff on record and no enrolment', () => {
    const uninsured = units.filter(({ status }) => status === 'UNINSURED_UNIT');
    expect(uninsured.length).toBeGreaterThan(3);
    const enrolled = new Set(rowsOf('hrss_unit').map(({ fields }) => fields.uscc));
    const employers = new Set(
      [...rowsOf('tax_wage'), ...rowsOf('hrss_contract')].map(({ fields }) => fields.uscc),
    );
    for (const { uscc, staff } of uninsured) {
      expect(enrolled.has(uscc)).toBe(false);
      expect(employers.has(uscc)).toBe(true);
      expect(staff).toBeGreaterThan(0);
    }
    expect(new Set(units.map(({ uscc }) => uscc)).size).toBe(units.length);
  });
});

describe.each([
  ['640402001001', 300, '2024-02-29', 3],
  ['150302', 1200, '2025-01-01', 2],
  ['341602', 1200, '2026-07-15', 1],
  ['11', 900, '2026-12-31', 2],
  ['441900', 900, '2027-03-01', 3],
])('a city in %s of %i people on %s', (region, count, asOf, seed) => {
  const plan = planCity({ region, people: count, seed, asOf, divisions: readDivisions({ prefix: region }) });
  const outputs = [...populateCity(plan)];

  test('has no value that is no value, and nothing that has not happened yet', () => {
    const mayLieAhead = /^(end|due|graduation)_date$/;
    const wrong = outputs
      .flatMap((output) => output.records)
      .filter(({ fields }) =>
        Object.entries(fields).some(
          ([column, value]) =>
            value === undefined ||
            Number.isNaN(value) ||
            (column.endsWith('_date') && !mayLieAhead.test(column) && String(value ?? '') > asOf),
        ),
      );
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  test('has good and unique numbers', () => {
    const numbers = outputs
      .flatMap((output) => output.people)
      .filter(({ idNo, sharedNumber }) => idNo !== '' && !sharedNumber)
      .map(({ idNo }) => idNo);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.filter((number) => parseIdentityNumber(number, { asOf }).issue !== null)).toEqual([]);
  });
});

test('a city of one village of fifty people is a city', () => {
  const plan = planCity({ ...wish, region: '640402001001', people: 50 });
  const [village, last] = [...populateCity(plan)];
  expect(village!.people.filter(({ resident }) => resident).length).toBeGreaterThan(45);
  expect(last!.village).toBe('640402001001');
});

test('a region without villages is refused', () => {
  expect(() => planCity({ ...wish, region: '110101' })).toThrow('the division list has no village in 110101');
});
