import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareNames, type NameTables } from '#domain/name-agreement.ts';
import { createChance } from './chance.ts';
import { readNameConfusions } from './name-confusions.ts';
import { misprintName, type NameErrorKind } from './name-errors.ts';

const pairs = (file: string) =>
  new Map(
    readFileSync(`catalogue/names/${file}.csv`, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',') as [string, string]),
  );
const tables: NameTables = {
  readings: pairs('readings'),
  surnameReadings: pairs('surname-readings'),
  variants: pairs('variants'),
};
const confusions = readNameConfusions();
const NAMES = ['张伟', '闫静', '单小丽', '欧阳建国', '马国梁', '阿不都热合曼·买买提', '王𠀀明', '解婷婷'];

/** What forty rows make of a name, without those that the error cannot befall. */
function misprints(name: string, kind: NameErrorKind): string[] {
  const chance = createChance(1, kind);
  return Array.from({ length: 40 }, (_, row) => {
    chance.restart(String(row));
    return misprintName(name, kind, chance, confusions);
  }).filter((misprint) => misprint !== null);
}

test.each([
  ['NAME_HOMOPHONE', ['HOMOPHONE']],
  ['NAME_VARIANT', ['VARIANT']],
  ['NAME_SEPARATOR', ['EXACT']],
  ['NAME_SPACE', ['EXACT']],
  ['NAME_TRUNCATED', ['CONFLICT']],
  ['NAME_CHARACTER_LOST', ['VARIANT']],
  ['NAME_BLANK', ['BLANK']],
] as const)('%s: the written name agrees with the true one as %s', (kind, agreements) => {
  const written = NAMES.flatMap((name) => misprints(name, kind).map((misprint) => ({ name, misprint })));
  expect(written.length).toBeGreaterThan(30);
  for (const { name, misprint } of written) {
    expect(misprint).not.toBe(name);
    expect(agreements, `${name} → ${misprint}`).toContain(compareNames(name, misprint, tables));
  }
});

test('homophones and variants are characters that a typist meets', () => {
  expect(confusions.homophones('张', true)).toContain('章');
  expect(confusions.variants('闫')).toContain('阎');
  expect(confusions.homophones('单', true)).toContain('山');
  expect(confusions.homophones('单', true)).not.toContain('丹');
});
