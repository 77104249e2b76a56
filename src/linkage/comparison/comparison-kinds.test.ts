import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import type { ColumnType } from '../spec/linkage-spec.ts';
import { COMPARISON_KINDS } from './comparison-kinds.ts';
import { type ComparedValue, valueLevels } from './pair-levels.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

beforeAll(() =>
  engine.run(`
    CREATE TABLE name_variant AS SELECT '閆' AS character, '闫' AS representative;
    CREATE TABLE name_reading AS SELECT * FROM (VALUES ('张', 'zhang'), ('章', 'zhang'), ('伟', 'wei')) t(character, reading);
    CREATE TABLE surname_reading AS SELECT '尉迟' AS surname, 'yu chi' AS reading;
  `),
);

const scripts = [
  'abcdeo',
  'éøßñ',
  'абвг',
  'αβγ',
  'محمد',
  'བཀྲ',
  '张章伟李王一二路号区',
  'กขค',
  '한글',
  '🎉👪',
  '0123456789',
  " -.'·?@",
];
const character = fc.constantFrom(...scripts).chain((script) => fc.constantFrom(...script));
const text = fc.oneof(
  fc.array(character, { minLength: 1, maxLength: 12 }).map((characters) => characters.join('')),
  fc.array(character, { minLength: 50, maxLength: 70 }).map((characters) => characters.join('')),
);
/** A text and one that an edit or two away. */
const near = fc
  .tuple(text, fc.nat(), character, fc.constantFrom('replace', 'remove', 'insert', 'exchange', 'none'))
  .map(([a, place, c, edit]) => {
    const characters = [...a];
    const at = place % characters.length;
    if (edit === 'replace') characters[at] = c;
    if (edit === 'remove') characters.splice(at, 1);
    if (edit === 'insert') characters.splice(at, 0, c);
    if (edit === 'exchange') characters.splice(at, 2, ...characters.slice(at, at + 2).reverse());
    return [a, characters.join('') || a] as const;
  });
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const number = fc.integer({ min: -50, max: 50 });
const list = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', '张'), { minLength: 1 })
  .map((elements) => elements.toSorted());

const PAIRS: Readonly<Record<ColumnType, fc.Arbitrary<readonly [ComparedValue, ComparedValue]>>> = {
  text: fc.oneof(near, fc.tuple(text, text)),
  date: fc.tuple(day, day),
  number: fc.tuple(number, number),
  list: fc.tuple(list, list),
};

describe.each(Object.values(COMPARISON_KINDS).filter(({ accepts }) => accepts.length === 1))(
  '$kind',
  ({ kind, accepts }) => {
    const type = accepts[0]![0]!;

    it('gives both orders of any pair one level, and equal values the first', async () => {
      const equalLevels = new Set<string>();
      await fc.assert(
        fc.asyncProperty(fc.array(PAIRS[type], { minLength: 100, maxLength: 100 }), async (pairs) => {
          // valueLevels itself throws when the orders differ, or when a level is not plausible.
          await valueLevels(engine, { kind }, type, pairs);
          const equals = pairs.map(([a]) => [a, a] as const);
          for (const [, , level] of await valueLevels(engine, { kind }, type, equals)) equalLevels.add(level);
        }),
        { numRuns: 3, endOnFailure: true },
      );
      equalLevels.delete('missing');
      const levels = COMPARISON_KINDS[kind]!.levels(
        { name: 'v', kind, columns: ['v'], frequency: false, maxWeight: undefined, options: {} },
        (column) => column,
        (column) => column,
      );
      // An address, a phone or a number that is no such thing has no parts to agree on.
      expect([...equalLevels].filter((level) => level !== levels[0]!.code)).toEqual([]);
    });
  },
);

it('every kind is listed under its own name and has levels of different codes', () => {
  for (const [name, kind] of Object.entries(COMPARISON_KINDS)) {
    const columns = kind.accepts.map((_, index) => `c${index}`);
    const levels = kind.levels(
      { name: 'tried', kind: name, columns, frequency: false, maxWeight: undefined, options: {} },
      (column) => `l.${column}`,
      (column) => `r.${column}`,
    );
    expect(kind.kind).toBe(name);
    expect(new Set(levels.map(({ code }) => code)).size).toBe(levels.length);
    expect(levels.length).toBeLessThanOrEqual(7);
  }
});
