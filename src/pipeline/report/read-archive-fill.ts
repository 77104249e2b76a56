import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';
import { hasTables } from '../known-tables.ts';

/** How far the archive of everybody is filled. */
export interface ArchiveFill {
  readonly items: number;
  /** Items that anybody has. */
  readonly filledItems: number;
  /** Filled values over all that there could be, 0–1. */
  readonly rate: number;
  /** Items that somebody but few people have, fewest first. */
  readonly lowest: readonly { readonly name: string; readonly rate: number }[];
}

const LOWEST = 5;

/**
 * Fill rates of the archive's items, of all residents or a county's.
 *
 * @param division a county, 6 digits; blank for all
 * @returns null where the last run counted none
 */
export async function readArchiveFill(engine: Engine, division: string): Promise<ArchiveFill | null> {
  if (!(await hasTables(engine, 'archive_fill', 'rule_archive_item'))) return null;
  const items = await engine.rows<{ name: string; rate: number } & EngineRow>(`
    SELECT i.name, coalesce(f.fill_rate, 0) AS rate
    FROM archive_fill f
    JOIN rule_archive_item i ON i.item = f.item
    WHERE f.division = ${sqlText(division)}
    ORDER BY rate, f.item`);
  if (items.length === 0) return null;
  const filled = items.filter(({ rate }) => rate > 0);
  return Object.freeze({
    items: items.length,
    filledItems: filled.length,
    rate: items.reduce((sum, { rate }) => sum + rate, 0) / items.length,
    lowest: filled.slice(0, LOWEST),
  });
}
