import { type Engine, sqlText } from '#engine/engine.ts';

/** How far one item of the livelihood archive is filled among residents. */
export interface ArchiveFill {
  readonly item: number;
  readonly identifier: string;
  readonly name: string;
  readonly category: string;
  readonly categoryName: string;
  /** False: no source gives the item, so nothing can be filled. */
  readonly hasOrigin: boolean;
  readonly people: number;
  /** good + derived + stale + conflict. */
  readonly filled: number;
  readonly good: number;
  readonly derived: number;
  readonly stale: number;
  readonly conflict: number;
  /** 0–1; null where nobody lives. */
  readonly fillRate: number | null;
}

/**
 * The fill rate of every item, by number.
 * @param options.division county (6 digits); by default all residents
 */
export async function readArchiveFill(
  engine: Engine,
  options: { division?: string } = {},
): Promise<readonly ArchiveFill[]> {
  const rows = await engine.rows<{
    [column in keyof ArchiveFill]: ArchiveFill[column];
  }>(`
    SELECT
      i.item,
      i.identifier,
      i.name,
      i.category,
      c.name AS "categoryName",
      i.item IN (SELECT item FROM rule_archive_origin) AS "hasOrigin",
      coalesce(f.people, 0) AS people,
      coalesce(f.filled, 0) AS filled,
      coalesce(f.good, 0) AS good,
      coalesce(f.derived, 0) AS derived,
      coalesce(f.stale, 0) AS stale,
      coalesce(f.conflict, 0) AS conflict,
      f.fill_rate AS "fillRate"
    FROM rule_archive_item i
    JOIN rule_archive_category c ON c.category = i.category
    LEFT JOIN archive_fill f ON f.item = i.item AND f.division = ${sqlText(options.division ?? '')}
    ORDER BY i.item`);
  return rows;
}
