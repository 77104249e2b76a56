import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { type Rating, ratePairs } from './rate-pairs.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openDuckdb();
});

afterAll(() => engine.close());

interface Pair {
  readonly l: number;
  readonly r: number;
  readonly weight: number;
}

const RECORDS = 100;

async function rate(
  pairs: readonly Pair[],
  constraint: 'none' | 'one_to_one' | 'many_to_one',
): Promise<Rating & { probability: number[] }> {
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_scored AS
    SELECT *
    FROM (VALUES ${pairs.map(({ l, r, weight }) => `(${l}, ${r}, CAST(${weight} AS FLOAT))`).join(', ')}) p(l, r, weight)
  `);
  const tables = { leftCount: RECORDS, rightCount: RECORDS, isOneTable: false } as RecordTables;
  const weights = pairs.map(({ weight }) => ({ bits: weight, count: 1 }));
  const rating = await ratePairs(engine, { tables, constraint, weights, prior: 50 / RECORDS ** 2 });
  const rows = await engine.rows<{ l: number; r: number; probability: number }>(
    'SELECT l, r, probability FROM linkage_rated',
  );
  return {
    ...rating,
    probability: pairs.map(({ l, r }) => rows.find((row) => row.l === l && row.r === r)?.probability ?? 0),
  };
}

/** Probabilities by looking at every set of pairs that the constraint allows. */
function enumerated(pairs: readonly Pair[], priorBits: number, isOneToOne: boolean): number[] {
  const held = pairs.map(() => 0);
  let all = 0;
  for (let set = 0; set < 2 ** pairs.length; set++) {
    const chosen = pairs.flatMap((pair, index) => ((set >> index) & 1 ? [{ pair, index }] : []));
    const isAllowed =
      new Set(chosen.map(({ pair }) => pair.l)).size === chosen.length &&
      (!isOneToOne || new Set(chosen.map(({ pair }) => pair.r)).size === chosen.length);
    if (!isAllowed) continue;
    const odds = chosen.reduce((product, { pair }) => product * 2 ** (pair.weight + priorBits), 1);
    all += odds;
    for (const { index } of chosen) held[index]! += odds;
  }
  return held.map((odds) => odds / all);
}

/** A line of records, left and right by turns, so that each pair competes with its neighbours. */
const LINE = fc
  .array(fc.double({ min: 4, max: 20, noNaN: true }), { minLength: 1, maxLength: 6 })
  .map((weights) =>
    weights.map((weight, place) => ({
      l: Math.floor((place + 1) / 2),
      r: Math.floor(place / 2),
      weight: Math.fround(weight),
    })),
  );

it('is exact where pairs compete along a line', async () => {
  await fc.assert(
    fc.asyncProperty(LINE, fc.boolean(), async (pairs, isOneToOne) => {
      const { probability, priorBits } = await rate(pairs, isOneToOne ? 'one_to_one' : 'many_to_one');
      const expected = enumerated(pairs, priorBits, isOneToOne);
      for (const [place, p] of probability.entries())
        expect(Math.abs(p - expected[place]!)).toBeLessThan(0.01);
    }),
    { numRuns: 40 },
  );
});

it('never gives a record more than one partner to be sure of', async () => {
  const pair = fc.record({
    l: fc.integer({ min: 0, max: 4 }),
    r: fc.integer({ min: 0, max: 4 }),
    weight: fc.double({ min: 0, max: 60, noNaN: true }),
  });
  const pairs = fc.uniqueArray(pair, { minLength: 1, maxLength: 12, selector: ({ l, r }) => `${l} ${r}` });
  await fc.assert(
    fc.asyncProperty(pairs, async (list) => {
      const { probability } = await rate(list, 'one_to_one');
      for (const side of ['l', 'r'] as const)
        for (let record = 0; record < 5; record++) {
          const sum = list.reduce(
            (total, p, place) => total + (p[side] === record ? probability[place]! : 0),
            0,
          );
          expect(sum).toBeLessThan(1.1);
        }
    }),
    { numRuns: 40 },
  );
});

it('makes much of a pair when hardly any other record is free', async () => {
  const settled = Array.from({ length: RECORDS - 5 }, (_, record) => ({ l: record, r: record, weight: 40 }));
  const lone = { l: RECORDS - 1, r: RECORDS - 1, weight: 5 };
  const free = await rate([...settled, lone], 'none');
  const constrained = await rate([...settled, lone], 'one_to_one');
  expect(free.probability.at(-1)).toBeLessThan(0.4);
  expect(constrained.probability.at(-1)).toBeGreaterThan(0.6);
});
