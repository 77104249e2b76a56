import type { Engine } from '#engine/engine.ts';
import type { LinkageModel } from '../linkage-model.ts';
import type { RecordTables } from '../records/record-tables.ts';
import type { CompiledComparison } from './level-sql.ts';
import { weightsSql } from './weight-sql.ts';

/**
 * Weighs the pairs in `linkage_level` and keeps those that weigh enough: `linkage_scored` (l, r INTEGER,
 * g0, g1 …, weight FLOAT).
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
  const weights = weightsSql(comparisons, model, (c) => `v.g${c}`);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_scored AS
    SELECT *
    FROM (
      SELECT v.* EXCLUDE (rules), ${weights.join('\n+ ')} AS weight
      FROM linkage_level v
      JOIN ${tables.left} l ON l.r = v.l
    )
    WHERE weight >= ${floorBits}
  `);
  await engine.run('DROP TABLE linkage_level');
}
