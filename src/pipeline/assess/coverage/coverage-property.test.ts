import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { COVERAGE_STATUSES } from '#domain/coverage-status.ts';
import { addMonths } from '#domain/month.ts';
import { certificationModels } from '../certification/list-models.ts';
import {
  benefit,
  custody,
  elsewhere,
  employeePension,
  flexiblePension,
  man,
  publicPension,
  register,
  residentPayment,
  residentPension,
  row,
  type SamplePerson,
  type SampleRow,
  soldier,
  student,
  wage,
  woman,
} from '../sample-person.ts';
import { assessTown } from '../sample-town.ts';
import { tagModels } from '../tags/list-models.ts';
import { coverageModels } from './list-models.ts';

const WITH_TAGS = [...coverageModels(), ...certificationModels(loadCatalogue()), ...tagModels()];

const AS_OF = '2026-10-31';
const month = fc.integer({ min: 0, max: 130 }).map((back) => addMonths('2026-12', -back));
const year = fc.integer({ min: 2012, max: 2026 });
const state = fc.constantFrom('LIVE', 'PAUSED', 'TERMINATED');
const choice = fc.constantFrom('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR');
const post = fc.constantFrom('M60', 'F55', 'F50');

const payment: fc.Arbitrary<SampleRow> = fc.oneof(
  year.map((paid) => residentPayment(paid, `${paid}-02-01`)),
  month.map((until) => row('hrss_emp_period', { from_month: until, to_month: until })),
);
const fact = fc.oneof(
  payment,
  fc.record({ paidUntil: fc.option(month), state, post }).map(employeePension),
  fc.record({ paidUntil: fc.option(month), state, post, choice }).map(flexiblePension),
  fc.record({ paidUntil: month, state, post }).map(publicPension),
  fc.record({ paidUntil: fc.option(year), firstYear: year, state }).map(residentPension),
  fc
    .tuple(
      fc.constantFrom('EMP_PENSION', 'PUB_PENSION', 'RES_PENSION'),
      fc.constantFrom('PAYING', 'SUSPENDED', 'TERMINATED'),
    )
    .map(([programme, benefitState]) => benefit(programme, benefitState)),
  fc.record({ state, drawing: fc.boolean() }).map(elsewhere),
  fc.constantFrom('ENROLLED', 'SUSPENDED', 'GRADUATED', 'LEFT').map(student),
  fc.constant(soldier('2024-09-01')),
  fc.constant(custody('2025-01-01', null)),
  month.map((paid) => wage('91640499MA00000011', paid)),
  fc
    .constantFrom<Record<string, string>[]>(
      { identity_issue: 'BLANK' },
      { death_date: '2026-05-01' },
      { left_date: '2026-05-01', left_reason: 'MOVED_OUT' },
    )
    .map(register),
);
const person: fc.Arbitrary<SamplePerson> = fc
  .tuple(
    fc.constantFrom(man, woman),
    fc.integer({ min: 0, max: 12 * 75 }).map((months) => addMonths('1945-01', months)),
    fc.array(fact, { maxLength: 5 }),
  )
  .map(([make, born, facts]) => make(born, ...facts));
const people = fc.array(person, { minLength: 60, maxLength: 60 });

/** Each run is a whole town: a few of them hold hundreds of people. */
const RUNS = { numRuns: 3, endOnFailure: true };

describe('whatever the facts are', () => {
  it('everybody has exactly one status', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (town) => {
        const rows = await assessTown({ asOf: AS_OF, people: town }, (found) =>
          found.table('coverage_status', 'person_id'),
        );
        expect(rows.map((decision) => Number(decision.person_id))).toEqual(town.map((_, place) => place));
        for (const decision of rows) {
          expect(Object.keys(COVERAGE_STATUSES)).toContain(decision.status);
          expect(decision.reason).not.toBeNull();
          expect(decision.rule_version).not.toBeNull();
          const evidence = decision.evidence as number[];
          expect(evidence.length).toBeGreaterThan(0);
          expect(evidence.length).toBeLessThanOrEqual(8);
          expect(evidence).toEqual([...new Set(evidence)].sort((a, b) => a - b));
        }
      }),
      RUNS,
    );
  });

  it('a payment more makes no gap longer and interrupts nobody', async () => {
    await fc.assert(
      fc.asyncProperty(
        people,
        fc.array(payment, { minLength: 60, maxLength: 60 }),
        async (town, payments) => {
          const richer = town.map((one, place) => ({ ...one, rows: [...one.rows, payments[place]!] }));
          const read = (given: readonly SamplePerson[]) =>
            assessTown({ asOf: AS_OF, people: given }, async (found) => ({
              enrolments: await found.table('enrolment', 'person_id, scheme'),
              decisions: await found.table('coverage_status', 'person_id'),
            }));
          const [poor, rich] = [await read(town), await read(richer)];
          expect(rich.enrolments).toHaveLength(poor.enrolments.length);
          for (const [place, enrolment] of poor.enrolments.entries()) {
            const gap = rich.enrolments[place]!.gap_months;
            if (enrolment.gap_months !== null)
              expect(Number(gap)).toBeLessThanOrEqual(Number(enrolment.gap_months));
            if (enrolment.is_paid) expect(rich.enrolments[place]!.is_paid).toBe(true);
          }
          for (const [place, decision] of poor.decisions.entries())
            if (decision.status === 'NORMAL') expect(rich.decisions[place]!.status).toBe('NORMAL');
        },
      ),
      RUNS,
    );
  });

  it('the order of the rows says nothing', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (town) => {
        const read = (reversed: boolean) =>
          assessTown({ asOf: AS_OF, people: town, reversed, models: WITH_TAGS }, async (found) => ({
            decisions: await found.table('coverage_status', 'person_id'),
            recommendations: await found.table('recommendation', 'person_id'),
            units: await found.table('unit_status', 'uscc'),
            tags: await found.table('person_tag', 'person_id, tag'),
            rates: await found.table('coverage_rate', 'division, denominator'),
          }));
        expect(await read(true)).toEqual(await read(false));
      }),
      RUNS,
    );
  });

  it('who is on the work list gets one recommendation', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (town) => {
        const { decisions, advised } = await assessTown({ asOf: AS_OF, people: town }, async (found) => ({
          decisions: await found.table('coverage_status', 'person_id'),
          advised: await found.table('recommendation', 'person_id'),
        }));
        expect(advised.map((advice) => advice.person_id)).toEqual(
          decisions
            .filter(
              ({ status, reason }) =>
                ['UNCLAIMED', 'INTERRUPTED', 'DROPPED', 'MISSED'].includes(String(status)) ||
                reason === 'STUDENT',
            )
            .map((decision) => decision.person_id),
        );
      }),
      RUNS,
    );
  });
});
