import type { Engine } from '#engine/engine.ts';
import { readArchiveFill } from '../archive/read-archive-fill.ts';
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
  const items = await readArchiveFill(engine, { division });
  if (items.every(({ people }) => people === 0)) return null;
  const given = items
    .filter(({ hasOrigin }) => hasOrigin)
    .map(({ name, fillRate }) => ({ name, rate: fillRate ?? 0 }))
    .toSorted((a, b) => a.rate - b.rate);
  return Object.freeze({
    items: items.length,
    withOrigin: given.length,
    rate: given.length > 0 ? given.reduce((sum, { rate }) => sum + rate, 0) / given.length : null,
    lowest: given.slice(0, LOWEST),
  });
}
