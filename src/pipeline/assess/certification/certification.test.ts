import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import type { EngineRow } from '#engine/engine.ts';
import { custody, man, register, row, type SamplePerson, woman } from '../sample-person.ts';
import { assessTown, type PreviousCertification } from '../sample-town.ts';
import { certificationModels } from './list-models.ts';
import {
  award,
  bank,
  border,
  busTap,
  clinic,
  coreRecord,
  dailyLife,
  deathCertificate,
  declared,
  disabled,
  faceApp,
  found,
  hospital,
  nursingHome,
  pharmacy,
  train,
} from './sample-evidence.ts';

const AS_OF = '2026-10-31';
const MODELS = certificationModels(loadCatalogue());

type Remembered = Omit<PreviousCertification, 'person'>;
interface Case {
  readonly who: string;
  readonly person: SamplePerson;
  readonly remembered?: readonly Remembered[];
  /** By programme, or that of the only one. */
  readonly is:
    | Readonly<Record<string, unknown>>
    | Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One test for each person, all of them living in one town. */
function decides(cases: readonly Case[], asOf = AS_OF): void {
  const rows: EngineRow[][] = [];
  beforeAll(async () => {
    const people = cases.map(({ person }) => person);
    const previousCertification = cases.flatMap(({ remembered = [] }, person) =>
      remembered.map((one) => ({ ...one, person })),
    );
    await assessTown({ asOf, people, models: MODELS, previousCertification }, async (town) => {
      const all = await town.table('certification', 'person_id, programme');
      for (const [place] of cases.entries())
        rows[place] = all
          .filter(({ person_id }) => Number(person_id) === place)
          .map((decision) => ({ ...decision, evidence: town.rowsOf(decision.evidence) }));
    });
  });
  it.each(cases.map(({ who, is }, place) => [who, is, place] as const))('%s', (_who, is, place) => {
    const byProgramme = Object.values(is).every(
      (value) => typeof value === 'object' && !Array.isArray(value),
    );
    if (!byProgramme || Object.keys(is).length === 0) {
      expect(rows[place]).toHaveLength(1);
      expect(rows[place]![0]).toMatchObject(is);
    } else {
      const decided = Object.fromEntries(rows[place]!.map((decision) => [decision.programme, decision]));
      expect(decided).toMatchObject(is);
    }
  });
}

describe('who is entitled by data, on 31 October 2026', () => {
  decides([
    {
      who: 'Wang, 67, two programmes, took a train on 3 May, no other trace',
      person: man('1959-05', award('EMP_PENSION'), award('DIBAO'), train('2026-05-03')),
      is: {
        EMP_PENSION: {
          state: 'ENTITLED',
          basis: 'STRONG',
          reason: 'STRONG_PROOF',
          points: 100,
          channels: 1,
          proof_date: '2026-05-03',
          proof_channel: 'E14',
          strong_date: '2026-05-03',
          due_date: '2027-05-03',
          valid_to: '2027-05-03',
          method: 'DATA',
          next_step: 'NONE',
          rule: 'rule_evidence_channel/E14',
          evidence: ['rail_boarding'],
          department: 'HRSS',
          division: '640499001001',
        },
        DIBAO: { state: 'ENTITLED', due_date: '2027-05-03', department: 'CAB' },
      },
    },
    {
      who: 'a train that was missed, and one whose boarding cannot be read, prove nothing',
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        train('2026-05-03', 'NOT_BOARDED'),
        train('2026-06-03', null),
      ),
      is: {
        state: 'OVERDUE',
        reason: 'OVERDUE',
        due_date: '2020-06-01',
        next_step: 'SELF_SERVICE',
        proof_date: null,
      },
    },
    {
      who: 'a train 366 days ago is outside its window: due since yesterday',
      person: man('1959-05', award('EMP_PENSION'), train('2025-10-30')),
      is: { state: 'TO_VERIFY', reason: 'NO_PROOF', proof_date: null, due_date: '2026-10-30' },
    },
    {
      who: 'certified by the agency fifteen months ago, he is overdue since three, not since his award',
      person: man(
        '1949-05',
        award('EMP_PENSION', { since: '2010-01' }),
        coreRecord('2025-07-20', 'EMP_PENSION'),
      ),
      is: { state: 'OVERDUE', due_date: '2026-07-20' },
    },
    {
      who: 'a train 365 days ago is in its window and due now',
      person: man('1959-05', award('EMP_PENSION'), train('2025-10-31')),
      is: { state: 'ENTITLED', due_date: '2026-10-31', next_step: 'NUDGE' },
    },
    {
      who: 'the latest of several proofs counts, of one day the one with more points',
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        train('2026-05-03'),
        train('2026-08-01'),
        faceApp('2026-08-01'),
        hospital('2026-07-01'),
      ),
      is: {
        proof_channel: 'E01',
        proof_date: '2026-08-01',
        method: 'APP',
        points: 120,
        due_date: '2027-08-01',
      },
    },
    {
      who: 'a face check that failed proves nothing',
      person: man('1959-05', award('EMP_PENSION'), faceApp('2026-08-01', null, 'FAIL')),
      is: { state: 'OVERDUE' },
    },
    {
      who: 'Li certified for her pension; her subsistence allowance takes the proof over',
      person: woman('1960-05', award('RES_PENSION'), award('DIBAO'), faceApp('2026-08-01', 'RES_PENSION')),
      is: {
        RES_PENSION: { reason: 'STRONG_PROOF', recognised_from: null, method: 'APP' },
        DIBAO: {
          reason: 'RECOGNISED_PROOF',
          recognised_from: 'RES_PENSION',
          method: 'SHARED',
          proof_channel: 'E01',
          due_date: '2027-08-01',
        },
      },
    },
    {
      who: 'her own certification of the same day goes before that of another programme',
      person: woman(
        '1960-05',
        award('RES_PENSION'),
        award('DIBAO'),
        faceApp('2026-08-01', 'RES_PENSION'),
        faceApp('2026-08-01', 'DIBAO'),
      ),
      is: { RES_PENSION: { recognised_from: null }, DIBAO: { recognised_from: null } },
    },
    {
      who: "the core system's record of a match of data is a proof without channel, for other programmes too",
      person: man('1959-05', award('EMP_PENSION'), award('DIBAO'), coreRecord('2026-02-01', 'EMP_PENSION')),
      is: {
        EMP_PENSION: {
          state: 'ENTITLED',
          proof_channel: null,
          method: 'DATA',
          points: 120,
          due_date: '2027-02-01',
          evidence: ['hrss_certification'],
        },
        DIBAO: { recognised_from: 'EMP_PENSION', method: 'SHARED' },
      },
    },
    {
      who: 'a visit that the core system recorded counts as the visit',
      person: man('1959-05', award('EMP_PENSION'), coreRecord('2026-02-01', 'EMP_PENSION', 'DOOR_VISIT')),
      is: { proof_channel: 'E08', method: 'VISIT' },
    },
    {
      who: 'a bride is there as well as the groom',
      person: woman(
        '1960-05',
        award('EMP_PENSION'),
        row('cab_marriage', { registration_date: '2026-03-08' }),
      ),
      is: { proof_channel: 'E26', state: 'ENTITLED' },
    },
    {
      who: 'unemployment benefit asks every month: a train of last month no longer serves',
      person: man('1985-05', award('UNEMP_BENEFIT', { since: '2025-11' }), train('2026-09-20')),
      is: { state: 'TO_VERIFY', due_date: '2026-10-20', proof_date: null },
    },
  ]);
});

