import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareNames, nameReading, variantKey } from '#domain/name-agreement.ts';
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

test.each([
  ['单雄', 'shan xiong'],
  ['仇英', 'qiu ying'],
  ['解晓东', 'xie xiao dong'],
  ['曾志伟', 'zeng zhi wei'],
  ['查良', 'zha liang'],
  ['盖叫', 'ge jiao'],
  ['区大明', 'ou da ming'],
  ['尉迟恭', 'yu chi gong'],
  ['万俟明', 'mo qi ming'],
  ['翟志刚', 'zhai zhi gang'],
])('%s is read %s', (name, reading) => {
  expect(nameReading(name, tables)).toBe(reading);
});

test.each([
  ['VARIANT', '闫小红', '阎小紅'],
  ['VARIANT', '肖华', '萧華'],
  ['VARIANT', '付玉', '傅玉'],
  ['VARIANT', '劉德華', '刘德华'],
  ['HOMOPHONE', '马晓燕', '马小艳'],
  ['HOMOPHONE', '单明', '山明'],
  ['CONFLICT', '单明', '丹明'],
] as const)('%s: %s and %s', (agreement, a, b) => {
  expect(compareNames(a, b, tables)).toBe(agreement);
});
