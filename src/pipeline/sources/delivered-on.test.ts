import { expect, it } from 'vitest';
import { deliveredOnFromName, isDeltaName } from './delivered-on.ts';

it.each([
  ['公安局_户籍人口_20261031.csv', '2026-10-31'],
  ['税务局_居民养老缴费_2026-10-31.csv', '2026-10-31'],
  ['民政局/低保 2026.10.5(1).xlsx', '2026-10-05'],
  ['2026年10月31日 特困人员.xlsx', '2026-10-31'],
  ['水电公司_水电用量_202610.csv', '2026-10-01'],
  ['utility_2026-02.csv', '2026-02-01'],
  ['用量2024年2月.csv', '2024-02-01'],
  ['20260901-20261031社保.csv', '2026-10-31'],
  ['20261301.csv', null],
  ['户籍人口(64040210020261031).csv', null],
  ['20261031/户籍人口.csv', null],
  ['名单.csv', null],
])('%s is of %s', (file, day) => {
  expect(deliveredOnFromName(file)).toBe(day);
});

it('a delta says so in its name, not in that of its folder', () => {
  expect(['网格_日增_20261031.csv', 'a/增量.csv', 'x.DELTA.jsonl', '增量/全量.csv'].map(isDeltaName)).toEqual(
    [true, true, true, false],
  );
});
