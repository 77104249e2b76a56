import { type Engine, sqlName } from '#engine/engine.ts';
import { type ClusterFigures, measureClusters } from './measure-clusters.ts';
import type { Field, TableSet } from './table-set.ts';

/** What somebody without a linkage engine would try, each in one query. */
const RULES: readonly { readonly name: string; readonly agree: readonly (readonly Field[])[] | 'ALL' }[] = [
  { name: 'all columns equal', agree: 'ALL' },
  {
    name: 'name and birth date equal',
    agree: [
      ['given', 'surname', 'birth'],
      ['name', 'birth'],
    ],
  },
];

export interface RuleResult extends ClusterFigures {
  readonly name: string;
  readonly seconds: number;
}

/** @param relation (side, id, entity, columns of the set) */
export async function linkBySimpleRules(
  engine: Engine,
  set: TableSet,
  relation: string,
): Promise<RuleResult[]> {
  const results: RuleResult[] = [];
  for (const { name, agree } of RULES) {
    const fields =
      agree === 'ALL'
        ? (Object.keys(set.columns) as Field[])
        : agree.find((option) => option.every((field) => set.columns[field] !== undefined));
    if (fields === undefined) continue;
    const values = fields.map((field) => `lower(trim(${sqlName(set.columns[field]!)}))`);
    const started = performance.now();
    await engine.run(`
      CREATE OR REPLACE TABLE by_rule AS
      SELECT side, id, CASE WHEN ${values.map((value) => `${value} <> ''`).join(' AND ')}
        THEN ${values.join(" || '|' || ")} ELSE side || id END AS cluster
      FROM ${relation}`);
    const seconds = (performance.now() - started) / 1000;
    results.push({
      name,
      seconds,
      ...(await measureClusters(engine, 'by_rule', relation, set.tables === 'TWO')),
    });
  }
  return results;
}
