import type { Engine } from '#engine/engine.ts';
import type { WeightCount } from '../training/prior.ts';

/** Pairs of a relation (weight) by weight, in steps of a hundredth of a bit. */
export async function countWeights(engine: Engine, relation: string): Promise<readonly WeightCount[]> {
  return engine.rows<{ bits: number; count: number }>(`
    SELECT CAST(round(weight * 100) AS INTEGER) / 100.0::DOUBLE AS bits, count(*) AS count
    FROM ${relation}
    GROUP BY bits
    ORDER BY bits
  `);
}
