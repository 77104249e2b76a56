import type { Engine } from '#engine/engine.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { oddsBits, probabilityOf, type WeightCount } from '../training/prior.ts';
import { countWeights } from './count-weights.ts';
import type { FoundConstraint } from './find-constraint.ts';

/** Pairs with smaller odds than this, in bits, take nothing away from their rivals. */
const LEAST_BITS = -10;
/** Larger odds, in bits, are as good as certain; a double still tells them from one more. */
const MOST_BITS = 40;
const MOST_ROUNDS = 20;
/** Rounds that messages take to cross the usual knots of rivals. */
const FEWEST_ROUNDS = 4;

/** How probable the pairs are, with those of their records that they compete with. */
export interface Rating {
  /** Share of matches among all pairs. */
  readonly prior: number;
  /** log2 of the prior odds of a pair: under a constraint, of two records that are still free. */
  readonly priorBits: number;
  /** Sum of the probabilities. */
  readonly expectedMatches: number;
}

/**
 * Makes the view `linkage_rated`: `linkage_scored` with `probability` DOUBLE, its pairs below 0.001 perhaps left out.
 *
 * Without a constraint a pair's probability is its weight with the prior. Where a record has one partner at most,
 * pairs compete, and the prior odds are those of two records that are still free: with M matches among n left and m
 * right records M ÷ ((n − M)(m − M)), which is many times more than M ÷ (n · m) when most records have a partner.
 * The probabilities under the constraint are found by belief propagation on the pairs: how free a record is for one
 * partner hangs on its other pairs, whose odds hang on how free their other record is.
 *
 * Source: M. Bayati, D. Gamarnik et al., Simple deterministic approximation algorithms for counting matchings (2007)
 * for the messages; M. Sadinle, Bayesian estimation of bipartite matchings for record linkage (2017) for the prior.
 *
 * @param weights the pairs of `linkage_scored` by weight
 * @param prior share of matches among all pairs, the constraint left aside
 */
export async function ratePairs(
  engine: Engine,
  {
    tables,
    constraint,
    weights,
    prior,
  }: {
    tables: RecordTables;
    constraint: FoundConstraint['constraint'];
    weights: readonly WeightCount[];
    prior: number;
  },
): Promise<Rating> {
  if (constraint === 'none') {
    await engine.run(`
      CREATE OR REPLACE TEMP VIEW linkage_rated AS
      SELECT *, 1 / (1 + pow(2, -(weight + ${oddsBits(prior)}))) AS probability
      FROM linkage_scored
    `);
    const priorBits = oddsBits(prior);
    return Object.freeze({ prior, priorBits, expectedMatches: sumOf(weights, priorBits) });
  }
  const { leftCount, rightCount } = tables;
  const freeBits = (matches: number) =>
    Math.log2(
      matches /
        free(leftCount, matches) /
        (constraint === 'one_to_one' ? free(rightCount, matches) : Math.max(rightCount, 1)),
    );
  const all = leftCount * rightCount;
  let matches = Math.max(Math.min(prior * all, leftCount, rightCount), 1);
  await makeRivals(engine, constraint, LEAST_BITS - freeBits(matches));
  const lone = await countWeights(engine, 'linkage_lone');
  for (let round = 1; ; round++) {
    const bits = freeBits(matches);
    const next = sumOf(lone, bits) + (await passMessages(engine, constraint, bits));
    const isSettled = round >= FEWEST_ROUNDS && Math.abs(next - matches) < 1e-4 * matches;
    matches = Math.max(next, 1);
    if (isSettled || round === MOST_ROUNDS) break;
  }
  const bits = freeBits(matches);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_rating AS
    SELECT l, r, 1 / (1 + pow(2, -(weight + ${bits}))) AS probability
    FROM linkage_lone
    UNION ALL
    SELECT l, r, probability
    FROM linkage_rival;
    DROP TABLE linkage_lone;
    DROP TABLE linkage_rival;
    CREATE OR REPLACE TEMP VIEW linkage_rated AS
    SELECT s.*, p.probability
    FROM linkage_scored s
    JOIN linkage_rating p ON p.l = s.l AND p.r = s.r
  `);
  return Object.freeze({
    prior: Math.min(matches / Math.max(all, 1), 0.999),
    priorBits: bits,
    expectedMatches: matches,
  });
}

function sumOf(weights: readonly WeightCount[], priorBits: number): number {
  return weights.reduce((sum, { bits, count }) => sum + count * probabilityOf(bits, priorBits), 0);
}

/** Records without a partner; their number is known to a standard deviation only. */
function free(records: number, matches: number): number {
  return Math.max(records - matches, Math.sqrt(matches), 1);
}

/**
 * `linkage_lone` (l, r, weight): pairs that compete with none. `linkage_rival` (l, r, weight, probability, free_left,
 * free_right): all others; free_left is the chance that the left record has no other partner.
 */
async function makeRivals(
  engine: Engine,
  constraint: FoundConstraint['constraint'],
  floorBits: number,
): Promise<void> {
  const competing =
    constraint === 'one_to_one'
      ? 'count(*) OVER (PARTITION BY l) > 1 OR count(*) OVER (PARTITION BY r) > 1'
      : 'count(*) OVER (PARTITION BY l) > 1';
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_competitor AS
    SELECT l, r, weight, ${competing} AS is_rival
    FROM linkage_scored
    WHERE weight >= ${floorBits};
    CREATE OR REPLACE TEMP TABLE linkage_lone AS
    SELECT l, r, weight FROM linkage_competitor WHERE NOT is_rival;
    CREATE OR REPLACE TEMP TABLE linkage_rival AS
    SELECT
      l, r, weight,
      CAST(0 AS DOUBLE) AS probability,
      CAST(1 AS DOUBLE) AS free_left,
      CAST(1 AS DOUBLE) AS free_right
    FROM linkage_competitor
    WHERE is_rival;
    DROP TABLE linkage_competitor
  `);
}

/** One round on `linkage_rival`. @returns the sum of its probabilities */
async function passMessages(
  engine: Engine,
  constraint: FoundConstraint['constraint'],
  priorBits: number,
): Promise<number> {
  const freeRight =
    constraint === 'one_to_one'
      ? '1 / (1 + greatest(sum(odds * free_left) OVER (PARTITION BY r) - odds * free_left, 0))'
      : 'free_right';
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_rival AS
    SELECT
      l, r, weight,
      odds * next_left * next_right / (1 + odds * next_left * next_right) AS probability,
      next_left AS free_left,
      next_right AS free_right
    FROM (
      SELECT
        l, r, weight, odds,
        1 / (1 + greatest(sum(odds * free_right) OVER (PARTITION BY l) - odds * free_right, 0)) AS next_left,
        ${freeRight} AS next_right
      FROM (SELECT *, pow(2, least(weight + ${priorBits}, ${MOST_BITS})) AS odds FROM linkage_rival)
    )
  `);
  const [row] = await engine.rows<{ sum: number | null }>(
    'SELECT sum(probability) AS sum FROM linkage_rival',
  );
  return row!.sum ?? 0;
}
