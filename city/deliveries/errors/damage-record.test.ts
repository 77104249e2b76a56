import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { handMadeRecord } from '../hand-made-records.ts';
import { createDamage } from './damage-record.ts';
import type { ErrorKind } from './error-kinds.ts';
import { type ErrorRates, errorRatesOf, NO_ERRORS, readErrorRates } from './error-rates.ts';
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

describe('the errors that linkage is measured with', () => {
  const linkage = errorRatesOf('linkage');
  const ROWS = 6000;
  const BROKEN =
    /^ID_(DIGIT|TRANSPOSED|DIGIT_LOST|DIGIT_EXTRA|ROUNDED|FIFTEEN|LETTER_O|CHECK_CHANCE|RELATIVE)$/;
  const RELATIVE = '640499197003100029';

  test.each(['psb_hukou', 'cab_dibao', 'post_courier'])(
    'remove one number in ten and break one in twenty: %s',
    (source) => {
      const damage = damageOf(source, 7, linkage);
      const kinds = Array.from({ length: ROWS }, (_, n) => {
        const record = handMadeRecord(definitionOf(source), n);
        const people = record.people.map((named) => ({ ...named, relativeIdNo: RELATIVE }));
        return damage({ ...record, people }).personErrors.flat();
      });
      const share = (wanted: RegExp) =>
        kinds.filter((own) => own.some((kind) => wanted.test(kind))).length / ROWS;
      expect(Math.abs(share(/^ID_(BLANK|PLACEHOLDER)$/) - 0.1)).toBeLessThan(0.016);
      expect(Math.abs(share(BROKEN) - 0.05)).toBeLessThan(0.012);
    },
  );

  test('put a relative’s number where one is known, and never invent one', () => {
    const definition = definitionOf('cab_dibao');
    const bySource = new Map([['cab_dibao', { ID_RELATIVE: 1 }]]);
    const damage = damageOf('cab_dibao', 7, { twoNumbers: 0, bySource });
    const record = handMadeRecord(definition, 3);
    const place = definition.columns.findIndex(({ column }) => column === 'id_no');
    const known = damage({ ...record, people: [{ ...record.people[0]!, relativeIdNo: RELATIVE }] });
    expect([known.values[place], known.personErrors]).toEqual([RELATIVE, [['ID_RELATIVE']]]);
    expect(damage(record).personErrors).toEqual([[]]);
  });

  test('leave blank what a row can do without, never what it must have', () => {
    for (const definition of sources) {
      const bySource = new Map([[definition.source, { VALUE_BLANK: 1 }]]);
      const damage = damageOf(definition.source, 7, { twoNumbers: 0, bySource });
      for (let n = 0; n < 20; n += 1) {
        const { values } = damage(handMadeRecord(definition, n));
        const blank = definition.columns.filter((_, place) => values[place] === null);
        expect(blank.filter(({ required }) => required)).toEqual([]);
        expect(blank.length).toBeLessThanOrEqual(1);
      }
    }
  });
});
