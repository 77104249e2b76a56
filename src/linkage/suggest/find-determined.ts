import type { Engine } from '#engine/engine.ts';
import type { SampleKeys } from './prepare-samples.ts';

/**
 * How far one column follows from another: of the evidence that agreement in `column` would be, the share that
 * agreement in `by` has already given (1: postcode → state; 0: nothing to do with each other).
 */
export interface Determined {
  readonly column: number;
  readonly by: number;
  readonly share: number;
}

/** Blocks so large that they hold many persons; in smaller ones all records may be one person or household. */
const LEAST_BLOCK = 40;

/**
 * Measures dependence between columns among records of different persons.
 * @param indexes the columns to look at
 * @param wholes number of the key candidate that is each column's whole value
 * @param chances of the key candidates
 */
export async function findDetermined(
  engine: Engine,
  keys: SampleKeys,
  indexes: readonly number[],
  wholes: readonly number[],
  chances: readonly number[],
): Promise<readonly Determined[]> {
  const found: Determined[] = [];
  for (const column of indexes)
    for (const by of indexes) {
      if (column === by) continue;
      const [a, b] = [`k${wholes[column]!}`, `k${wholes[by]!}`];
      const [row] = await engine.rows<{ agreeing: number | null; blocks: number }>(`
        WITH
        counted AS (
          SELECT ${a} AS a, ${b} AS b, count(*) AS n FROM ${keys.left}
          WHERE ${a} IS NOT NULL AND ${b} IS NOT NULL GROUP BY ALL
        ),
        block AS (
          SELECT CAST(sum(n) AS DOUBLE) AS n, CAST(sum(n * (n - 1)) AS DOUBLE) AS agreeing
          FROM counted GROUP BY b HAVING sum(n) >= ${LEAST_BLOCK}
        )
        SELECT sum(agreeing) / sum(n * (n - 1)) AS agreeing, count(*) AS blocks FROM block
      `);
      const chance = chances[wholes[column]!]!;
      if (row!.agreeing === null || row!.blocks < 2 || row!.agreeing <= chance || chance <= 0) continue;
      found.push(
        Object.freeze({ column, by, share: Math.log2(row!.agreeing / chance) / -Math.log2(chance) }),
      );
    }
  return found;
}
