import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import type { EngineRow } from '#engine/engine.ts';
import { certificationModels } from '../certification/list-models.ts';
import {
  busTap,
  deathCertificate,
  declared,
  faceApp,
  found,
  pharmacy,
  train,
} from '../certification/sample-evidence.ts';
import { assessModels } from '../list-models.ts';
import { custody, man, register, row, type SamplePerson, type SampleRow, woman } from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';
import { outcomeModels } from './list-models.ts';

const AS_OF = '2026-10-31';
const CATALOGUE = loadCatalogue();
const OUTCOMES = outcomeModels(CATALOGUE);
const MODELS = [
  ...certificationModels(CATALOGUE).filter(({ table }) => table === 'negative_evidence'),
  ...OUTCOMES.filter(({ table }) => table !== 'rule_precision'),
];

const foundDead = (date: string, deathDate: string | null): SampleRow =>
  row('grid_verification', { verified_date: date, result: 'DEAD', death_date: deathDate, method: 'VISIT' });

interface Case {
  readonly who: string;
  readonly person: SamplePerson;
  /** What each channel that can be judged told; none by default. */
  readonly told: Readonly<Record<string, boolean>>;
}

const CASES: readonly Case[] = [
  {
    who: 'Wang took a train in May and was at home in September: the train told the truth',
    person: man('1950-03', train('2026-05-03'), found('2026-09-10', 'ALIVE')),
    told: { E14: true },
  },
  {
    who: 'the bus card of Li was tapped in August; in September it came out that he had died in May',
    person: man('1944-02', busTap('2026-08-20'), train('2026-04-30'), foundDead('2026-09-10', '2026-05-01')),
    told: { E39: false, E14: true },
  },
  {
    who: 'a trace of the day of death is no lie',
    person: woman('1944-02', pharmacy('2026-07-05'), foundDead('2026-09-10', '2026-07-05')),
    told: { E40: true },
  },
  {
    who: 'the card of Zhao is used every day: of his check speaks the last tap before it, not the younger one',
    person: man('1948-02', busTap('2026-09-08'), busTap('2026-10-30'), found('2026-09-10', 'ALIVE')),
    told: { E39: true },
  },
  {
    who: 'nobody can say when Sun died: his traces are not judged, the certificate is',
    person: man(
      '1944-02',
      pharmacy('2026-08-20'),
      deathCertificate('2026-08-25'),
      foundDead('2026-09-10', null),
    ),
    told: { E46: true },
  },
  {
    who: 'a day of death behind the check cannot be right and judges no trace',
    person: man('1944-02', pharmacy('2026-08-20'), foundDead('2026-09-10', '2026-09-20')),
    told: {},
  },
  {
    who: 'Ma was certified dead, and opened the door himself',
    person: man('1950-03', deathCertificate('2026-06-01'), found('2026-07-10', 'ALIVE')),
    told: { E46: false },
  },
  {
    who: 'a certificate of a death after the check contradicts nobody',
    person: man('1950-03', deathCertificate('2026-09-01'), found('2026-07-10', 'ALIVE')),
    told: {},
  },
  {
    who: 'a court that took its declaration back is not blamed for it',
    person: man('1950-03', declared('2025-03-01', '2026-02-01'), found('2026-07-10', 'ALIVE')),
    told: {},
  },
  {
    who: 'custody is right when people found it',
    person: man('1970-03', custody('2026-01-05', null), found('2026-07-10', 'IN_CUSTODY')),
    told: { E49: true },
  },
  {
    who: 'custody is wrong of somebody who is at home',
    person: man('1970-03', custody('2026-01-05', null), found('2026-07-10', 'ALIVE')),
    told: { E49: false },
  },
  {
    who: 'custody that had ended before the check is not judged',
    person: man('1970-03', custody('2025-01-05', '2026-03-01'), found('2026-07-10', 'ALIVE')),
    told: {},
  },
  {
    who: 'a check that found custody does not prove itself right',
    person: man('1970-03', found('2026-07-10', 'IN_CUSTODY')),
    told: {},
  },
  {
    who: 'who was dead before custody began was not in custody',
    person: man('1950-03', custody('2026-05-05', null), foundDead('2026-07-10', '2026-03-01')),
    told: { E49: false },
  },
  {
    who: 'who died later may have died in custody',
    person: man('1950-03', custody('2026-01-05', null), foundDead('2026-07-10', '2026-06-01')),
    told: {},
  },
  {
    who: 'a tap five months before the check was asked nothing: its window is 90 days',
    person: man('1950-03', busTap('2026-04-01'), found('2026-09-10', 'ALIVE')),
    told: {},
  },
  {
    who: 'the last check counts',
    person: man(
      '1944-02',
      faceApp('2026-06-01'),
      found('2026-07-10', 'ALIVE'),
      foundDead('2026-09-10', '2026-05-20'),
    ),
    told: { E01: false },
  },
  {
    who: 'of two results of one day the person found alive is believed',
    person: man(
      '1944-02',
      faceApp('2026-06-01'),
      foundDead('2026-09-10', '2026-05-20'),
      found('2026-09-10', 'ALIVE'),
    ),
    told: { E01: true },
  },
  {
    who: 'a check to come is none',
    person: man('1950-03', train('2026-05-03'), found('2026-12-10', 'ALIVE')),
    told: {},
  },
  {
    who: 'who was not found at all judges nothing',
    person: man('1950-03', train('2026-05-03'), found('2026-09-10', 'NOT_FOUND')),
    told: {},
  },
  {
    who: 'the meter speaks for whoever lives alone behind it',
    person: man(
      '1950-03',
      register({ dwelling_code: '640499001001001A0101' }),
      row('utility_usage', {
        dwelling_code: '640499001001001A0101',
        usage_month: '2026-08',
        electricity_kwh: 60,
      }),
      found('2026-09-10', 'ALIVE'),
    ),
    told: { E44: true },
  },
];

