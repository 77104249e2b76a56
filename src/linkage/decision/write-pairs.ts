import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import type { LinkageModel } from '../linkage-model.ts';
import type { RecordTables } from '../records/record-tables.ts';
import type { CompiledComparison } from '../scoring/level-sql.ts';
import { MISSING } from '../scoring/missing-level.ts';
import { weightsSql } from '../scoring/weight-sql.ts';

/** Pairs less probable than this are forgotten. */
export const LEAST_PROBABILITY = 0.0001;

/**
 * Makes `linkage_pair` of `linkage_rated`, as `LinkageResult` says, from the links in `linkage_link` and the clusters in
 * `linkage_node_cluster`.
 * @returns number of links
 */
export async function writePairs(
  engine: Engine,
  options: {
    tables: RecordTables;
    comparisons: readonly CompiledComparison[];
    model: LinkageModel;
    reviewFrom: number;
  },
): Promise<number> {
  const { tables, comparisons, model, reviewFrom } = options;
  const rightNode = tables.isOneTable ? 's.r' : `s.r + ${tables.leftCount}`;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_pair AS
    SELECT
      ${PAIR_COLUMNS},
      s.probability,
      CASE
        WHEN k.l IS NOT NULL AND a.cluster = b.cluster THEN 'LINK'
        WHEN s.probability >= ${reviewFrom} THEN 'REVIEW'
        ELSE 'NO'
      END AS decision,
      ${evidenceColumns(comparisons, model)}
    ${pairRecords('linkage_rated', tables)}
    JOIN linkage_node_cluster a ON a.node = s.l
    JOIN linkage_node_cluster b ON b.node = ${rightNode}
    LEFT JOIN linkage_link k ON k.l = s.l AND k.r = s.r
    WHERE s.probability >= ${LEAST_PROBABILITY}
  `);
  const [row] = await engine.rows<{ n: number }>(
    "SELECT count(*) AS n FROM linkage_pair WHERE decision = 'LINK'",
  );
  return row!.n;
}

/** Who the pair is, and its weight. */
export const PAIR_COLUMNS = 'l.id AS left_id, r.id AS right_id, s.weight';

/** FROM clause of a relation of pairs s (l, r) with their records. */
export function pairRecords(pairs: string, tables: RecordTables): string {
  return `
    FROM ${pairs} s
    JOIN ${tables.left} l ON l.r = s.l
    JOIN ${tables.right} r ON r.r = s.r`;
}

/** SQL of each comparison's level and weight. */
export function evidenceColumns(comparisons: readonly CompiledComparison[], model: LinkageModel): string {
  const weights = weightsSql(comparisons, model, (c) => `s.g${c}`);
  return comparisons
    .flatMap((comparison, c) => [
      `${codeSql(comparison, `s.g${c}`)} AS ${sqlName(`${comparison.spec.name}_level`)}`,
      `${weights[c]} AS ${sqlName(`${comparison.spec.name}_weight`)}`,
    ])
    .join(',\n');
}

function codeSql({ levels }: CompiledComparison, level: string): string {
  const cases = levels.map(({ code }, index) => `WHEN ${index} THEN ${sqlText(code)}`);
  return `CASE ${level} WHEN ${MISSING} THEN 'missing' ${cases.join(' ')} ELSE 'else' END`;
}
