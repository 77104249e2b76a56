import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { dayOf, dayOfIso, monthOfDay, monthOfText } from '../../calendar.ts';
import { RandomStream } from '../../random.ts';
import { planCity } from '../city-plan.ts';
import type { CleanRecord } from '../clean-record.ts';
import { createVillage } from '../create-village.ts';
import { bankAccountNo } from '../issued-numbers.ts';
import { ageOn, type Benefit, type Person } from '../person.ts';
import { personWriters, villageRecords } from '../records/village-records.ts';
import type { VillageDraft } from '../village-draft.ts';
import { type Award, allAwards, isInside, type PaidAward } from './award.ts';
import { truthOfAward } from './award-truth.ts';
import { deliveredFen, paidFen, paymentLines } from './payment-lines.ts';
import { type Allowance, PROGRAMMES, programmeCode } from './programme.ts';
import { settleAward } from './settle-award.ts';
import { endAtMajority, endAtWedding } from './survivors.ts';

const AS_OF = '2026-11-20';
const asOfDay = dayOfIso(AS_OF);
const asOfMonth = monthOfDay(asOfDay);
const plan = planCity({
  region: '640402',
  people: 12_000,
  seed: 3,
  asOf: AS_OF,
  divisions: readDivisions({ prefix: '640402' }),
});
let villages: VillageDraft[];
let people: Person[];
let pensioner: Person;

beforeAll(() => {
  villages = plan.villages.map((village) => createVillage(plan, village));
  people = villages.flatMap((village) => village.people);
  pensioner = people.find(
    ({ benefits, awards, death, custody, idNo }) =>
      benefits.length === 1 && awards.length === 0 && death === null && custody === null && idNo !== '',
  )!;
});

const award = (more: Partial<Award> = {}): Award => ({
  programme: 'EMP_SURVIVOR',
  awardMonth: monthOfText('2019-05'),
  state: 'PAYING',
  lastPaidMonth: asOfMonth,
  monthlyAmountFen: 60_000,
  ...more,
});
const scene = () => ({ draft: villages[0]!, random: new RandomStream('awards.test'), month: asOfMonth });
const dead = (day: string, certificate: boolean): Person => ({
  ...pensioner,
  death: { day: dayOfIso(day), hukouCancelDay: 0, certificate, cremationDay: 0 },
});
const monthsOf = (person: Person, paid: PaidAward) =>
  paymentLines(person, paid, asOfDay).map(({ month }) => month);