describe('weak records', () => {
  decides([
    {
      who: 'bus, pharmacy and clinic bear one another out; the day is the earliest of the three',
      person: man(
        '1959-05',
        award('EMP_PENSION', { since: '2024-06' }),
        busTap('2026-09-01'),
        pharmacy('2026-09-20'),
        clinic('2026-10-01'),
      ),
      is: {
        state: 'ENTITLED',
        basis: 'WEAK',
        points: 100,
        channels: 3,
        proof_date: '2026-09-01',
        due_date: '2027-06-01',
        method: 'DATA',
        rule: 'rule_certification',
        evidence: ['nhsa_outpatient', 'nhsa_pharmacy', 'transport_bus_tap'],
      },
    },
    {
      who: 'a fourth that is older does not move the day back',
      person: man(
        '1959-05',
        award('EMP_PENSION', { since: '2024-12' }),
        ...dailyLife('2026-09-20'),
        bank('2026-08-15'),
      ),
      is: { basis: 'WEAK', proof_date: '2026-09-20', points: 140, channels: 4, due_date: '2027-09-20' },
    },
    {
      who: 'many records from two channels are still two',
      person: man(
        '1959-05',
        award('EMP_PENSION', { since: '2024-12' }),
        ...['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04'].flatMap((day) => [
          clinic(day),
          bank(day),
        ]),
      ),
      is: { state: 'OVERDUE', basis: null, points: 80, channels: 2 },
    },
    {
      who: 'three channels that do not reach the points do not pass',
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        busTap('2026-10-01'),
        pharmacy('2026-10-01'),
        bank('2026-07-01'),
      ),
      is: { state: 'OVERDUE', points: 60, channels: 2 },
    },
    {
      who: 'the third cycle is still carried by weak records after a proof two and a half years ago',
      person: man(
        '1959-05',
        award('EMP_PENSION', { since: '2010-01' }),
        ...dailyLife('2026-10-01'),
        train('2024-04-10'),
      ),
      is: { basis: 'WEAK', strong_date: null, due_date: '2027-04-10' },
    },
    {
      who: 'after two cycles on weak records alone the person has to come',
      person: man(
        '1938-05',
        award('EMP_PENSION', { since: '2010-01' }),
        ...dailyLife('2026-10-01'),
        train('2023-10-10'),
      ),
      is: {
        state: 'TO_VERIFY',
        reason: 'WEAK_TOO_LONG',
        due_date: '2026-10-10',
        next_step: 'HOME_VISIT',
        is_priority: true,
      },
    },
    {
      who: 'weak records carry nobody on of whom neither a strong proof nor the award month is known',
      person: man('1959-05', award('EMP_PENSION', { since: null }), ...dailyLife('2026-10-01')),
      is: { state: 'OVERDUE', due_date: null },
    },
    {
      who: 'what was accepted in the last publication is remembered',
      person: man('1959-05', award('EMP_PENSION', { since: '2024-12' })),
      remembered: [
        {
          programme: 'EMP_PENSION',
          state: 'ENTITLED',
          since: '2026-02-28',
          basis: 'WEAK',
          proofDate: '2026-02-01',
        },
      ],
      is: { basis: 'WEAK', due_date: '2027-02-01', state_since: '2026-02-28', proof_date: '2026-02-01' },
    },
    {
      who: 'unemployment benefit does not accept weak records',
      person: man('1985-05', award('UNEMP_BENEFIT', { since: '2025-11' }), ...dailyLife('2026-10-25')),
      is: { state: 'OVERDUE', basis: null },
    },
    {
      who: 'electricity speaks for who lives alone',
      person: man(
        '1959-05',
        award('EMP_PENSION', { since: '2024-12' }),
        register({ dwelling_code: 'D1' }),
        row('utility_usage', {
          dwelling_code: 'D1',
          usage_month: '2026-09',
          electricity_kwh: 30,
          water_m3: 0,
        }),
        clinic('2026-10-01'),
        bank('2026-10-02'),
      ),
      is: { basis: 'WEAK', points: 100, channels: 3, proof_date: '2026-09-30' },
    },
    ...['one', 'other'].map((which) => ({
      who: `electricity speaks for neither of two who share a dwelling: the ${which}`,
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        register({ dwelling_code: 'D2' }),
        row('utility_usage', { dwelling_code: 'D2', usage_month: '2026-09', electricity_kwh: 30 }),
        clinic('2026-10-01'),
        bank('2026-10-02'),
      ),
      is: { state: 'OVERDUE', channels: 2 },
    })),
  ]);
});

