import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNames, type NameTables, nameReading, variantKey } from './name-agreement.ts';

const pairs = (text: string) => new Map(text.split(' ').map((pair) => pair.split('=') as [string, string]));

/** A small town's table; the shipped one stands in `catalogue/names`. */
const tables: NameTables = {
  readings: pairs(
    '张=zhang 章=zhang 伟=wei 玮=wei 阎=yan 严=yan 单=dan 山=shan 于=yu 尉=wei 迟=chi 明=ming 鸣=ming 女=nv',
  ),
  surnameReadings: new Map([...pairs('单=shan 仇=qiu'), ['尉迟', 'yu chi'], ['单于', 'chan yu']]),
  variants: pairs('闫=阎 閻=阎 張=张 偉=伟 單=单'),
};

test.each([
  ['EXACT', '张伟', '张伟'],
  ['EXACT', '张伟', ' 张　伟 '],
  ['EXACT', '阿依古丽•买买提', '阿依古丽．买买提'],
  ['VARIANT', '闫明', '阎明'],
  ['VARIANT', '張偉', '张伟'],
  ['VARIANT', '闫明', '閻明'],
  ['VARIANT', '阿依古丽·买买提', '阿依古丽买买提'],
  ['VARIANT', '张?', '张伟'],
  ['VARIANT', '□伟', '张伟'],
  ['HOMOPHONE', '张伟', '章玮'],
  ['HOMOPHONE', '閻鸣', '严明'],
  ['HOMOPHONE', '单明', '山明'],
  ['CONFLICT', '张伟', '张明'],
  ['CONFLICT', '张伟', '张伟明'],
  ['CONFLICT', '张?', '张伟明'],
  ['CONFLICT', '张?', '章伟'],
  ['BLANK', '张伟', ''],
  ['BLANK', null, '张伟'],
  ['BLANK', null, null],
  ['BLANK', '??', '张伟'],
] as const)('%s: %j and %j', (agreement, a, b) => {
  expect(compareNames(a, b, tables)).toBe(agreement);
  expect(compareNames(b, a, tables)).toBe(agreement);
});

test('the reading uses the surname’s own reading, and only at the front', () => {
  expect(nameReading('单明', tables)).toBe('shan ming');
  expect(nameReading('單明', tables)).toBe('shan ming');
  expect(nameReading('张单', tables)).toBe('zhang dan');
  expect(nameReading('尉迟明', tables)).toBe('yu chi ming');
  expect(nameReading('单于明', tables)).toBe('chan yu ming');
});

test('a name of two characters has a surname of one', () => {
  expect(nameReading('单于', tables)).toBe('shan yu');
});

test('a character without a reading stands for itself', () => {
  expect(nameReading('张𬓳A', tables)).toBe('zhang 𬓳 a');
});

test('the variant key drops separators and spaces', () => {
  expect(variantKey('張·偉', tables)).toBe('张伟');
  expect(variantKey('JOHN SMITH', tables)).toBe('JOHNSMITH');
});

test('agreement is symmetric and a name agrees with itself', () => {
  const name = fc.string({ unit: fc.constantFrom(...'张章伟玮阎闫单于?·'), maxLength: 4 });
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(compareNames(a, b, tables)).toBe(compareNames(b, a, tables));
      expect(['EXACT', 'BLANK']).toContain(compareNames(a, a, tables));
    }),
    { numRuns: 500 },
  );
});
