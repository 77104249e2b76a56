import { beforeAll, describe, expect, test } from 'vitest';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import { isoOfDay } from '../calendar.ts';
import { planCity } from './city-plan.ts';
import { createVillage } from './create-village.ts';
import { lastPaidMonth } from './employee-pension.ts';
import { ageOn, type Dwelling, type Household, type Person } from './person.ts';
import type { Village } from './village-draft.ts';

const plan = planCity({
  region: '640402',
  people: 10_000,
  seed: 11,
  asOf: '2026-11-20',
  divisions: readDivisions({ prefix: '640402' }),
});
let villages: Village[];
let people: Person[];

beforeAll(() => {
  villages = plan.villages.map((village) => createVillage(plan, village));
  people = villages.flatMap((village) => village.people);
});

const yearsBetween = (earlier: number, later: number) => (later - earlier) / 365.2425;

/** Whom a rule fails for: by number only, the list stays short when the rule is broken for many. */
const breakers = (list: readonly Person[], rule: (person: Person) => boolean) =>
  list
    .filter((person) => !rule(person))
    .slice(0, 3)
    .map(({ truthId }) => truthId);

describe('families', () => {
  test('mothers are 18 to 48 at a birth and fathers at least 18', () => {
    const isPossible = ({ birthDay, mother, father }: Person) =>
      (mother === null ||
        (yearsBetween(mother.birthDay, birthDay) > 18 && yearsBetween(mother.birthDay, birthDay) < 48)) &&
      (father === null || yearsBetween(father.birthDay, birthDay) > 18);
    expect(breakers(people, isPossible)).toEqual([]);
  });

  test('children bear the name of their father’s family', () => {
    const children = people.filter(({ father }) => father !== null && father.surname !== '');
    expect(children.length).toBeGreaterThan(1500);
    expect(breakers(children, ({ name, father }) => name.startsWith(father!.surname))).toEqual([]);
  });

  test('husband and wife name each other and married as adults', () => {
    const married = people.filter(({ spouse }) => spouse !== null);
    expect(married.length).toBeGreaterThan(3000);
    const isRight = (person: Person) =>
      person.spouse!.spouse === person &&
      person.spouse!.sex !== person.sex &&
      yearsBetween(person.birthDay, person.marriageDay) > 19 &&
      person.marriageDay <= plan.asOfDay;
    expect(breakers(married, isRight)).toEqual([]);
  });

  test('those who are divorced married before', () => {
    const divorced = people.filter(({ divorceDay }) => divorceDay > 0);
    expect(divorced.length).toBeGreaterThan(20);
    const isRight = (person: Person) =>
      person.formerSpouse?.formerSpouse === person && person.divorceDay > person.marriageDay;
    expect(breakers(divorced, isRight)).toEqual([]);
  });
});

