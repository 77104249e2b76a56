import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCatalogue, loadCatalogue, ruleObjects } from '#catalogue/load-catalogue.ts';
import type { EngineRow } from '#engine/engine.ts';
import { custody, man, row, type SamplePerson, type SampleRow } from '../sample-person.ts';
import { assessTown, type PreviousCertification } from '../sample-town.ts';
import { certificationModels } from './list-models.ts';
import {
  award,
  bank,
  border,
  busTap,
  clinic,
  coreRecord,
  deathCertificate,
  declared,
  faceApp,
  found,
  hospital,
  nursingHome,
  pharmacy,
  train,
} from './sample-evidence.ts';

const AS_OF = '2026-10-31';
const CATALOGUE = loadCatalogue();
const MODELS = certificationModels(CATALOGUE);
const RANK = new Map(
  ruleObjects(compileCatalogue(CATALOGUE, AS_OF), 'rule_certification_state').map((one) => [
    one.state,
    Number(one.benefit_rank),
  ]),
);
/** Each run is a whole town: a few of them hold hundreds of people. */
const RUNS = { numRuns: 3, endOnFailure: true };
const TOWN = 80;

const day = fc
  .integer({ min: -40, max: 1300 })
  .map((back) => new Date(Date.parse(AS_OF) - back * 86_400_000).toISOString().slice(0, 10));
const programme = fc.constantFrom('EMP_PENSION', 'DIBAO', 'VETERAN_SUBSIDY', 'UNEMP_BENEFIT');
const positive: fc.Arbitrary<SampleRow> = fc.oneof(
  fc
    .tuple(fc.constantFrom(train, busTap, pharmacy, clinic, bank, hospital, nursingHome), day)
    .map(([make, on]) => make(on)),
  fc
    .tuple(fc.constantFrom(busTap, pharmacy, clinic, bank), fc.integer({ min: 1, max: 28 }))
    .map(([make, on]) => make(`2026-10-${String(on).padStart(2, '0')}`)),
  fc.tuple(day, fc.option(programme)).map(([on, by]) => faceApp(on, by)),
  fc
    .tuple(day, fc.constantFrom('FACE_APP', 'DATA_MATCH'))
    .map(([on, by]) => coreRecord(on, 'EMP_PENSION', by)),
  day.map((on) => border(on, 'IN')),
);
const negative: fc.Arbitrary<SampleRow> = fc.oneof(
  fc
    .tuple(fc.option(day), day)
    .map(([on, delivered]) => deathCertificate(on, delivered > AS_OF ? AS_OF : delivered)),
  day.map((on) => declared(on)),
  fc.tuple(day, fc.option(day)).map(([from, to]) => custody(from, to !== null && to < from ? null : to)),
  day.map((on) => row('cab_cremation', { death_date: on })),
);
const month = fc.integer({ min: 0, max: 80 }).map((back) => {
  const index = 2026 * 12 + 9 - back;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
});
const held = fc
  .tuple(
    programme,
    fc.option(month),
    fc.constantFrom('PAYING', 'PAYING', 'SUSPENDED', 'TERMINATED'),
    fc.option(day),
  )
  .map(([which, since, state, stopped]) =>
    award(which, {
      since,
      state: state as 'PAYING',
      ...(state === 'PAYING' || stopped === null ? {} : { stoppedOn: stopped, stopReason: 'OTHER' }),
    }),
  );
const checked = fc
  .tuple(day, fc.constantFrom('ALIVE', 'DEAD', 'NOT_FOUND', 'IN_CUSTODY'))
  .map(([on, result]) => found(on, result));
const person: fc.Arbitrary<SamplePerson> = fc
  .tuple(
    fc.integer({ min: 1925, max: 1990 }),
    fc.array(held, { minLength: 1, maxLength: 3 }),
    fc.array(positive, { maxLength: 5 }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fc.oneof(negative, checked), { maxLength: 2 }) },
    ),
  )
  .map(([born, awards, traces, against]) => man(`${born}-05`, ...awards, ...traces, ...against));
const people = fc.array(person, { minLength: TOWN, maxLength: TOWN });
const remembered = fc.array(
  fc.record({
    person: fc.integer({ min: 0, max: TOWN - 1 }),
    state: fc.constantFrom('ENTITLED', 'TO_VERIFY', 'SUSPENDED'),
    since: fc.constant('2026-03-31'),
    basis: fc.constantFrom('STRONG', 'WEAK'),
    proofDate: fc.constantFrom('2026-02-17', '2025-12-03'),
    proofChannel: fc.constantFrom('E14', 'E25'),
  }),
  { maxLength: 20 },
);

interface Town {
  readonly people: readonly SamplePerson[];
  readonly reversed?: boolean;
  readonly previous?: readonly PreviousCertification[];
}

async function decisions({ people: given, reversed = false, previous = [] }: Town): Promise<EngineRow[]> {
  return await assessTown(
    { asOf: AS_OF, people: given, models: MODELS, reversed, previousCertification: previous },
    (town) => town.table('certification', 'person_id, programme'),
  );
}

