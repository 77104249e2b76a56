import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { dayOfIso, isoOfDay } from '../../calendar.ts';
import type { TruthLife } from '../../truth/truth-life.ts';
import { planCity } from '../city-plan.ts';
import type { CleanRecord } from '../clean-record.ts';
import { createVillage } from '../create-village.ts';
import { ageOn, type Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { isBeneficiary } from './beneficiary.ts';
import { dayEvidence } from './day-evidence.ts';
import { evidenceOf } from './evidence-of-person.ts';
import { LIFESTYLES, type Lifestyle, lifestyleOf } from './lifestyle.ts';
import { OwnChance } from './own-chance.ts';
import { villageEvidence } from './village-evidence.ts';

const AS_OF = '2026-11-20';
const plan = planCity({
  region: '640402',
  people: 30_000,
  seed: 7,
  asOf: AS_OF,
  divisions: readDivisions({ prefix: '640402' }),
});

/** Channels that a son with the card can use, with the days for which a row counts and its points. */
const WEAK: Readonly<Record<string, readonly [days: number, points: number]>> = {
  transport_bus_tap: [90, 30],
  nhsa_pharmacy: [90, 30],
  nhsa_outpatient: [90, 40],
  bank_withdrawal: [90, 40],
  telecom_active: [60, 20],
  post_parcel: [90, 30],
};
const WINDOWS: Readonly<Record<string, number>> = { nhsa_chronic_settlement: 180, cab_nursing_home: 45 };

interface Life {
  person: Person;
  village: Village;
  truth: TruthLife;
  rows: CleanRecord[];
}
const lives: Life[] = [];
let villages: Village[];

beforeAll(() => {
  villages = plan.villages.map((village) => createVillage(plan, village));
  for (const village of villages) {
    const evidence = villageEvidence(village);
    const rows = Map.groupBy(evidence.rows, ({ people }) => people[0]!.truthId);
    village.people.forEach((person, i) => {
      lives.push({ person, village, truth: evidence.lives[i]!, rows: rows.get(person.truthId) ?? [] });
    });
  }
});

const livesOf = (lifestyle: Lifestyle) =>
  lives.filter(
    ({ truth, person }) => truth.lifestyle === lifestyle && truth.deathOn === null && isBeneficiary(person),
  );
const dateOf = ({ fields }: CleanRecord) => String(fields.event_date);
const ageInDays = (row: CleanRecord) => plan.asOfDay - dayOfIso(dateOf(row));
const sourcesOf = (rows: readonly CleanRecord[]) => new Set(rows.map(({ source }) => source));

function succeeded({ source, fields }: CleanRecord): boolean {
  const outcome = fields.result ?? fields.boarded ?? fields.ticket_check ?? '';
  const isWayOut = source === 'exit_border_crossing' && fields.direction === 'OUT';
  return !isWayOut && !['FAIL', 'NOT_BOARDED', 'REFUNDED', 'NOT_CHECKED'].includes(String(outcome));
}
const isStrongNow = (row: CleanRecord) =>
  !(row.source in WEAK) && succeeded(row) && ageInDays(row) <= (WINDOWS[row.source] ?? 365);
function isWeaklyShown(rows: readonly CleanRecord[]): boolean {
  const channels = sourcesOf(rows.filter((row) => ageInDays(row) <= (WEAK[row.source]?.[0] ?? -1)));
  const points = [...channels].reduce((sum, source) => sum + WEAK[source]![1], 0);
  return channels.size >= 3 && points >= 100;
}
const isShown = (rows: readonly CleanRecord[]) => rows.some(isStrongNow) || isWeaklyShown(rows);

/** A person made of one of the city, with another life; the village stays as it is. */
const withLife = (life: Life, other: Partial<Person>): Person => ({ ...life.person, ...other });

describe('a life', () => {
  test('of a woman of 91 who is bedridden: the doctor and the grid worker come to her, she goes nowhere', () => {
    const life = livesOf('VILLAGE_ELDER')[0]!;
    const bedridden = Array.from({ length: 4000 }, (_, noise) =>
      withLife(life, { noise, sex: 2, birthDay: dayOfIso('1935-03-08'), birthMonth: 1935 * 12 + 2 }),
    ).filter((person) => lifestyleOf(person, life.village) === 'BEDRIDDEN');
    const rows = bedridden.map((person) => evidenceOf(person, life.village).rows);
    const sources = sourcesOf(rows.flat());
    expect([...sources]).toEqual(expect.arrayContaining(['nhc_family_doctor', 'grid_door_visit']));
    for (const place of [
      'rail_boarding',
      'transport_bus_tap',
      'hrss_counter_onsite',
      'grid_village_onsite',
    ]) {
      expect(sources.has(place as never)).toBe(false);
    }
    const traceless = rows.filter((mine) => !isShown(mine)).length / rows.length;
    expect(traceless).toBeGreaterThan(0.01);
    expect(traceless).toBeLessThan(0.2);
  });

  test('of a man whose card his son uses: bus, pharmacy, telephone and bank, and nothing that shows him', () => {
    const lent = livesOf('CARD_LENT');
    expect(lent.length).toBeGreaterThan(10);
    const known = ['bank_withdrawal', 'nhsa_pharmacy', 'telecom_active', 'transport_bus_tap'];
    for (const { rows } of lent) expect(known).toEqual(expect.arrayContaining([...sourcesOf(rows)]));
    expect(lent.filter(({ rows }) => isWeaklyShown(rows)).length).toBeGreaterThan(lent.length / 2);
  });

  test('of somebody whom nobody sees leaves no row, neither of one declared missing since he vanished', () => {
    expect(livesOf('RECLUSE').length).toBeGreaterThan(20);
    expect(livesOf('RECLUSE').flatMap(({ rows }) => rows)).toEqual([]);
    const [life] = livesOf('TOWN_ELDER');
    const declared = {
      kind: 'MISSING',
      day: plan.asOfDay - 100,
      missingDay: plan.asOfDay - 900,
      revokedDay: 0,
    } as const;
    const missing = withLife(life!, { declared, whereabouts: 'AWAY' });
    expect(lifestyleOf(missing, life!.village)).toBe('MISSING');
    expect(evidenceOf(missing, life!.village).rows).toEqual([]);
  });

  test('abroad ends with the way out, and nothing at home after it', () => {
    const left = lives.filter(
      ({ truth, rows }) => truth.lifestyle === 'ABROAD' && truth.deathOn === null && rows.length > 1,
    );
    expect(left.length).toBeGreaterThan(3);
    for (const { rows } of left) {
      const wayOut = rows.filter(({ source }) => source === 'exit_border_crossing').at(-1)!;
      expect(wayOut.fields.direction).toBe('OUT');
      expect(rows.filter((row) => dateOf(row) > dateOf(wayOut))).toEqual([]);
    }
  });

  test('in a home stands on its list of every month', () => {
    const atHome = livesOf('NURSING_HOME');
    expect(atHome.length).toBeGreaterThan(10);
    const months = atHome.map(({ rows }) =>
      rows.filter(({ source }) => source === 'cab_nursing_home').map(({ fields }) => fields.snapshot_month),
    );
    expect(
      months.filter((list) => list.includes('2026-11') && new Set(list).size > 12).length,
    ).toBeGreaterThan(atHome.length * 0.8);
  });

  test('with a stay in hospital: both hospital and insurance tell of it, the insurance at discharge', () => {
    const stays = livesOf('FREQUENT_PATIENT').flatMap(({ rows }) =>
      rows.filter(({ source }) => source === 'nhc_inpatient'),
    );
    const settled = new Set(
      lives.flatMap(({ rows, person }) =>
        rows
          .filter(({ source }) => source === 'nhsa_inpatient_settlement')
          .map((row) => `${person.truthId} ${dateOf(row)} ${row.fields.hospital_level}`),
      ),
    );
    const over = stays.filter(({ fields }) => fields.discharge_date !== null);
    const both = over.filter(({ people, fields }) =>
      settled.has(`${people[0]!.truthId} ${fields.discharge_date} ${fields.hospital_level}`),
    );
    expect(both.length / over.length).toBeGreaterThan(0.8);
    expect(both.length).toBeLessThan(over.length);
  });

  test('in prison leaves no row while it lasts', () => {
    const [life] = livesOf('TOWN_ELDER');
    const custody = { kind: 'PRISON', startDay: plan.asOfDay - 400, endDay: plan.asOfDay - 200 } as const;
    const { rows } = evidenceOf(withLife(life!, { custody }), life!.village);
    expect(rows.length).toBeGreaterThan(0);
    const inside = rows.filter((row) => ageInDays(row) <= 400 && ageInDays(row) >= 200);
    expect(inside).toEqual([]);
  });
});

describe('a death', () => {
  test('ends the rows; what comes after it the truth calls misuse', () => {
    const after = ({ rows, truth }: Life) =>
      rows.filter((row) => truth.deathOn !== null && dateOf(row) > truth.deathOn);
    const wrong = lives.filter((life) => after(life).length > 0 !== life.truth.isMisused);
    expect(wrong.map(({ truth }) => truth)).toEqual([]);
    expect(lives.filter(({ truth }) => truth.isMisused).length).toBeGreaterThan(5);
  });

  test('that the police do not know leaves card, telephone and bank book with the family, until they do', () => {
    const used = lives.filter(
      ({ rows, truth }) =>
        truth.isMisused && rows.some((row) => row.source in WEAK && dateOf(row) > truth.deathOn!),
    );
    expect(used.length).toBeGreaterThan(5);
    for (const { person, rows, truth } of used) {
      const { hukouCancelDay } = person.death!;
      const late = rows.filter((row) => row.source in WEAK && dateOf(row) > truth.deathOn!).map(dateOf);
      if (hukouCancelDay > 0) expect(late.filter((date) => date >= isoOfDay(hukouCancelDay))).toEqual([]);
    }
  });

  test('after which somebody certifies with the telephone of the dead: the row is there, and misuse', () => {
    const life = livesOf('APP_USER').find(
      ({ person }) => plan.asOfMonth - person.benefits[0]!.awardMonth > 24,
    )!;
    const death = {
      day: plan.asOfDay - 120,
      hukouCancelDay: plan.asOfDay - 110,
      certificate: true,
      cremationDay: 0,
    };
    const benefits = [
      { ...life.person.benefits[0]!, state: 'PAYING' as const, certifiedDay: plan.asOfDay - 60 },
    ];
    const { rows, isMisused } = evidenceOf(withLife(life, { death, benefits }), life.village);
    const faces = rows.filter((row) => row.source === 'hrss_face_app' && ageInDays(row) === 60);
    expect([faces.length, faces[0]?.fields.result, isMisused]).toEqual([1, 'PASS', true]);
  });

  test('that has been reported may see the identity card shown by somebody else', () => {
    const [life] = livesOf('TOWN_ELDER');
    const death = {
      day: plan.asOfDay - 300,
      hukouCancelDay: plan.asOfDay - 290,
      certificate: true,
      cremationDay: 0,
    };
    const dead = Array.from({ length: 1500 }, (_, noise) => withLife(life!, { noise, death }));
    const shown = dead
      .map((person) => evidenceOf(person, life!.village))
      .filter(({ rows }) => rows.some((row) => !(row.source in WEAK) && ageInDays(row) < 300));
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.length).toBeLessThan(60);
    expect(shown.every(({ isMisused }) => isMisused)).toBe(true);
  });

  test('of a pensioner is hardly ever unknown to every source', () => {
    const dead = lives.filter(({ person }) => person.death !== null && isBeneficiary(person));
    expect(dead.length).toBeGreaterThan(400);
    expect(dead.filter(({ truth }) => !truth.isDeathShown).length).toBeLessThan(3);
    const [life] = livesOf('VILLAGE_ELDER');
    const unheardOf = Array.from({ length: 1000 }, (_, noise) => noise).filter((noise) =>
      new OwnChance(withLife(life!, { noise }), 'UNHEARD_OF').happens(0.04),
    );
    expect(unheardOf.length).toBeGreaterThan(10);
  });

  test('on a certificate may be that of another: a living person with rows after it', () => {
    const mistaken = lives.filter(({ person }) => person.wrongDeathRecordDay > 0);
    expect(mistaken.length).toBeGreaterThan(0);
    for (const { truth } of mistaken) expect(truth).toMatchObject({ deathOn: null, isDeathShown: true });
  });

  test('declared by a court shows in the truth while it stands', () => {
    const declared = lives.filter(({ person }) => person.declared !== null);
    expect(new Set(declared.map(({ person }) => person.declared!.kind)).size).toBe(2);
    for (const { person, truth } of declared) {
      const { kind, revokedDay, missingDay, day } = person.declared!;
      expect(missingDay < day && day <= plan.asOfDay).toBe(true);
      if (person.death === null) expect(truth.isDeathShown).toBe(kind === 'DEATH' && revokedDay === 0);
    }
  });
});

