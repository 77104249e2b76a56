import { expect, it } from 'vitest';
import { type ArchiveValue, maskItem } from './mask-item.ts';

it.each<[ArchiveValue, string, string, string | null, ArchiveValue, string]>([
  ['640499001001007', 'c', 'L1', null, '640499001001007', 'what is open'],
  ['RURAL', 'c', 'L2', null, 'RURAL', 'what is internal'],
  ['马志强', 's', 'L3', 'NAME', '马*强', 'a name'],
  ['13912345678', 's', 'L3', 'PHONE', '139****5678', 'a phone'],
  ['20190001234', 's', 'L3', 'NUMBER', '201******34', 'a number of an office'],
  ['1985-06-01', 'd', 'L3', null, '1985-06', 'a day'],
  [120_000, 'n', 'L3', null, true, 'an amount: that there is one'],
  [true, 'b', 'L3', null, true, 'a flag'],
  [45_000, 'n', 'L4', null, true, 'a sensitive amount: that there is one'],
  ['PHYSICAL', 'c', 'L4', null, true, 'a sensitive code: that there is one'],
  [false, 'b', 'L4', null, false, 'a sensitive flag: no'],
])('%s (%s, %s, mask %s) is shown as %s: %s', (value, type, level, mask, shown) => {
  expect(maskItem(value, { type, level, mask })).toBe(shown);
});
