import type { Engine } from '#engine/engine.ts';
import type { LinkageModel } from '../linkage-model.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { type CompiledComparison, levelColumns } from './level-sql.ts';
import { weightsSql } from './weight-sql.ts';

/**
 * Compares the pairs in `linkage_candidate`: makes `linkage_level` (l, r INTEGER, rules, g0, g1 … UTINYINT), from
 * which the weights are learned and computed.
 */
export async function comparePairs(
  engine: Engine,
  tables: RecordTables,
  comparisons: readonly CompiledComparison[],
): Promise<void> {
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_level AS
    SELECT c.l, c.r, c.rules, ${levelColumns(comparisons)}
    FROM linkage_candidate c
    JOIN ${tables.left} l ON l.r = c.l
    JOIN ${tables.right} r ON r.r = c.r
  `);
  await engine.run('DROP TABLE linkage_candidate');
}

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