describe('an award', () => {
  test('is paid in the batches of the month and the two before', () => {
    expect(monthsOf(pensioner, award())).toEqual([asOfMonth - 2, asOfMonth - 1, asOfMonth]);
    expect(deliveredFen(pensioner, award(), asOfDay)).toBe(180_000);
  });

  test('was paid in 91 months since May 2019, which is what counts of a wrong award', () => {
    expect(paidFen(pensioner, award(), asOfDay)).toBe(91 * 60_000);
  });

  test('ends in the month of a death that is told', () => {
    const paid = award();
    expect(settleAward(scene(), dead('2026-09-28', true), paid)).toBe(true);
    expect(paid).toMatchObject({ state: 'TERMINATED', stopReason: 'DEATH', lastPaidMonth: asOfMonth - 2 });
    expect(monthsOf(dead('2026-09-28', true), paid)).toEqual([asOfMonth - 2]);
  });

  test('goes on after a death of which nobody has heard, and the truth knows', () => {
    const paid = award();
    const person = dead('2026-08-03', false);
    settleAward(scene(), person, paid);
    expect(paid.state).toBe('PAYING');
    expect(truthOfAward(person, paid, asOfDay)).toMatchObject({
      isEntitled: false,
      lostReason: 'DEATH',
      lostOn: '2026-08-03',
    });
  });

  test('paid three months after a death: the three lines are what is at stake', () => {
    const person = dead('2026-08-03', true);
    const deathMonth = monthOfDay(person.death!.day);
    expect(paidFen(person, award(), asOfDay, ({ month }) => month > deathMonth)).toBe(180_000);
  });

  test('leaves the roster two years after its end', () => {
    expect(settleAward(scene(), dead('2024-12-01', true), award())).toBe(true);
    expect(settleAward(scene(), dead('2024-10-01', true), award())).toBe(false);
  });

  test('is held during a sentence and goes on during probation', () => {
    const sentence = { startDay: asOfDay - 200, endDay: asOfDay + 400 };
    const inside = { ...pensioner, custody: { kind: 'PRISON', ...sentence } } as Person;
    const paid = award();
    settleAward(scene(), inside, paid);
    expect(paid).toMatchObject({ state: 'SUSPENDED', stopReason: 'CUSTODY' });
    expect(monthsOf(inside, paid)).toEqual([]);
    const atHome = { ...pensioner, custody: { kind: 'COMMUNITY', ...sentence } } as Person;
    expect(isInside(atHome, asOfDay)).toBe(false);
    expect(monthsOf(atHome, award())).toHaveLength(3);
  });

  test('is not paid afterwards for the months inside', () => {
    const custody = { kind: 'PRISON', startDay: asOfDay - 300, endDay: dayOf(2026, 10, 20) };
    expect(monthsOf({ ...pensioner, custody } as Person, award())).toEqual([asOfMonth]);
  });

  test('of a widow ends when she remarries', () => {
    const paid = award({ relation: 'SPOUSE' });
    endAtWedding(paid, dayOf(2026, 9, 9));
    expect(monthsOf(pensioner, paid)).toEqual([asOfMonth - 2]);
    expect(truthOfAward(pensioner, paid, asOfDay)).toMatchObject({
      state: 'TERMINATED',
      isEntitled: false,
      lostReason: 'NOT_ENTITLED',
    });
  });

  test('of a child ends with the month of the eighteenth birthday', () => {
    const paid = award({ relation: 'CHILD' });
    endAtMajority(paid, { ...pensioner, birthMonth: monthOfText('2008-09') }, asOfMonth);
    expect(paid).toMatchObject({ state: 'TERMINATED', stopReason: 'EXPIRED' });
    expect(paid.lastPaidMonth).toBe(monthOfText('2026-09'));
  });

  test('a month not paid in its turn comes as arrears in the next batch', () => {
    const lines = paymentLines(pensioner, award({ payment: { arrearsMonth: asOfMonth - 1 } }), asOfDay);
    expect(
      lines.map(({ month, batchMonth, kind }) => [month - asOfMonth, batchMonth - asOfMonth, kind]),
    ).toEqual([
      [-2, -2, 'REGULAR'],
      [-1, 0, 'ARREARS'],
      [0, 0, 'REGULAR'],
    ]);
  });

  test('a rise is a line of its own kind, unless somebody hides it', () => {
    const rise = { month: asOfMonth, factor: 1.05, isAdjusted: true };
    const lines = paymentLines(pensioner, award({ monthlyAmountFen: 63_000, payment: { rise } }), asOfDay);
    expect(lines.map(({ amountFen, kind }) => [amountFen, kind])).toEqual([
      [60_000, 'REGULAR'],
      [60_000, 'REGULAR'],
      [63_000, 'ADJUSTED'],
    ]);
  });

  test('lines lie between award and last paid month, one a month, on days that have come', () => {
    const months = fc.integer({ min: asOfMonth - 40, max: asOfMonth + 1 });
    fc.assert(
      fc.property(
        months,
        months,
        fc.option(months, { nil: undefined }),
        (awardMonth, lastPaidMonth, arrears) => {
          const payment = arrears === undefined ? {} : { payment: { arrearsMonth: arrears } };
          const lines = paymentLines(pensioner, award({ awardMonth, lastPaidMonth, ...payment }), asOfDay);
          expect(new Set(lines.map(({ month }) => month)).size).toBe(lines.length);
          for (const { month, paidDay, batchMonth } of lines) {
            expect(month).toBeGreaterThanOrEqual(awardMonth);
            expect(month).toBeLessThanOrEqual(Math.min(lastPaidMonth, asOfMonth));
            expect(monthOfDay(paidDay)).toBe(batchMonth);
            expect(paidDay).toBeLessThanOrEqual(asOfDay);
          }
        },
      ),
    );
  });
});