describe.each([
  ['as delivered', false],
  ['with all rows turned round', true],
])('what a channel told of somebody who was checked, %s', (_, reversed) => {
  const told: Record<string, boolean>[] = [];

  beforeAll(async () => {
    const people = CASES.map(({ person }) => person);
    await assessTown({ asOf: AS_OF, people, models: MODELS, reversed }, async (town) => {
      const outcomes = await town.table('channel_outcome', 'person_id, channel');
      for (const [place] of CASES.entries())
        told[place] = Object.fromEntries(
          outcomes
            .filter(({ person_id }) => Number(person_id) === place)
            .map(({ channel, is_right }) => [channel, is_right]),
        );
    });
  });

  it.each(CASES.map(({ who, told: expected }, place) => [who, expected, place] as const))(
    '%s',
    (_who, expected, place) => {
      expect(told[place]).toEqual(expected);
    },
  );
});

describe('what outcomes speak for', () => {
  const alive = (...rows: SampleRow[]) => man('1950-03', ...rows, found('2026-09-10', 'ALIVE'));
  const dead = (...rows: SampleRow[]) => man('1944-02', ...rows, foundDead('2026-09-10', '2026-05-01'));
  const times = (count: number, person: SamplePerson) => Array.from({ length: count }, () => ({ ...person }));

  const precisionOf = async (people: readonly SamplePerson[], catalogue = CATALOGUE) =>
    await assessTown({ asOf: AS_OF, people, models: MODELS, catalogue }, async (town) => {
      const rows = await town.table('channel_precision', 'channel');
      return (channel: string): EngineRow => rows.find((found) => found.channel === channel)!;
    });

  it('every channel has a line, one without outcomes says nothing', async () => {
    const of = await precisionOf([alive()]);
    expect(of('E39')).toEqual({
      channel: 'E39',
      outcomes: 0,
      right_outcomes: 0,
      precision: null,
      precision_low: null,
      precision_high: null,
      weight: 30,
      proposed_weight: 30,
      verdict: 'TOO_FEW',
    });
  });

  it('29 outcomes are too few, however bad; with 30 a weight is proposed', async () => {
    expect((await precisionOf(times(29, dead(busTap('2026-08-20')))))('E39')).toMatchObject({
      outcomes: 29,
      precision: 0,
      proposed_weight: 30,
      verdict: 'TOO_FEW',
    });
    // All wrong: the least weight there is, not none, which no catalogue takes.
    expect((await precisionOf(times(30, dead(busTap('2026-08-20')))))('E39')).toMatchObject({
      proposed_weight: 5,
      verdict: 'LOWER',
    });
  });

  it('lowers a weak channel in the ratio of what it told, a strong one below what passes alone', async () => {
    const of = await precisionOf([
      ...times(24, alive(busTap('2026-09-01'), train('2026-08-20'))),
      ...times(16, dead(busTap('2026-09-01'))),
      ...times(3, dead(train('2026-08-20'))),
      ...times(30, alive(train('2026-08-20'))),
    ]);
    const bus = of('E39');
    expect(bus).toMatchObject({ outcomes: 40, right_outcomes: 24, precision: 0.6, verdict: 'LOWER' });
    // 30 × 0.6 ÷ 0.9 = 20.
    expect(bus.proposed_weight).toBe(20);
    expect(bus.precision_low).toBeCloseTo(0.446, 3);
    expect(bus.precision_high).toBeCloseTo(0.7365, 3);
    // 54 of 57: 94.7 points of 100.
    expect(of('E14')).toMatchObject({
      outcomes: 57,
      right_outcomes: 54,
      weight: 100,
      proposed_weight: 90,
      verdict: 'LOWER',
    });
  });

  it('keeps a channel whose interval reaches what is asked of it', async () => {
    const of = await precisionOf([
      ...times(38, alive(busTap('2026-09-01'))),
      ...times(4, dead(busTap('2026-09-01'))),
    ]);
    expect(of('E39')).toMatchObject({ outcomes: 42, proposed_weight: 30, verdict: 'KEEP' });
  });

  it('raises a weak channel by a step once hundreds were right, never above the most for a weak one', async () => {
    const of = await precisionOf(times(400, alive(busTap('2026-09-01'), train('2026-08-20'))));
    expect(of('E39')).toMatchObject({ precision: 1, proposed_weight: 35, verdict: 'RAISE' });
    expect(of('E39').precision_low).toBeGreaterThan(0.99);
    // A strong one passes alone: nothing to gain.
    expect(of('E14')).toMatchObject({ precision: 1, proposed_weight: 100, verdict: 'KEEP' });
    const heavy = withChannel('E39', { weight: 45 });
    expect((await precisionOf(times(400, alive(busTap('2026-09-01'))), heavy))('E39')).toMatchObject({
      proposed_weight: 45,
      verdict: 'KEEP',
    });
  });

  it('asks to review a death register that is often wrong, and leaves its weight', async () => {
    const of = await precisionOf([
      ...times(25, alive(deathCertificate('2026-06-01'))),
      ...times(10, dead(deathCertificate('2026-05-01'))),
    ]);
    expect(of('E46')).toMatchObject({
      outcomes: 35,
      right_outcomes: 10,
      weight: -200,
      proposed_weight: -200,
      verdict: 'REVIEW',
    });
  });

  it('a strong channel that no longer passes alone is not lowered again', async () => {
    const people = [...times(20, dead(train('2026-08-20'))), ...times(30, alive(train('2026-08-20')))];
    expect((await precisionOf(people, withChannel('E14', { weight: 60 })))('E14')).toMatchObject({
      weight: 60,
      proposed_weight: 60,
      verdict: 'KEEP',
    });
  });

  it('checks made before a weight came into force have been heeded by it', async () => {
    const people = times(40, dead(busTap('2026-09-01')));
    const adopted = withChannel('E39', { weight: 15 }, '2026-10-01');
    expect((await precisionOf(people, adopted))('E39')).toMatchObject({ outcomes: 0, verdict: 'TOO_FEW' });
  });
});

/** The shipped rules with other values for one channel. */
function withChannel(channel: string, values: Record<string, number>, validFrom?: string) {
  const rows = CATALOGUE.rules
    .get('rule_evidence_channel')!
    .map((rule) =>
      rule.values.channel === channel
        ? { ...rule, values: { ...rule.values, ...values }, validFrom: validFrom ?? rule.validFrom }
        : rule,
    );
  return { ...CATALOGUE, rules: new Map([...CATALOGUE.rules, ['rule_evidence_channel', rows]]) };
}

it('no other model reads what was learned: it changes nothing by itself', () => {
  const learned = new Set(OUTCOMES.map(({ table }) => table));
  const readers = assessModels(CATALOGUE).filter(({ reads }) => reads.some((table) => learned.has(table)));
  expect(readers.map(({ table }) => table).filter((table) => !learned.has(table))).toEqual([]);
  expect(readers.map(({ table }) => table)).toContain('channel_precision');
});