describe('exempt and first term', () => {
  decides([
    {
      who: 'who was awarded this year is exempt until its end',
      person: woman('1966-05', award('EMP_PENSION', { since: '2026-03' })),
      is: {
        state: 'ENTITLED',
        basis: 'EXEMPT',
        reason: 'AWARDED_THIS_YEAR',
        due_date: '2027-03-01',
        method: null,
        next_step: 'NONE',
        evidence: ['hrss_benefit'],
      },
    },
    {
      who: 'who was awarded in December of last year is in the first term',
      person: woman('1966-05', award('EMP_PENSION', { since: '2025-12' })),
      is: { basis: 'FIRST_TERM', due_date: '2026-12-01', next_step: 'NUDGE' },
    },
    {
      who: 'an award in the future is a slip: nobody is entitled by it',
      person: woman('1966-05', award('EMP_PENSION', { since: '2062-01' })),
      is: { state: 'OVERDUE', due_date: null },
    },
    {
      who: 'a stay in a level-1 hospital is a proof like any other, not an exemption',
      person: woman('1956-05', award('EMP_PENSION'), hospital('2026-02-01', '1')),
      is: { basis: 'STRONG', proof_channel: 'E22' },
    },
  ]);
});

describe('records that speak against a person', () => {
  decides([
    {
      who: 'a death certificate is verified, not acted upon, in every programme',
      person: man(
        '1939-05',
        award('EMP_PENSION'),
        award('DIBAO'),
        train('2026-05-03'),
        deathCertificate('2026-09-01'),
      ),
      is: {
        EMP_PENSION: {
          state: 'TO_VERIFY',
          reason: 'DEATH_RECORDED',
          next_step: 'VERIFY_DEATH',
          is_priority: true,
          negative_channel: 'E46',
          negative_date: '2026-09-01',
          valid_to: null,
          method: null,
          strong_date: '2026-05-03',
          evidence: ['nhc_death'],
        },
        DIBAO: { state: 'TO_VERIFY', negative_channel: 'E46' },
      },
    },
    {
      who: 'a train after the death is a conflict',
      person: man('1939-05', award('EMP_PENSION'), deathCertificate('2026-03-01'), train('2026-05-03')),
      is: {
        state: 'CONFLICT',
        reason: 'ALIVE_AFTER_DEATH',
        next_step: 'VERIFY_CONFLICT',
        evidence: ['nhc_death', 'rail_boarding'],
      },
    },
    {
      who: 'a card in use after the death is no conflict: somebody else may hold it',
      person: man(
        '1939-05',
        award('EMP_PENSION'),
        deathCertificate('2026-03-01'),
        ...dailyLife('2026-09-20'),
      ),
      is: { state: 'TO_VERIFY', reason: 'DEATH_RECORDED' },
    },
    {
      who: 'a death whose day cannot be read is dated by its delivery',
      person: man('1939-05', award('EMP_PENSION'), train('2026-05-03'), deathCertificate(null, '2026-10-15')),
      is: { state: 'TO_VERIFY', negative_date: '2026-10-15' },
    },
    {
      who: 'a death in the future is a slip, but a death',
      person: man(
        '1939-05',
        award('EMP_PENSION'),
        train('2026-05-03'),
        deathCertificate('2062-09-01', '2026-10-15'),
      ),
      is: { state: 'TO_VERIFY', negative_date: '2026-10-15' },
    },
    {
      who: 'found alive after the record came, he is entitled again',
      person: man(
        '1939-05',
        award('EMP_PENSION'),
        train('2026-08-03'),
        deathCertificate('2026-09-01', '2026-09-30'),
        found('2026-10-12', 'ALIVE'),
      ),
      is: { state: 'ENTITLED', basis: 'STRONG', negative_channel: null },
    },
    {
      who: 'found alive before the record came, by somebody who could not know of it, he is verified again',
      person: man(
        '1939-05',
        award('EMP_PENSION'),
        deathCertificate('2026-09-01', '2026-10-31'),
        found('2026-09-12', 'ALIVE'),
      ),
      is: { state: 'TO_VERIFY', reason: 'DEATH_RECORDED' },
    },
    {
      who: 'a record delivered once more does not undo the check that the last publication asked for',
      person: man(
        '1939-05',
        award('EMP_PENSION'),
        train('2026-08-03'),
        deathCertificate('2026-09-01', '2026-10-31'),
        found('2026-10-12', 'ALIVE'),
      ),
      remembered: [{ programme: 'EMP_PENSION', state: 'TO_VERIFY', since: '2026-09-30' }],
      is: { state: 'ENTITLED', previous_state: 'TO_VERIFY', state_since: AS_OF },
    },
    {
      who: 'a declaration of death that was revoked speaks no more',
      person: man('1950-05', award('EMP_PENSION'), train('2026-05-03'), declared('2023-01-10', '2026-04-01')),
      is: { state: 'ENTITLED' },
    },
    {
      who: 'a declaration of death in force is verified',
      person: man('1950-05', award('EMP_PENSION'), declared('2023-01-10')),
      is: { state: 'TO_VERIFY', negative_channel: 'E50' },
    },
    {
      who: 'in prison on the day',
      person: man('1959-05', award('EMP_PENSION'), train('2026-01-03'), custody('2026-03-01', '2027-03-01')),
      is: {
        state: 'TO_VERIFY',
        reason: 'IN_CUSTODY',
        next_step: 'VERIFY_CUSTODY',
        negative_channel: 'E49',
        negative_date: '2026-03-01',
      },
    },
    {
      who: 'in prison until further notice',
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        train('2026-01-03'),
        custody('2026-03-01', null, 'DETENTION'),
      ),
      is: { state: 'TO_VERIFY', reason: 'IN_CUSTODY' },
    },
    {
      who: 'released before the day',
      person: man('1959-05', award('EMP_PENSION'), train('2026-08-03'), custody('2025-03-01', '2026-03-01')),
      is: { state: 'ENTITLED' },
    },
    {
      who: 'a sentence that begins tomorrow',
      person: man('1959-05', award('EMP_PENSION'), train('2026-08-03'), custody('2026-11-01', '2027-03-01')),
      is: { state: 'ENTITLED' },
    },
    {
      who: 'on probation the pension goes on',
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        train('2026-08-03'),
        custody('2026-01-01', '2027-03-01', 'COMMUNITY'),
      ),
      is: { state: 'ENTITLED' },
    },
    {
      who: 'a short detention inside a long sentence does not end it',
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        custody('2025-01-01', '2027-06-30'),
        custody('2025-06-01', '2025-12-31', 'DETENTION'),
      ),
      is: { state: 'TO_VERIFY', reason: 'IN_CUSTODY', negative_date: '2025-01-01' },
    },
    {
      who: 'dead and in prison: death goes first',
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        custody('2025-01-01', null),
        deathCertificate('2026-09-01'),
      ),
      is: { reason: 'DEATH_RECORDED', evidence: ['justice_custody', 'nhc_death'] },
    },
  ]);
});