describe('the awards of a city', () => {
  const holders = () => people.filter((person) => allAwards(person).length > 0);
  const of = (programme: Allowance) =>
    people.flatMap((person) =>
      person.awards.filter((held) => held.programme === programme).map((held) => ({ person, held })),
    );

  test('are nearly all programmes, one and a third for each who has any', () => {
    const programmes = new Set(
      people.flatMap((person) => allAwards(person).map(({ programme }) => programme)),
    );
    expect(programmes.size).toBeGreaterThan(18);
    const each = holders().reduce((sum, person) => sum + allAwards(person).length, 0) / holders().length;
    expect(each).toBeGreaterThan(1.2);
    expect(each).toBeLessThan(1.6);
  });

  test('are one of each programme for a person', () => {
    const twice = people.filter((person) => {
      const programmes = allAwards(person).map(({ programme }) => programme);
      return new Set(programmes).size < programmes.length;
    });
    expect(twice).toEqual([]);
  });

  test('have amounts of their programme', () => {
    for (const person of people) {
      for (const { programme, monthlyAmountFen } of person.awards) {
        const [low, high] = PROGRAMMES[programme].yuan;
        expect([programme, monthlyAmountFen >= low * 100 && monthlyAmountFen <= high * 100]).toEqual([
          programme,
          true,
        ]);
      }
    }
  });

  test('agree with the lists of subsistence, the destitute and the disabled', () => {
    const rows = villages.flatMap((village) => villageRecords(village));
    const named = (source: string, fits: (row: CleanRecord) => boolean = () => true) =>
      new Set(
        rows.filter((row) => row.source === source && fits(row)).map(({ people: [self] }) => self!.truthId),
      );
    const isPaid = ({ fields }: CleanRecord) => fields.monthly_amount_fen !== null;
    const dibao = named('cab_dibao', isPaid);
    expect(
      of('DIBAO').filter(
        ({ person, held }) =>
          held.state === 'PAYING' &&
          !dibao.has(person.truthId) &&
          person.departure === null &&
          person.death === null &&
          person.whereabouts === 'HOME',
      ),
    ).toEqual([]);
    const tekun = named('cab_tekun');
    expect(of('TEKUN').filter(({ person }) => !tekun.has(person.truthId) && person.death === null)).toEqual(
      [],
    );
    const disabled = named('dpf_disabled');
    expect(
      of('DISABLED_CARE').filter(({ person }) => !disabled.has(person.truthId) && person.death === null),
    ).toEqual([]);
  });

  test('the allowance of the old is for those beyond eighty, the planted wrong ones aside', () => {
    const young = of('OLD_AGE_ALLOWANCE').filter(
      ({ person, held }) => ageOn(person, person.death?.day ?? asOfDay) < 80 && held.lost === undefined,
    );
    expect(young).toEqual([]);
  });
});

test('somebody in all twenty-two programmes stands on every roster, each paid three times under a number of its own', () => {
  const benefits = (['EMP_PENSION', 'PUB_PENSION', 'RES_PENSION'] as const).map(
    (programme): Benefit => ({ ...award(), programme }),
  );
  const awards = (Object.keys(PROGRAMMES) as Allowance[]).map((programme) => award({ programme }));
  const person: Person = { ...pensioner, benefits, awards };
  const rows: CleanRecord[] = [];
  for (const source of [
    'hrss_benefit',
    'hrss_allowance',
    'nhsa_benefit',
    'nhc_benefit',
    'cab_benefit',
    'org_benefit',
    'vet_benefit',
    'card_payment',
  ] as const) {
    personWriters[source](rows, person, villages[0]!);
  }
  const payments = rows.filter(({ source }) => source === 'card_payment');
  expect(rows.length - payments.length).toBe(22);
  expect(payments).toHaveLength(66);
  expect(new Set(rows.map(({ source, key }) => `${source}/${key}`)).size).toBe(88);
  expect(new Set(allAwards(person).map(({ programme }) => programmeCode(programme))).size).toBe(22);
  expect(new Set(payments.map(({ fields }) => fields.account_no))).toEqual(new Set([bankAccountNo(person)]));
});
