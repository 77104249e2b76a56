import { expect, test } from 'vitest';
import { ETHNIC_GROUPS, parseEthnicGroup } from './ethnic-group.ts';

test('the table holds 56 groups, others, and foreign descent', () => {
  expect(ETHNIC_GROUPS.size).toBe(58);
  expect(new Set(ETHNIC_GROUPS.values()).size).toBe(58);
  const known = ['01', '02', '03', '04', '05', '10', '19', '20', '30', '38', '40', '44', '56'];
  expect(known.map((code) => ETHNIC_GROUPS.get(code))).toEqual([
    ...['汉族', '蒙古族', '回族', '藏族', '维吾尔族', '朝鲜族', '黎族', '傈僳族', '土族', '锡伯族'],
    ...['普米族', '俄罗斯族', '基诺族'],
  ]);
});

test.each([
  ['03', '03'],
  ['3', '03'],
  ['回族', '03'],
  [' 回 ', '03'],
  ['维吾尔', '05'],
  ['其他', '97'],
  ['97', '97'],
  ['57', null],
  ['', null],
  ['穿青人', null],
])('%j is %j', (raw, code) => {
  expect(parseEthnicGroup(raw)).toBe(code);
});