describe('what a check found', () => {
  decides([
    {
      who: 'found dead: lost in every programme',
      person: man(
        '1939-05',
        award('EMP_PENSION'),
        award('DIBAO'),
        train('2026-05-03'),
        found('2026-10-01', 'DEAD'),
      ),
      is: {
        EMP_PENSION: {
          state: 'LOST',
          reason: 'VERIFIED_DEAD',
          negative_date: '2026-10-01',
          evidence: ['grid_verification'],
        },
        DIBAO: { state: 'LOST' },
      },
    },
    {
      who: 'found alive after all: the earlier finding is undone',
      person: man(
        '1939-05',
        award('EMP_PENSION'),
        train('2026-05-03'),
        found('2026-09-01', 'DEAD'),
        found('2026-10-01', 'ALIVE'),
      ),
      is: { state: 'ENTITLED' },
    },
    {
      who: 'no longer entitled to one programme, entitled to the other',
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        award('DIBAO'),
        train('2026-05-03'),
        found('2026-10-01', 'NOT_ENTITLED', 'DIBAO'),
      ),
      is: {
        EMP_PENSION: { state: 'ENTITLED' },
        DIBAO: { state: 'LOST', reason: 'VERIFIED_NOT_ENTITLED', negative_date: '2026-10-01' },
      },
    },
    {
      who: 'found missing',
      person: man('1959-05', award('EMP_PENSION'), found('2026-10-01', 'MISSING')),
      is: { state: 'LOST', reason: 'VERIFIED_MISSING' },
    },
    {
      who: 'found in prison though no list says so',
      person: man('1959-05', award('EMP_PENSION'), train('2026-05-03'), found('2026-10-01', 'IN_CUSTODY')),
      is: {
        state: 'TO_VERIFY',
        reason: 'IN_CUSTODY',
        negative_channel: 'E49',
        evidence: ['grid_verification'],
      },
    },
    {
      who: 'a check dated tomorrow has not been made',
      person: man('1959-05', award('EMP_PENSION'), train('2026-05-03'), found('2026-11-01', 'DEAD')),
      is: { state: 'ENTITLED' },
    },
  ]);
});

