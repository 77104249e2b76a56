import { expect, test } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { handMadeRecord } from '../hand-made-records.ts';
import { createDamage } from './damage-record.ts';
import type { ErrorKind } from './error-kinds.ts';
import { type ErrorRates, NO_ERRORS, readErrorRates } from './error-rates.ts';
import { readNameConfusions } from './name-confusions.ts';

const { sources } = loadCatalogue();
const definitionOf = (source: string) => sources.find((definition) => definition.source === source)!;
const confusions = readNameConfusions();
const rates = readErrorRates();
const damageOf = (source: string, seed = 7, with_: ErrorRates = rates) =>
  createDamage({ definition: definitionOf(source), rates: with_, confusions, seed, strictTypes: new Set() });

test('every source of the catalogue has rates', () => {
  expect([...rates.bySource.keys()].sort()).toEqual(sources.map(({ source }) => source));
});

test('without rates a record stays as it is', () => {
  for (const definition of sources) {
    const record = handMadeRecord(definition, 11);
    const damaged = damageOf(definition.source, 7, NO_ERRORS)(record);
    expect(damaged.values).toEqual(Object.values(record.fields));
    expect([damaged.rowErrors, damaged.written.size, damaged.isRepeated]).toEqual([[], 0, false]);
    expect(damaged.personErrors.flat()).toEqual([]);
  }
});

test('the errors of a record do not depend on the records before it', () => {
  const definition = definitionOf('grid_resident');
  const records = Array.from({ length: 300 }, (_, n) => handMadeRecord(definition, n));
  const forwards = records.map(damageOf('grid_resident'));
  const backwards = records.toReversed().map(damageOf('grid_resident')).reverse();
  expect(backwards).toEqual(forwards);
  expect(records.map(damageOf('grid_resident', 8))).not.toEqual(forwards);
});

test('errors come at the rates of their source', () => {
  const definition = definitionOf('grid_resident');
  const damage = damageOf('grid_resident');
  const seen = new Map<ErrorKind, number>();
  const rows = 30_000;
  for (let n = 0; n < rows; n += 1) {
    const { personErrors, rowErrors } = damage(handMadeRecord(definition, n));
    for (const kind of [...personErrors.flat(), ...rowErrors]) seen.set(kind, (seen.get(kind) ?? 0) + 1);
  }
  const expected = rates.bySource.get('grid_resident')!;
  for (const kind of [
    'ID_DIGIT',
    'ID_TRANSPOSED',
    'ID_BLANK',
    'NAME_BLANK',
    'MOBILE_FORM',
    'ADDRESS_STALE',
  ] as const) {
    const count = expected[kind]! * rows;
    // four deviations of a count of rare events
    expect(Math.abs((seen.get(kind) ?? 0) - count), kind).toBeLessThan(4 * Math.sqrt(count));
  }
});

test('whoever has two numbers has the same second one in all sources', () => {
  const always: ErrorRates = {
    twoNumbers: 1,
    bySource: new Map(sources.map(({ source }) => [source, { ID_OLD_NUMBER: 1 }])),
  };
  const numbers = ['grid_resident', 'cab_dibao', 'hrss_land_lost'].map((source) => {
    const definition = definitionOf(source);
    const place = definition.columns.findIndex(({ column }) => column === 'id_no');
    const damaged = damageOf(source, 7, always)(handMadeRecord(definition, 12));
    expect(damaged.personErrors).toEqual([['ID_OLD_NUMBER']]);
    return damaged.values[place];
  });
  expect(new Set(numbers).size).toBe(1);
});

test('both people of a marriage can suffer, each for herself', () => {
  const definition = definitionOf('cab_marriage');
  const bySource = new Map([['cab_marriage', { ID_BLANK: 0.5, NAME_SPACE: 0.5 }]]);
  const damage = damageOf('cab_marriage', 7, { twoNumbers: 0, bySource });
  const seen = Array.from({ length: 200 }, (_, n) => damage(handMadeRecord(definition, n)).personErrors);
  expect(seen.some(([self, spouse]) => self!.length > 0 && spouse!.length === 0)).toBe(true);
  expect(seen.some(([self, spouse]) => self!.length === 0 && spouse!.length > 0)).toBe(true);
});
