import { describe, expect, test } from 'vitest';
import { normaliseName } from '#domain/person-name.ts';
import { RandomStream } from '../../random.ts';
import { rareCharacters } from './han-given-names.ts';
import { newForeignName, newName, newSurname } from './name-giver.ts';

function names(ethnicity: string, sex: 1 | 2, birthYear: number, count = 1500): string[] {
  const random = new RandomStream(`names ${ethnicity} ${sex} ${birthYear}`);
  return Array.from({ length: count }, () =>
    newName(random, { ethnicity, sex, birthYear, surname: newSurname(random, ethnicity) }),
  );
}

const share = (list: readonly string[], pattern: RegExp) =>
  list.filter((name) => pattern.test(name)).length / list.length;

describe('given names', () => {
  test('tell the cohort', () => {
    expect(share(names('01', 1, 1955), /国|建/)).toBeGreaterThan(0.08);
    expect(share(names('01', 2, 1940), /英|兰|珍|花/)).toBeGreaterThan(0.3);
    expect(share(names('01', 2, 2016), /涵|怡|梓|诗|欣/)).toBeGreaterThan(0.2);
    expect(share(names('01', 1, 2016), /国|建|军/)).toBeLessThan(0.02);
  });

  test('old Hui people often bear religious names, young ones seldom', () => {
    const religious = /尔萨|穆萨|哈三|主麻|古拜|苏莱曼|伊斯哈|胡赛/;
    expect(share(names('03', 1, 1945), religious)).toBeGreaterThan(0.05);
    expect(share(names('03', 1, 2005), religious)).toBeLessThan(0.02);
  });

  test('some need characters beyond the basic plane', () => {
    const withRare = names('01', 1, 1992, 20_000).filter((name) =>
      rareCharacters.some((rare) => name.includes(rare)),
    );
    expect(withRare.length).toBeGreaterThan(20);
    expect(withRare.some((name) => [...name].length < name.length)).toBe(true);
  });
});

test('Hui surnames are those of the region', () => {
  const random = new RandomStream('hui');
  const surnames = Array.from({ length: 2000 }, () => newSurname(random, '03'));
  expect(surnames.filter((surname) => surname === '马').length / 2000).toBeGreaterThan(0.2);
  for (const surname of ['海', '虎', '穆', '哈', '撒']) expect(surnames).toContain(surname);
});

test('Uyghur names have the one separator, Mongol names may lack a surname', () => {
  expect(names('05', 2, 1985, 50).every((name) => /^\p{Script=Han}+\u00b7\p{Script=Han}+$/u.test(name))).toBe(
    true,
  );
  expect(names('02', 1, 1985, 50)).toContain('巴特尔');
});

test.each(['01', '02', '03', '04', '05', '11', '15', '17', '26'])(
  'names of group %s are clean',
  (ethnicity) => {
    for (const name of [...names(ethnicity, 1, 1975, 300), ...names(ethnicity, 2, 2012, 300)]) {
      expect(normaliseName(name)).toMatchObject({ name, issue: null });
    }
  },
);

test('foreign names are in Latin capitals', () => {
  expect(newForeignName(new RandomStream('foreign'), 2)).toMatch(/^[A-Z]+ [A-Z]+$/);
});