describe('stopped, resumed and stopped elsewhere', () => {
  decides([
    {
      who: 'suspended without proof since',
      person: man(
        '1969-05',
        award('EMP_PENSION', { state: 'SUSPENDED', stoppedOn: '2026-06-30' }),
        train('2026-05-03'),
      ),
      is: { state: 'SUSPENDED', reason: 'SUSPENDED_NO_PROOF', next_step: 'SELF_SERVICE', method: null },
    },
    {
      who: 'suspended, then certified: paid again with arrears',
      person: man(
        '1969-05',
        award('EMP_PENSION', { state: 'SUSPENDED', stoppedOn: '2026-06-30' }),
        faceApp('2026-09-03'),
      ),
      is: { state: 'RESUMED', basis: 'STRONG', method: 'APP', due_date: '2027-09-03', next_step: 'NONE' },
    },
    {
      who: 'weak records do not resume what was suspended',
      person: man(
        '1969-05',
        award('EMP_PENSION', { state: 'SUSPENDED', stoppedOn: '2026-06-30' }),
        ...dailyLife('2026-10-01'),
      ),
      is: { state: 'SUSPENDED' },
    },
    {
      who: 'suspended on a day nobody wrote down: the last paid month tells',
      person: man(
        '1969-05',
        award('EMP_PENSION', { state: 'SUSPENDED', lastPaid: '2026-06' }),
        train('2026-07-01'),
      ),
      is: { state: 'RESUMED' },
    },
    {
      who: 'an award in a state that cannot be read is paying',
      person: man('1969-05', award('EMP_PENSION', { state: null }), train('2026-07-01')),
      is: { state: 'ENTITLED', benefit_state: 'PAYING' },
    },
    {
      who: 'ended last year: lost; the others have to be looked into',
      person: man(
        '1939-05',
        award('EMP_PENSION', { state: 'TERMINATED', stoppedOn: '2025-12-31', stopReason: 'DEATH' }),
        award('DIBAO'),
      ),
      is: {
        EMP_PENSION: { state: 'LOST', reason: 'AWARD_TERMINATED', negative_date: '2025-12-31' },
        DIBAO: {
          state: 'TO_VERIFY',
          reason: 'STOPPED_ELSEWHERE',
          next_step: 'VERIFY_DEATH',
          negative_date: '2025-12-31',
          evidence: ['hrss_benefit'],
        },
      },
    },
    {
      who: 'somebody who was there after the stop need not be looked into',
      person: man(
        '1939-05',
        award('EMP_PENSION', { state: 'TERMINATED', stoppedOn: '2025-12-31', stopReason: 'DEATH' }),
        award('DIBAO'),
        train('2026-05-03'),
      ),
      is: { DIBAO: { state: 'ENTITLED' } },
    },
    {
      who: 'a stop because the term ran out says nothing of the person',
      person: man(
        '1985-05',
        award('UNEMP_BENEFIT', { state: 'TERMINATED', stoppedOn: '2026-05-31', stopReason: 'EXPIRED' }),
        award('DIBAO'),
        train('2026-05-03'),
      ),
      is: { UNEMP_BENEFIT: { state: 'LOST' }, DIBAO: { state: 'ENTITLED' } },
    },
    {
      who: 'a stop for a sentence',
      person: man(
        '1959-05',
        award('EMP_PENSION', { state: 'SUSPENDED', stoppedOn: '2026-06-30', stopReason: 'CUSTODY' }),
        award('VETERAN_SUBSIDY'),
        train('2026-05-03'),
      ),
      is: {
        EMP_PENSION: { state: 'SUSPENDED' },
        VETERAN_SUBSIDY: { reason: 'STOPPED_ELSEWHERE_CUSTODY', next_step: 'VERIFY_CUSTODY' },
      },
    },
  ]);
});

