import { type Engine, sqlName } from '#engine/engine.ts';
import type { LinkageModel } from '../linkage-model.ts';
import { pairCount, type RecordTables } from '../records/record-tables.ts';
import { comparePairs } from '../scoring/compare-pairs.ts';
import type { CompiledComparison } from '../scoring/level-sql.ts';
import { MISSING } from '../scoring/missing-level.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';
import type { ComparisonShape } from './comparison-shape.ts';
import { countBlockedPatterns, countRandomPatterns, pickRandomPairs } from './count-patterns.ts';
import { estimateWeights } from './estimate-weights.ts';

/** Pairs looked at to learn m, and to learn u. */
const BLOCKED_PAIRS = 3_000_000;
const RANDOM_PAIRS = 500_000;

/**
 * Learns the weights of a spec from the tables themselves.
 * @param options.compared number of pairs in `linkage_level`
 * @param options.knownPairs relation (left_id, right_id) of pairs that are one person: m is counted on them
 */
export async function trainModel(
  engine: Engine,
  options: {
    spec: LinkageSpec;
    tables: RecordTables;
    comparisons: readonly CompiledComparison[];
    /** Tables of the values that each comparison sees. */
    valueTables: readonly string[];
    compared: number;
    knownPairs?: string | undefined;
  },
): Promise<LinkageModel> {
  const { spec, tables, comparisons } = options;
  const pairs = { left: tables.left, right: tables.right, comparisons, compared: options.valueTables };
  const shapes: ComparisonShape[] = [];
  const known = options.knownPairs ? await countKnownLevels(engine, pairs, options.knownPairs) : undefined;
  for (const [c, comparison] of comparisons.entries())
    shapes.push({
      levels: comparison.levels.length + 1,
      fixedBy: spec.blocking.flatMap(({ parts }, rule) =>
        parts.some(({ column }) => comparison.spec.columns.includes(column)) ? [rule] : [],
      ),
      isPersonal: comparison.spec.kind === 'date' || comparison.spec.kind === 'id_number',
      exactShare: await exactShare(engine, tables, comparison, c),
      knownMatches: known?.[c],
    });
  await pickRandomPairs(engine, tables, RANDOM_PAIRS);
  await comparePairs(engine, { ...pairs, pairs: 'linkage_random', into: 'linkage_random_level' });
  const estimate = estimateWeights(
    shapes,
    await countBlockedPatterns(engine, tables, comparisons, {
      wanted: BLOCKED_PAIRS,
      compared: options.compared,
    }),
    await countRandomPatterns(engine, tables, comparisons),
    { rules: spec.blocking.length, pairs: pairCount(tables) },
  );
  const trained = comparisons.map(({ spec: { name }, levels }, c) => ({
    name,
    levels: [...levels, { code: 'else', label: 'anything else' }].map(({ code, label }, level) => {
      const [m, u] = [estimate.m[c]![level]!, estimate.u[c]![level]!];
      return { code, label, m, u, weight: Math.log2(m / u) };
    }),
  }));
  return Object.freeze({
    prior: estimate.prior,
    comparisons: trained,
    dependencies: estimate.dependencies.map(({ child, parent, copied, bits }) => ({
      child: trained[child]!.name,
      parent: trained[parent]!.name,
      copied,
      corrections: bits.flatMap((row, x) =>
        row.flatMap((correction, y) =>
          Math.abs(correction) < LEAST_CORRECTION && (x > 0 || y > 0)
            ? []
            : [
                {
                  child: trained[child]!.levels[x]!.code,
                  parent: trained[parent]!.levels[y]!.code,
                  bits: correction,
                },
              ],
        ),
      ),
    })),
  });
}

/** Corrections below this are left out, in bits. */
const LEAST_CORRECTION = 0.2;

/** Share of all pairs with both values filled that are equal, when the first level of a comparison is just that. */
async function exactShare(
  engine: Engine,
  { left, right, isOneTable }: RecordTables,
  { isExactFirst }: CompiledComparison,
  c: number,
): Promise<number | undefined> {
  if (!isExactFirst) return undefined;
  const counts = (table: string) =>
    `(SELECT v${c} AS v, CAST(count(*) AS DOUBLE) AS n FROM ${table} WHERE v IS NOT NULL GROUP BY 1)`;
  const [row] = await engine.rows<{ share: number | null }>(
    isOneTable
      ? `SELECT sum(n * (n - 1)) / nullif(sum(n) * (sum(n) - 1), 0) AS share FROM ${counts(left)}`
      : `SELECT sum(a.n * b.n) / nullif((SELECT sum(n) FROM ${counts(left)}) * (SELECT sum(n) FROM ${counts(right)}), 0) AS share
         FROM ${counts(left)} a JOIN ${counts(right)} b USING (v)`,
  );
  return row!.share ?? undefined;
}

/** How many of the known pairs reach each level. */
async function countKnownLevels(
  engine: Engine,
  records: Omit<Parameters<typeof comparePairs>[1], 'pairs' | 'into'>,
  knownPairs: string,
): Promise<number[][]> {
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_known AS
    SELECT l.r AS l, r.r AS r
    FROM ${sqlName(knownPairs)} k
    JOIN ${records.left} l ON l.id = k.left_id
    JOIN ${records.right} r ON r.id = k.right_id
  `);
  await comparePairs(engine, { ...records, pairs: 'linkage_known', into: 'linkage_known_level' });
  const rows = await engine.rows<Record<string, number>>(
    'SELECT * EXCLUDE (l, r), count(*) AS pairs FROM linkage_known_level GROUP BY ALL',
  );
  return records.comparisons.map((comparison, c) => {
    const counts = new Array<number>(comparison.levels.length + 1).fill(0);
    for (const row of rows) if (row[`g${c}`] !== MISSING) counts[row[`g${c}`]!]! += row.pairs!;
    return counts;
  });
}
