import type { Engine } from '#engine/engine.ts';
import type { LinkageModel } from '../linkage-model.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { type CompiledComparison, type LevelWeight, rarityOf, weightSql } from './level-sql.ts';

/** What each level of a comparison weighs by the model. Rarity takes the place of u. */
export function levelWeights(comparison: CompiledComparison, model: LinkageModel): LevelWeight[] {
  const trained = model.comparisons.find(({ name }) => name === comparison.spec.name)!;
  return trained.levels.map(({ m, weight }, index) => {
    const column = rarityOf(comparison, comparison.levels[index]);
    return column === undefined
      ? { bits: weight, rarityOf: undefined }
      : { bits: Math.log2(m), rarityOf: column };
  });
}

/** SQL of a pair's whole weight in bits, the prior left aside. */
export function pairWeightSql(comparisons: readonly CompiledComparison[], model: LinkageModel): string {
  return comparisons.map((comparison) => weightSql(comparison, levelWeights(comparison, model))).join('\n+ ');
}

/**
 * Compares the pairs in `linkage_candidate`, and keeps those that weigh enough in the table `linkage_scored`
 * (l, r INTEGER, weight FLOAT).
 */
export async function scorePairs(
  engine: Engine,
  options: {
    tables: RecordTables;
    comparisons: readonly CompiledComparison[];
    model: LinkageModel;
    floorBits: number;
  },
): Promise<void> {
  const { tables, comparisons, model, floorBits } = options;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_scored AS
    SELECT l, r, weight
    FROM (
      SELECT c.l, c.r, ${pairWeightSql(comparisons, model)} AS weight
      FROM linkage_candidate c
      JOIN ${tables.left} l ON l.r = c.l
      JOIN ${tables.right} r ON r.r = c.r
    )
    WHERE weight >= ${floorBits}
  `);
}
