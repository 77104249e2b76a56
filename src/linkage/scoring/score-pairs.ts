import type { Engine } from '#engine/engine.ts';
import { pairSource } from '../blocking/pair-source.ts';
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
 * Compares every pair that a rule makes, and keeps those that weigh enough in the table `linkage_scored`
 * (l, r INTEGER, weight FLOAT). No pair is written before it is weighed.
 * @returns number of pairs compared
 */
export async function scorePairs(
  engine: Engine,
  options: {
    tables: RecordTables;
    comparisons: readonly CompiledComparison[];
    model: LinkageModel;
    floorBits: number;
    onRule?: (rule: number) => void;
  },
): Promise<void> {
  const { tables, comparisons, model, floorBits } = options;
  const weight = pairWeightSql(comparisons, model);
  await engine.run('CREATE OR REPLACE TEMP TABLE linkage_scored (l INTEGER, r INTEGER, weight FLOAT)');
  for (const rule of tables.listKeys.keys()) {
    options.onRule?.(rule);
    await engine.run(`
      INSERT INTO linkage_scored
      SELECT l, r, weight
      FROM (SELECT l.r AS l, r.r AS r, ${weight} AS weight ${pairSource(tables, rule)})
      WHERE weight >= ${floorBits}
    `);
  }
}
