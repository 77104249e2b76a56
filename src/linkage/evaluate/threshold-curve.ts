import type { Engine } from '#engine/engine.ts';
import type { LinkageResult } from '../link-tables.ts';
import { agreement, type ThresholdPoint } from './evaluation.ts';

/** Steps of a curve: log odds of the probability, in bits. */
const CURVE_STEP_BITS = 0.25;
/** Steps in which the best threshold is looked for. */
const BEST_STEP_BITS = 0.01;
/** Beyond so many bits of log odds probabilities are all but 0 or 1, and a double cannot tell them apart. */
const LIMIT_BITS = 50;

/**
 * Agreement with the truth for every threshold, of the judged pairs.
 * @param real pairs that are one person
 */
export async function thresholdCurve(
  engine: Engine,
  real: number,
  constraint: LinkageResult['constraint'],
  isOneTable: boolean,
): Promise<{ curve: readonly ThresholdPoint[]; best: ThresholdPoint | undefined }> {
  const candidates = candidatesSql(constraint, isOneTable);
  const curve = await points(engine, candidates, CURVE_STEP_BITS, real, 'threshold');
  const [best] = await points(
    engine,
    candidates,
    BEST_STEP_BITS,
    real,
    '2 * hits / (found + real_pairs) DESC, threshold DESC LIMIT 1',
  );
  return { curve: Object.freeze(curve), best };
}

async function points(
  engine: Engine,
  candidates: string,
  stepBits: number,
  real: number,
  order: string,
): Promise<ThresholdPoint[]> {
  const rows = await engine.rows<{ threshold: number; found: number; hits: number }>(`
    WITH step AS (
      SELECT
        floor(greatest(least(log2(probability / nullif(1 - probability, 0)), ${LIMIT_BITS}), -${LIMIT_BITS}) / ${stepBits}) AS step,
        min(probability) AS threshold,
        CAST(count(*) AS DOUBLE) AS found,
        CAST(count(*) FILTER (is_real) AS DOUBLE) AS hits
      FROM (${candidates})
      GROUP BY step
    ),
    reached AS (
      SELECT
        threshold,
        sum(found) OVER (ORDER BY threshold DESC) AS found,
        sum(hits) OVER (ORDER BY threshold DESC) AS hits,
        CAST(${real} AS DOUBLE) AS real_pairs
      FROM step
    )
    SELECT threshold, found, hits
    FROM reached
    ORDER BY ${order}`);
  return rows.map(({ threshold, found, hits }) =>
    Object.freeze({ threshold, agreement: agreement(found, hits, real) }),
  );
}

/** A constraint leaves each record its best pair at most. */
function candidatesSql(constraint: LinkageResult['constraint'], isOneTable: boolean): string {
  if (constraint === 'none' || isOneTable) return 'SELECT probability, is_real FROM linkage_judged_pair';
  const bestLeft =
    'row_number() OVER (PARTITION BY left_id ORDER BY probability DESC, weight DESC, right_id) = 1';
  const bestRight =
    'row_number() OVER (PARTITION BY right_id ORDER BY probability DESC, weight DESC, left_id) = 1';
  return `
    SELECT probability, is_real
    FROM linkage_judged_pair
    QUALIFY ${constraint === 'one_to_one' ? `${bestLeft} AND ${bestRight}` : bestLeft}`;
}