describe('lives', () => {
  test('nobody is born after the as-of date, dies before birth, or is reported dead before dying', () => {
    const isPossible = ({ birthDay, death }: Person) =>
      birthDay < plan.asOfDay &&
      (death === null ||
        (death.day >= birthDay &&
          death.day <= plan.asOfDay &&
          (death.hukouCancelDay === 0 || death.hukouCancelDay > death.day) &&
          (death.cremationDay === 0 || death.cremationDay > death.day)));
    expect(breakers(people, isPossible)).toEqual([]);
  });

  test('nobody pays as a child or in the future, and spells do not overlap', () => {
    const insured = people.filter(({ emp }) => emp !== null);
    expect(insured.length).toBeGreaterThan(1500);
    const isPossible = ({ emp, birthMonth }: Person) =>
      emp!.spells[0]!.fromMonth >= birthMonth + 16 * 12 &&
      lastPaidMonth(emp!) <= plan.asOfMonth &&
      emp!.spells.every(
        ({ fromMonth, toMonth }, i) =>
          toMonth >= fromMonth && (i === 0 || fromMonth > emp!.spells[i - 1]!.toMonth),
      );
    expect(breakers(insured, isPossible)).toEqual([]);
  });

  test('resident contributions begin at sixteen and end at sixty', () => {
    const payers = people.filter(({ res }) => res !== null && res.lastPaidYear !== null);
    expect(payers.length).toBeGreaterThan(3000);
    const isPossible = ({ res, birthMonth }: Person) => {
      const birthYear = Math.floor(birthMonth / 12);
      return (
        res!.firstYear >= birthYear + 16 &&
        res!.firstYear <= res!.lastPaidYear! &&
        res!.lastPaidYear! <= Math.min(2026, birthYear + 60)
      );
    };
    expect(breakers(payers, isPossible)).toEqual([]);
  });

  test('pensions begin at pension age', () => {
    const isPossible = ({ benefits, birthMonth }: Person) =>
      benefits.every(
        ({ programme, awardMonth }) =>
          awardMonth > birthMonth + (programme === 'RES_PENSION' ? 720 : 596) &&
          awardMonth <= plan.asOfMonth + 1,
      );
    expect(breakers(people, isPossible)).toEqual([]);
  });

  test('pupils and students are between six and 27, inside their years of school', () => {
    const enrolled = people.filter(({ student }) => student?.state === 'ENROLLED');
    expect(enrolled.length).toBeGreaterThan(1500);
    const isPossible = (person: Person) => {
      const age = ageOn(person, plan.asOfDay);
      const { enrolDay, graduationDay } = person.student!;
      return age >= 6 && age <= 27 && enrolDay < plan.asOfDay && graduationDay > plan.asOfDay;
    };
    expect(breakers(enrolled, isPossible)).toEqual([]);
  });
});

describe('identity', () => {
  test('every number is good, agrees with birth date and sex, and is of no assigned county', () => {
    const isRight = ({ idNo, birthDay, sex }: Person) => {
      if (idNo === '') return true;
      const read = parseIdentityNumber(idNo);
      if (read.issue !== null || read.birthDate !== isoOfDay(birthDay)) return false;
      return read.kind !== 'CITIZEN' || (read.sex === String(sex) && read.division!.endsWith('99'));
    };
    expect(breakers(people, isRight)).toEqual([]);
  });

  test('only the intended pairs share a number, and they are registered people of different families', () => {
    const numbered = people.filter(({ idNo }) => idNo !== '');
    const shared = [...Map.groupBy(numbered, ({ idNo }) => idNo).values()].filter((list) => list.length > 1);
    expect(shared.length).toBeGreaterThan(0);
    for (const pair of shared) {
      expect(pair.length).toBe(2);
      expect(pair.every((person) => person.sharedNumber && person.booklet !== null)).toBe(true);
      expect(pair[0]!.name).not.toBe(pair[1]!.name);
      expect(pair[0]!.household).not.toBe(pair[1]!.household);
    }
    expect(people.filter(({ sharedNumber }) => sharedNumber).length).toBe(shared.length * 2);
  });

  test('truth ids are unique', () => {
    expect(new Set(people.map(({ truthId }) => truthId)).size).toBe(people.length);
  });
});

describe('places', () => {
  test('everybody lives in a dwelling of the village, every dwelling lies in a grid of it', () => {
    for (const { settlement, households, village } of villages) {
      const codes = new Set(settlement.dwellings.map(({ code }) => code));
      expect(codes.size).toBe(settlement.dwellings.length);
      expect(households.every(({ dwelling }) => codes.has(dwelling.code))).toBe(true);
      const isInside = ({ code, gridCode }: Dwelling) =>
        code.startsWith(gridCode) &&
        gridCode.startsWith(village.code) &&
        Number(gridCode.slice(12)) <= village.grids;
      expect(settlement.dwellings.every(isInside)).toBe(true);
    }
  });

  test('a dwelling in which nobody lives uses nothing, and one that is lived in is used', () => {
    const households = villages.flatMap((village) => village.households);
    const isRight = ({ dwelling, members }: Household) =>
      dwelling.electricityKwh > 0 ===
      members.some(({ whereabouts, death }) => whereabouts === 'HOME' && death === null);
    expect(households.every(isRight)).toBe(true);
  });
});
