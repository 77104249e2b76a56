import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';
import { hasTables } from '../known-tables.ts';

/** How far the archive of everybody is filled, in short. */
export interface ArchiveSummary {
  readonly items: number;
  /** Items that some source gives. */
  readonly withOrigin: number;
  /** Mean fill rate of these, 0–1. */
  readonly rate: number | null;
  /** Of these the least filled, fewest first. */
  readonly lowest: readonly { readonly name: string; readonly rate: number }[];
}

const LOWEST = 5;

/**
 * Fill of the archive's items, of all residents or a county's.
 *
 * @param division a county, 6 digits; blank for all
 * @returns null where the last run counted none
 */
export async function readArchiveSummary(engine: Engine, division: string): Promise<ArchiveSummary | null> {
  if (!(await hasTables(engine, 'archive_fill', 'rule_archive_item', 'rule_archive_origin'))) return null;
  const items = await engine.rows<{ name: string; rate: number; has_origin: boolean } & EngineRow>(`
    SELECT
      i.name,
      coalesce(f.fill_rate, 0) AS rate,
      i.item IN (SELECT item FROM rule_archive_origin) AS has_origin
    FROM archive_fill f
    JOIN rule_archive_item i ON i.item = f.item
    WHERE f.division = ${sqlText(division)}
    ORDER BY rate, f.item`);
  if (items.length === 0) return null;
  const given = items.filter(({ has_origin }) => has_origin);
  return Object.freeze({
    items: items.length,
    withOrigin: given.length,
    rate: given.length > 0 ? given.reduce((sum, { rate }) => sum + rate, 0) / given.length : null,
    lowest: given.slice(0, LOWEST).map(({ name, rate }) => ({ name, rate })),
  });
}
