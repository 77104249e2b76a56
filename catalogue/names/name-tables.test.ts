import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { variantKey } from '#domain/name-agreement.ts';
import { readNameTables } from './name-tables.ts';

const tables = readNameTables();

test('the files are sorted by code point, without repeats, in plain UTF-8', () => {
  for (const file of ['readings.csv', 'surname-readings.csv', 'variants.csv']) {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    const keys = text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '');
    const byCodePoint = [...new Set(keys)].sort(
      (a, b) => a.codePointAt(0)! - b.codePointAt(0)! || (a < b ? -1 : 1),
    );
    expect(keys, file).toEqual(byCodePoint);
    expect(text, file).not.toMatch(/\r|\ufeff|\ufffd/);
    expect(text.endsWith('\n'), file).toBe(true);
  }
});

test('readings cover the characters of names and hold no tone', () => {
  expect(tables.readings.size).toBeGreaterThan(40_000);
  for (const reading of tables.readings.values()) expect(reading).toMatch(/^[a-z]+$/);
  expect([...'女旭媛㛃𬍛'].map((c) => tables.readings.get(c))).toEqual(['nv', 'xu', 'yuan', 'jie', 'li']);
});

test('a variant leads to its representative in one step', () => {
  expect(tables.variants.size).toBeGreaterThan(200);
  for (const [character, representative] of tables.variants) {
    expect([...character], character).toHaveLength(1);
    expect([...representative], character).toHaveLength(1);
    expect(tables.variants.has(representative), character).toBe(false);
  }
});

test('surname readings differ from those of the characters and are found after variants are replaced', () => {
  for (const [surname, reading] of tables.surnameReadings) {
    const byCharacter = [...surname].map((c) => tables.readings.get(c)).join(' ');
    expect(reading, surname).not.toBe(byCharacter);
    expect(reading.split(' '), surname).toHaveLength([...surname].length);
    expect(variantKey(surname, tables)).toBe(surname);
  }
});
