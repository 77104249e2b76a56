import type { Engine } from '#engine/engine.ts';

/** Pairs kept whose weight lies in [from, from + width), by decision. */
export interface WeightBin {
  /** Bits, prior not included. */
  readonly from: number;
  readonly links: number;
  readonly reviews: number;
  readonly others: number;
  /** Pairs of one person and of two, where the truth of both records is known (`evaluateLinkage`). */
  readonly real: number;
  readonly unreal: number;
}

export const BIN_BITS = 1;

/**
 * How the weights of `linkage_pair` are spread, ascending, gaps included.
 * @param isJudged whether `linkage_judged_pair` is there
 */
export async function weightHistogram(engine: Engine, isJudged: boolean): Promise<readonly WeightBin[]> {
  const rows = await engine.rows<{ from: number; links: number; reviews: number; others: number }>(`
    SELECT
      floor(weight / ${BIN_BITS}) * ${BIN_BITS} AS "from",
      count(*) FILTER (decision = 'LINK') AS links,
      count(*) FILTER (decision = 'REVIEW') AS reviews,
      count(*) FILTER (decision NOT IN ('LINK', 'REVIEW')) AS others
    FROM linkage_pair
    GROUP BY 1`);
  const judged = isJudged
    ? await engine.rows<{ from: number; real: number; unreal: number }>(`
        SELECT
          floor(weight / ${BIN_BITS}) * ${BIN_BITS} AS "from",
          count(*) FILTER (is_real) AS real,
          count(*) FILTER (NOT is_real) AS unreal
        FROM linkage_judged_pair
        GROUP BY 1`)
    : [];
  if (rows.length === 0) return [];
  const decided = new Map(rows.map((row) => [row.from, row]));
  const known = new Map(judged.map((row) => [row.from, row]));
  const first = Math.min(...decided.keys());
  const bins = Math.round((Math.max(...decided.keys()) - first) / BIN_BITS) + 1;
  return Array.from({ length: bins }, (_, index) => {
    const from = first + index * BIN_BITS;
    const { links = 0, reviews = 0, others = 0 } = decided.get(from) ?? {};
    const { real = 0, unreal = 0 } = known.get(from) ?? {};
    return Object.freeze({ from, links, reviews, others, real, unreal });
  });
}