describe('the rows of all', () => {
  test('lie after birth, not in the future, and within two years', () => {
    const wrong = lives.flatMap(({ person, rows }) =>
      rows.filter(
        (row) => dateOf(row) <= isoOfDay(person.birthDay) || dateOf(row) > AS_OF || ageInDays(row) > 731,
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('are the same every time, and do not depend on who else lives in the village', () => {
    const [village] = villages;
    const alone = village!.people.map((person) => evidenceOf(person, { ...village!, people: [person] }).rows);
    expect(alone.flat()).toEqual(villageEvidence(village!).rows);
  });

  test('of whoever it may be lie between birth and death, but for what the truth calls misuse', () => {
    const [life] = livesOf('VILLAGE_ELDER');
    const anybody = fc.record({
      noise: fc.nat(2 ** 32 - 1),
      age: fc.integer({ min: 1, max: 38_000 }),
      deadSince: fc.option(fc.integer({ min: 1, max: 900 })),
      toldAfter: fc.option(fc.integer({ min: 1, max: 200 })),
    });
    fc.assert(
      fc.property(anybody, ({ noise, age, deadSince, toldAfter }) => {
        const birthDay = plan.asOfDay - age;
        const deathDay = Math.max(birthDay, plan.asOfDay - (deadSince ?? 0));
        const hukouCancelDay = toldAfter === null ? 0 : Math.min(plan.asOfDay, deathDay + toldAfter);
        const death =
          deadSince === null ? null : { day: deathDay, hukouCancelDay, certificate: true, cremationDay: 0 };
        const person = withLife(life!, { noise, birthDay, death });
        const { rows, isMisused } = evidenceOf(person, life!.village);
        expect(evidenceOf(person, life!.village).rows).toEqual(rows);
        const days = rows.map((row) => dayOfIso(dateOf(row)));
        expect(days.filter((day) => day <= birthDay || day > plan.asOfDay)).toEqual([]);
        expect(days.some((day) => death !== null && day > deathDay)).toBe(isMisused);
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  test('come from all 43 channels', () => {
    const channels = loadCatalogue().sources.filter(
      ({ subject, columns }) => subject === 'event' && columns.some(({ column }) => column === 'event_date'),
    );
    expect([...sourcesOf(lives.flatMap(({ rows }) => rows))].sort()).toEqual(
      channels.map(({ source }) => source),
    );
    expect(channels).toHaveLength(43);
  });

  test('are about 28 for everybody who draws a benefit, and show nearly all who live', () => {
    const drawing = lives.filter(({ person }) => isBeneficiary(person));
    const rows = drawing.reduce((sum, life) => sum + life.rows.length, 0) / drawing.length;
    expect(rows).toBeGreaterThan(25);
    expect(rows).toBeLessThan(32);
    const living = drawing.filter(({ truth }) => truth.deathOn === null);
    expect(living.filter((life) => isShown(life.rows)).length / living.length).toBeGreaterThan(0.96);
  });

  test('fit the age: no check-up before 65, no allowance of the old before 80', () => {
    const youngest = (source: string) =>
      Math.min(
        ...lives
          .filter(({ rows }) => sourcesOf(rows).has(source))
          .map(({ person }) => ageOn(person, plan.asOfDay)),
      );
    expect(youngest('nhc_elderly_checkup')).toBeGreaterThanOrEqual(65);
    expect(youngest('cab_old_age_cert')).toBeGreaterThanOrEqual(80);
  });

  test('show every lifestyle but those that need an accident', () => {
    const seen = new Set(lives.map(({ truth }) => truth.lifestyle));
    const missing = Object.keys(LIFESTYLES).filter((lifestyle) => !seen.has(lifestyle as Lifestyle));
    expect(missing).toEqual([]);
  });
});

describe('a later day', () => {
  const later = (village: Village, days: number): Village => {
    const asOfDay = plan.asOfDay + days;
    return { ...village, plan: { ...plan, asOfDay, asOf: isoOfDay(asOfDay) } };
  };

  test('brings rows of that day alone, a small part of what is known', () => {
    const rows = villages.flatMap((village) => dayEvidence(later(village, 3), village.people));
    const known = lives.reduce((sum, life) => sum + life.rows.length, 0);
    expect(rows.length).toBeGreaterThan(known / 2000);
    expect(rows.length).toBeLessThan(known / 50);
    expect(new Set(rows.map(dateOf))).toEqual(new Set(['2026-11-23']));
    expect(sourcesOf(rows).has('nhc_inpatient')).toBe(true);
  });

  test('replaces the sum of a month that is known already, and no other row', () => {
    const rows = villages.flatMap((village) => dayEvidence(later(village, 10), village.people));
    const known = new Set(lives.flatMap((life) => life.rows.map(({ source, key }) => `${source}/${key}`)));
    const replaced = sourcesOf(rows.filter(({ source, key }) => known.has(`${source}/${key}`)));
    expect(replaced).toEqual(new Set(['transport_bus_tap', 'telecom_active']));
  });
});