describe('what follows', () => {
  decides([
    {
      who: 'just overdue, within the grace, in her sixties',
      person: woman('1958-05', award('EMP_PENSION', { since: '2025-09' })),
      is: {
        state: 'TO_VERIFY',
        reason: 'NO_PROOF',
        due_date: '2026-09-01',
        next_step: 'SELF_SERVICE',
        is_priority: false,
      },
    },
    {
      who: 'overdue after the grace',
      person: woman('1958-05', award('EMP_PENSION', { since: '2025-08' })),
      is: { state: 'OVERDUE', due_date: '2026-08-01' },
    },
    {
      who: 'at 75 she is asked to the counter',
      person: woman('1951-05', award('EMP_PENSION')),
      is: { state: 'OVERDUE', next_step: 'COUNTER' },
    },
    {
      who: 'at 75, having used the app last year, she is asked to use it again',
      person: woman('1951-05', award('EMP_PENSION'), faceApp('2025-09-03')),
      is: { next_step: 'SELF_SERVICE' },
    },
    {
      who: 'the bedridden woman of 91 is visited, first of all',
      person: woman('1935-05', award('EMP_PENSION')),
      is: { next_step: 'HOME_VISIT', is_priority: true },
    },
    {
      who: 'the man of 50 without use of his legs is visited',
      person: man('1976-05', award('DISABLED_LIVING'), disabled('PHYSICAL', '1')),
      is: { next_step: 'HOME_VISIT', is_priority: true },
    },
    {
      who: 'deafness keeps nobody at home',
      person: man('1976-05', award('DISABLED_LIVING'), disabled('HEARING', '1')),
      is: { next_step: 'SELF_SERVICE' },
    },
    {
      who: 'who draws the care allowance is visited',
      person: man('1976-05', award('DISABLED_CARE')),
      is: { next_step: 'HOME_VISIT' },
    },
    {
      who: 'abroad since spring',
      person: man(
        '1952-05',
        award('EMP_PENSION', { since: '2010-01' }),
        border('2025-08-01', 'OUT'),
        bank('2025-07-01'),
      ),
      is: { next_step: 'CONSULAR' },
    },
    {
      who: 'abroad and back',
      person: man(
        '1952-05',
        award('EMP_PENSION', { since: '2010-01' }),
        border('2025-08-01', 'OUT'),
        clinic('2025-09-01'),
      ),
      is: { next_step: 'COUNTER' },
    },
    {
      who: 'nobody knows how old he is',
      person: { ...man('1952-05', award('EMP_PENSION')), birthDate: null },
      is: { state: 'OVERDUE', next_step: 'COUNTER' },
    },
  ]);
});

