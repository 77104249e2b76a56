import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { planCity } from '../city-plan.ts';
import { createVillage } from '../create-village.ts';
import { WRONG_RATES } from './wrong-rates.ts';
import { casesOf } from './wrong-scene.ts';

const divisions = readDivisions({ prefix: '640402' });
const planOf = (people: number, seed = 7) =>
  planCity({ region: '640402', people, seed, asOf: '2026-11-20', divisions });

describe('cases', () => {
  test('of a rate are dealt to the villages of a city in their exact number', () => {
    const plan = planOf(40_000);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (rate, phase) => {
          const dealt = plan.villages.reduce((sum, village) => sum + casesOf(plan, village, rate, phase), 0);
          expect(dealt).toBe(Math.floor(0.4 * rate + phase));
        },
      ),
    );
  });

  test('of every rule are at least two in 100,000 residents, and few against all who draw', () => {
    const rates = Object.values(WRONG_RATES);
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(2);
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeLessThan(175);
  });
});

describe('planted wrongs', () => {
  const wrongsOf = (seed: number) => {
    const plan = planOf(9000, seed);
    return plan.villages.flatMap((village) => createVillage(plan, village).casework.wrongs);
  };

  test('are the same for a seed, and others for another', () => {
    expect(wrongsOf(4)).toEqual(wrongsOf(4));
    expect(wrongsOf(5)).not.toEqual(wrongsOf(4));
  });

  test('name people, programme and amount as the rule asks, and bear the number of their case', () => {
    for (const wrong of wrongsOf(4)) {
      expect(wrong.rule).toMatch(/^(R[0-3]\d|V[1-4])$/);
      expect(wrong.amountFen).toBeGreaterThanOrEqual(0);
      expect(wrong.caseNo).toBeGreaterThan(0);
      expect(wrong.truthId !== null || wrong.uscc !== null).toBe(true);
    }
  });
});
