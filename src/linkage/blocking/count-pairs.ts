import type { Engine } from '#engine/engine.ts';
import { LinkageError } from '../linkage-error.ts';
import type { RecordTables } from '../records/record-tables.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';

/** One blocking rule's share of the work. */
export interface BlockingCount {
  readonly rule: string;
  /** Pairs that agree by this rule, those of other rules included. */
  readonly pairs: number;
  /** Pairs within its largest block. */
  readonly worstBlock: number;
}

/**
 * Counts each rule's pairs before any is made.
 * @throws LinkageError TOO_MANY_PAIRS, all rules that make more than the spec allows at once
 */
export async function countPairs(
  engine: Engine,
  spec: LinkageSpec,
  tables: RecordTables,
): Promise<readonly BlockingCount[]> {
  const counts: BlockingCount[] = [];
  for (const [index, { text }] of spec.blocking.entries()) {
    const blocks = (table: string) => {
      const keys = tables.listKeys[index]
        ? `(SELECT unnest(k${index}) AS k FROM ${table})`
        : `(SELECT k${index} AS k FROM ${table} WHERE k${index} IS NOT NULL)`;
      return `(SELECT k, count(*) AS n FROM ${keys} GROUP BY k)`;
    };
    const source = tables.isOneTable
      ? `SELECT n * (n - 1) / 2 AS pairs FROM ${blocks(tables.left)} WHERE n > 1`
      : `SELECT a.n * b.n AS pairs FROM ${blocks(tables.left)} a JOIN ${blocks(tables.right)} b USING (k)`;
    const [row] = await engine.rows<{ pairs: number; worst: number }>(`
      SELECT
        CAST(coalesce(sum(pairs), 0) AS DOUBLE) AS pairs,
        CAST(coalesce(max(pairs), 0) AS DOUBLE) AS worst
      FROM (${source})
    `);
    counts.push(Object.freeze({ rule: text, pairs: row!.pairs, worstBlock: row!.worst }));
  }
  const problems = counts
    .map((count, index) => ({ ...count, index }))
    .filter(({ pairs }) => pairs > spec.maxPairs)
    .map(({ rule, pairs, worstBlock, index }) => ({
      code: 'TOO_MANY_PAIRS',
      path: `blocking[${index}]`,
      what: `rule '${rule}' would make ${pairs} pairs, ${worstBlock} of them in its largest block; max_pairs is ${spec.maxPairs}`,
      remedy: 'Add a column to the rule, take more characters of one, or raise max_pairs',
    }));
  if (problems.length > 0) throw new LinkageError(problems);
  return counts;
}