/** Within its grace somebody is better off than after it, and than one of whom something bad is said. */
function rankOf({ state, reason }: EngineRow): number {
  return RANK.get(state as string)! + (['NO_PROOF', 'WEAK_TOO_LONG'].includes(reason as string) ? 0.5 : 0);
}

const withRows = (given: readonly SamplePerson[], added: readonly SampleRow[]) =>
  given.map((one, place) => ({ ...one, rows: [...one.rows, added[place]!] }));
const rowsFor = (one: fc.Arbitrary<SampleRow>) => fc.array(one, { minLength: TOWN, maxLength: TOWN });

describe('whatever the records are', () => {
  it('every award has one decision, with reason, version, step and evidence', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (given) => {
        const rows = await decisions({ people: given });
        const awards = given.flatMap((one, place) => [
          ...new Set(
            one.rows
              .filter(({ fields }) => 'benefit_state' in fields && fields.benefit_state !== 'TERMINATED')
              .map(({ fields }) => `${place} ${String(fields.programme)}`),
          ),
        ]);
        const decided = rows.map((one) => `${Number(one.person_id)} ${String(one.programme)}`);
        expect(new Set(decided).size).toBe(decided.length);
        expect(awards.filter((one) => !decided.includes(one))).toEqual([]);
        for (const one of rows) {
          expect(RANK.has(one.state as string)).toBe(true);
          for (const column of ['reason', 'rule', 'rule_version', 'next_step', 'is_priority', 'state_since'])
            expect([column, one[column]]).not.toEqual([column, null]);
          const evidence = one.evidence as number[];
          expect(evidence.length).toBeGreaterThan(0);
          expect(evidence.length).toBeLessThanOrEqual(8);
          expect(evidence).toEqual([...new Set(evidence)].sort((a, b) => a - b));
          if (one.state === 'ENTITLED') expect(String(one.due_date) >= AS_OF).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('one record more for somebody never makes a state worse, nor a due date earlier', async () => {
    await fc.assert(
      fc.asyncProperty(people, rowsFor(positive), async (given, added) => {
        const [poor, rich] = [
          await decisions({ people: given }),
          await decisions({ people: withRows(given, added) }),
        ];
        expect(rich).toHaveLength(poor.length);
        for (const [place, before] of poor.entries()) {
          const after = rich[place]!;
          const change = [before.state, before.reason, after.state, after.reason].join(' ');
          expect([change, rankOf(after) >= rankOf(before)]).toEqual([change, true]);
          if (before.due_date !== null) expect(String(after.due_date) >= String(before.due_date)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('an older record never shortens what the last publication accepted', async () => {
    await fc.assert(
      fc.asyncProperty(people, remembered, rowsFor(positive), async (given, memory, added) => {
        const previous = [
          ...new Map(
            memory.map((one) => [
              one.person,
              {
                ...one,
                programme: 'EMP_PENSION',
                ...(one.basis === 'STRONG' ? { strongDate: one.proofDate } : {}),
              },
            ]),
          ).values(),
        ];
        // Records of the remembered days themselves would show that the channel still delivers them.
        const older = added.map((one) =>
          '2026-02-17' === one.fields.event_date || '2025-12-03' === one.fields.event_date
            ? train('2024-01-01')
            : one,
        );
        const poor = await decisions({ people: given, previous });
        const rich = await decisions({ people: withRows(given, older), previous });
        for (const [place, before] of poor.entries())
          if (before.due_date !== null)
            expect(String(rich[place]!.due_date) >= String(before.due_date)).toBe(true);
      }),
      RUNS,
    );
  });

  it('what speaks against somebody never ends or holds a payment by itself', async () => {
    await fc.assert(
      fc.asyncProperty(people, rowsFor(negative), async (given, added) => {
        const [before, after] = [
          await decisions({ people: given }),
          await decisions({ people: withRows(given, added) }),
        ];
        for (const [place, one] of after.entries())
          if (['LOST', 'SUSPENDED', 'OVERDUE'].includes(one.state as string))
            expect(one.state).toBe(before[place]!.state);
      }),
      RUNS,
    );
  });

  it('the order of the rows says nothing', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (given) => {
        const read = (reversed: boolean) =>
          assessTown({ asOf: AS_OF, people: given, models: MODELS, reversed }, async (town) => ({
            digest: await town.table('evidence_digest', 'person_id, channel, origin'),
            decisions: await town.table('certification', 'person_id, programme'),
            due: await town.table('certification_due', 'person_id, programme'),
            suspected: await town.table('suspected_loss', 'person_id'),
            channels: await town.table('channel_statistic', 'channel'),
            rates: await town.table('certification_statistic', 'division, programme'),
          }));
        expect(await read(true)).toEqual(await read(false));
      }),
      RUNS,
    );
  });
});
