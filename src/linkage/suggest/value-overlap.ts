import type { Engine } from '#engine/engine.ts';

/** Values looked at of each side. */
const LOOKED_AT = 20_000;

/**
 * Share of the left values, as often as they occur, that occur on the right. Letter case and signs are free.
 * @param left query of the values as `v`; so is `right`
 */
export async function overlapOf(engine: Engine, left: string, right: string): Promise<number> {
  const plain = (query: string) =>
    `SELECT regexp_replace(lower(strip_accents(v)), '[^\\p{L}\\p{N}]+', '', 'g') AS v FROM (${query}) WHERE v IS NOT NULL LIMIT ${LOOKED_AT}`;
  const [row] = await engine.rows<{ shared: number | null }>(`
    SELECT avg(CASE WHEN v IN (SELECT v FROM (${plain(right)})) THEN 1 ELSE 0 END) AS shared
    FROM (${plain(left)})
  `);
  return row!.shared ?? 0;
}
