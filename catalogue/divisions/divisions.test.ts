import { describe, expect, test } from 'vitest';
import { knownAreaCodes, readAreaCodeHistory } from './area-code-history.ts';
import { readDivisions } from './read-divisions.ts';

const counts = (prefix: string) => {
  const found = readDivisions({ prefix });
  return [1, 2, 3, 4, 5].map((level) => found.filter((division) => division.level === level).length);
};

describe('divisions', () => {
  test('of Guyuan are 5 counties, 65 townships and 868 villages, with the places above', () => {
    expect(counts('6404')).toEqual([1, 1, 5, 65, 868]);
    const guyuan = readDivisions({ prefix: '6404' });
    expect(guyuan.slice(0, 3)).toEqual([
      { code: '64', name: '宁夏回族自治区', level: 1, parent: null, kind: 'PROVINCE' },
      { code: '6404', name: '固原市', level: 2, parent: '64', kind: 'CITY' },
      { code: '640402', name: '原州区', level: 3, parent: '6404', kind: 'DISTRICT' },
    ]);
    expect(guyuan.find(({ code }) => code === '640402001')).toEqual({
      code: '640402001',
      name: '南关街道',
      level: 4,
      parent: '640402',
      kind: 'STREET',
    });
  });

  test('of a county are its own and the line above it', () => {
    const county = readDivisions({ prefix: '640402' });
    expect(county.filter(({ level }) => level <= 3).map(({ code }) => code)).toEqual([
      '64',
      '6404',
      '640402',
    ]);
    expect(county.filter(({ level }) => level > 3).every(({ code }) => code.startsWith('640402'))).toBe(true);
  });

  test('are the same for a padded code', () => {
    expect(readDivisions({ prefix: '150300' })).toEqual(readDivisions({ prefix: '1503' }));
  });

  test('can stop at a level', () => {
    expect(counts('1503').slice(0, 3)).toEqual([1, 1, 3]);
    const upper = readDivisions({ prefix: '1503', level: 3 });
    expect(upper.map(({ level }) => level)).toEqual([1, 2, 3, 3, 3]);
  });

  test('of the whole country down to the township have unique codes and their parents', () => {
    const all = readDivisions({ prefix: '', level: 4 });
    const codes = new Set(all.map(({ code }) => code));
    expect(codes.size).toBe(all.length);
    expect(all.length).toBe(31 + 342 + 2978 + 41352);
    expect(all.filter(({ parent }) => parent !== null && !codes.has(parent))).toEqual([]);
  });

  test.each([
    ['the municipal filler of Beijing', '11', '1101', 'FILLER'],
    ['the counties filler of Chongqing', '50', '5002', 'FILLER'],
    ["the stand-in for Dongguan's missing counties", '4419', '441900', 'FILLER'],
    ["the stand-in for Jiayuguan's", '6202', '620201', 'FILLER'],
    ['a county city directly under Henan', '4190', '419001', 'COUNTY_CITY'],
    ['an autonomous prefecture', '5325', '5325', 'PREFECTURE'],
    ['a banner', '1501', '150121', 'BANNER'],
    ['a county', '640422', '640422', 'COUNTY'],
    ['a town', '640402', '640402100', 'TOWN'],
    ['a development zone', '1503', '150302400', 'SPECIAL'],
  ])('know %s', (_, prefix, code, kind) => {
    expect(readDivisions({ prefix }).find((division) => division.code === code)?.kind).toBe(kind);
  });

  test('of Dongguan hang together although it has no counties', () => {
    const dongguan = readDivisions({ prefix: '4419' });
    const codes = new Set(dongguan.map(({ code }) => code));
    expect(dongguan.every(({ parent }) => parent === null || codes.has(parent))).toBe(true);
    expect(dongguan.filter(({ level }) => level === 5).length).toBeGreaterThan(500);
  });

  test('that do not exist are none', () => {
    expect(readDivisions({ prefix: '99' })).toEqual([]);
  });
});

describe('the area code history', () => {
  const history = readAreaCodeHistory();

  test('tells where an abolished code went', () => {
    expect(history.filter(({ code }) => code === '642221')).toEqual([
      {
        code: '642221',
        name: '固原县',
        parentCode: '642200',
        startYear: 1981,
        endYear: 2001,
        successors: [
          { code: '642226', year: 1983 },
          { code: '640402', year: null },
        ],
      },
    ]);
  });

  test('knows present and abolished codes, and not the one that is never given out', () => {
    const known = knownAreaCodes(history);
    expect(['640402', '642221', '110105', '440524', '810000'].map((code) => known.has(code))).toEqual(
      Array(5).fill(true),
    );
    expect(known.has('640499')).toBe(false);
  });

  test('is whole: every row has code, name and a span of years', () => {
    expect(history).toHaveLength(6823);
    for (const { code, name, startYear, endYear, successors } of history) {
      expect(code).toMatch(/^\d{6}$/);
      expect(name).not.toBe('');
      expect(startYear).toBeGreaterThanOrEqual(1981);
      expect(endYear ?? 2024).toBeGreaterThanOrEqual(startYear);
      for (const successor of successors) expect(successor.code).toMatch(/^\d{6}$/);
    }
  });
});
