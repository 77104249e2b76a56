import { expect, it } from 'vitest';
import type { EngineRow } from '#engine/engine.ts';
import { line } from '../risk/sample-benefit.ts';
import { auditTown, onlyRules } from '../risk/sample-risk-town.ts';
import { man, row, type SamplePerson } from '../sample-person.ts';
import { outcomeModels } from './list-models.ts';

const CATALOGUE = onlyRules(['R05']);
const MODELS = outcomeModels(CATALOGUE).filter(({ table }) => table === 'rule_precision');

/** Paid twice in October, as R05 shows; and what became of the lead. */
const paidTwice = (action?: 'VERIFIED_TRUE' | 'VERIFIED_FALSE'): SamplePerson =>
  man(
    '1950-01',
    line('RES_PENSION', '2026-10', 20_000),
    line('RES_PENSION', '2026-10', 20_000),
    ...(action ? [row('hrss_lead_action', { rule: 'R05', action, action_date: '2026-10-30' })] : []),
  );

/** What is said of R05 after so many leads were found true and untrue; one more waits. */
async function learned(found: { true: number; untrue: number; grade?: string }): Promise<EngineRow> {
  const people = [
    ...Array.from({ length: found.true }, () => paidTwice('VERIFIED_TRUE')),
    ...Array.from({ length: found.untrue }, () => paidTwice('VERIFIED_FALSE')),
    paidTwice(),
  ];
  const rules = CATALOGUE.rules
    .get('rule_risk')!
    .map((rule) => ({ ...rule, values: { ...rule.values, grade: found.grade ?? rule.values.grade! } }));
  const catalogue = { ...CATALOGUE, rules: new Map([...CATALOGUE.rules, ['rule_risk', rules]]) };
  const named = Object.fromEntries(people.map((person, place) => [`第${place}人`, person]));
  return await auditTown(
    { asOf: '2026-10-31', people: named, catalogue, models: MODELS },
    async ({ rows }) => (await rows('SELECT * FROM rule_precision'))[0]!,
  );
}

it('leads that nobody has checked are no outcomes', async () => {
  expect(await learned({ true: 0, untrue: 0 })).toEqual({
    rule: 'R05',
    outcomes: 0,
    true_outcomes: 0,
    precision: null,
    precision_low: null,
    precision_high: null,
    grade: 'H',
    proposed_grade: 'H',
    verdict: 'TOO_FEW',
  });
});

it('29 outcomes are too few', async () => {
  expect(await learned({ true: 0, untrue: 29 })).toMatchObject({
    outcomes: 29,
    precision: 0,
    proposed_grade: 'H',
    verdict: 'TOO_FEW',
  });
});

it('a rule of grade H whose leads are mostly untrue is proposed for M', async () => {
  const rule = await learned({ true: 12, untrue: 28 });
  expect(rule).toMatchObject({
    outcomes: 40,
    true_outcomes: 12,
    precision: 0.3,
    proposed_grade: 'M',
    verdict: 'LOWER',
  });
  expect(rule.precision_low).toBeCloseTo(0.1807, 3);
  expect(rule.precision_high).toBeCloseTo(0.4543, 3);
});

it.each([
  ['H', 1, 39, 'L', 'LOWER'],
  ['M', 1, 39, 'L', 'LOWER'],
  ['L', 1, 39, 'L', 'KEEP'],
  ['H', 20, 20, 'H', 'KEEP'],
  ['M', 12, 28, 'M', 'KEEP'],
  ['M', 39, 1, 'H', 'RAISE'],
  ['L', 39, 1, 'M', 'RAISE'],
  ['H', 39, 1, 'H', 'KEEP'],
])('grade %s, %i true and %i untrue: %s, %s', async (grade, right, untrue, proposed, verdict) => {
  expect(await learned({ true: right, untrue, grade })).toMatchObject({
    proposed_grade: proposed,
    verdict,
  });
});
