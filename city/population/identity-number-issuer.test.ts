import { expect, test } from 'vitest';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import { dayOf, isoOfDay } from '../calendar.ts';
import { RandomStream } from '../random.ts';
import { checkCharacter, composeNumber, IdentityNumberIssuer } from './identity-number-issuer.ts';

const LAST_DAY = dayOf(2026, 11, 19);

test('check characters are those of GB 11643', () => {
  expect(checkCharacter('11010519491231002')).toBe('X');
  expect(checkCharacter('44052418800101001')).toBe('4');
  expect(composeNumber('640499', dayOf(1965, 1, 15), 1)).toBe('640499196501150016');
});

test('an issued number is good and tells birth date and sex', () => {
  const issuer = new IdentityNumberIssuer(120, 140, LAST_DAY);
  const random = new RandomStream('issue');
  for (let i = 0; i < 400; i += 1) {
    const sex = i % 2 === 0 ? 1 : 2;
    const wanted = random.between(dayOf(1930, 1, 1), LAST_DAY);
    const { idNo, birthDay } = issuer.issue(random, '640499', wanted, sex);
    expect(parseIdentityNumber(idNo)).toMatchObject({
      issue: null,
      sex: String(sex),
      birthDate: isoOfDay(birthDay),
    });
    expect(Math.abs(birthDay - wanted)).toBeLessThan(100);
    expect(birthDay).toBeLessThanOrEqual(LAST_DAY);
  }
});

test('two villages never give out one number, even when all want the same days', () => {
  const villages = [new IdentityNumberIssuer(0, 60, LAST_DAY), new IdentityNumberIssuer(60, 75, LAST_DAY)];
  const issued = villages.flatMap((issuer, i) => {
    const random = new RandomStream(`village ${i}`);
    return Array.from({ length: 60 }, () => issuer.issue(random, '640499', dayOf(1990, 6, 1), 1).idNo);
  });
  expect(new Set(issued).size).toBe(issued.length);
});

test('a village without places left says so', () => {
  const issuer = new IdentityNumberIssuer(0, 1, LAST_DAY);
  const random = new RandomStream('full');
  const issueSix = () => {
    for (let i = 0; i < 6; i += 1) issuer.issue(random, '640499', dayOf(1990, 6, 1), 2);
  };
  expect(issueSix).toThrow(/no citizen number is left for births about 1990-06-01/);
});