describe('what the last publication remembers', () => {
  const remembered = (channel: string, date: string): readonly Remembered[] => [
    {
      programme: 'EMP_PENSION',
      state: 'ENTITLED',
      since: '2026-01-31',
      basis: 'STRONG',
      proofDate: date,
      proofChannel: channel,
      strongDate: date,
    },
  ];
  decides([
    {
      who: 'a stay in a home that ended half a year ago holds for its cycle',
      person: man('1949-05', award('EMP_PENSION'), nursingHome('2026-04-30')),
      remembered: remembered('E25', '2026-04-30'),
      is: { state: 'ENTITLED', reason: 'REMEMBERED_PROOF', proof_channel: 'E25', due_date: '2027-04-30' },
    },
    {
      who: 'seen today for the first time, it is outside its window, and no proof any more',
      person: man('1949-05', award('EMP_PENSION'), nursingHome('2026-04-30')),
      is: { state: 'TO_VERIFY', reason: 'NO_PROOF', proof_date: null, due_date: '2026-10-30' },
    },
    {
      who: 'a train of which nothing is delivered any more holds for its cycle',
      person: man('1949-05', award('EMP_PENSION')),
      remembered: remembered('E14', '2026-02-17'),
      is: { state: 'ENTITLED', reason: 'REMEMBERED_PROOF', due_date: '2027-02-17' },
    },
    {
      who: "a boarding that turned out to be another man's does not count",
      person: man('1949-05', award('EMP_PENSION')),
      remembered: remembered('E15', '2026-03-01'),
      is: { state: 'OVERDUE', strong_date: null },
    },
    {
      who: 'it counts for the other man',
      person: man(
        '1949-05',
        award('EMP_PENSION'),
        row('aviation_boarding', { event_date: '2026-03-01', boarded: 'BOARDED' }),
      ),
      is: { state: 'ENTITLED', proof_channel: 'E15' },
    },
    {
      who: 'a state that goes on keeps the day on which it began, and what was before',
      person: man('1949-05', award('EMP_PENSION'), train('2026-05-03')),
      remembered: [
        { programme: 'EMP_PENSION', state: 'ENTITLED', previousState: 'OVERDUE', since: '2026-05-31' },
      ],
      is: { state: 'ENTITLED', previous_state: 'OVERDUE', state_since: '2026-05-31' },
    },
  ]);
});

describe('bad input', () => {
  decides([
    {
      who: 'a train next year has not been taken',
      person: man('1959-05', award('EMP_PENSION'), train('2027-05-03')),
      is: { state: 'OVERDUE', proof_date: null },
    },
    {
      who: 'a train before birth was taken by somebody else; the one after counts',
      person: man('2025-09-01', award('ORPHAN', { since: '2025-09' }), train('2025-08-03')),
      is: { state: 'TO_VERIFY', proof_date: null },
    },
    {
      who: 'one stay told by hospital and insurance is one proof; weak channels never count twice',
      person: man(
        '1959-05',
        award('EMP_PENSION'),
        row('nhc_inpatient', { event_date: '2026-02-01', hospital_level: '2' }),
        hospital('2026-02-01'),
        clinic('2026-10-01'),
        clinic('2026-10-01'),
        clinic('2026-10-01'),
      ),
      is: { basis: 'STRONG', proof_channel: 'E18', points: 100, channels: 1, due_date: '2027-02-01' },
    },
    ...['first', 'second'].map((which) => ({
      who: `two people of one name, birthday and village stay two: the ${which}`,
      person: man('1950-05', award('EMP_PENSION'), ...(which === 'first' ? [train('2026-05-03')] : [])),
      is: { state: which === 'first' ? 'ENTITLED' : 'OVERDUE' },
    })),
    {
      who: 'two awards of one programme: the one that pays',
      person: man(
        '1959-05',
        award('EMP_PENSION', { state: 'TERMINATED', stoppedOn: '2026-01-31', stopReason: 'OTHER' }),
        award('EMP_PENSION', { since: '2021-01' }),
        train('2026-05-03'),
      ),
      is: { state: 'ENTITLED', award_month: '2021-01' },
    },
  ]);
});
