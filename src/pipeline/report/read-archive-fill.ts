import { type Engine, type EngineRow, sqlName } from '#engine/engine.ts';
import { hasTables } from '../known-tables.ts';

/** How far the archive of everybody is filled. */
export interface ArchiveFill {
  readonly items: number;
  /** Items that anybody has. */
  readonly filledItems: number;
  /** Filled values over all that there could be, 0–1. */
  readonly rate: number | null;
  /** Items that somebody but few people have, fewest first. */
  readonly lowest: readonly { readonly name: string; readonly rate: number }[];
}

const LOWEST = 5;

/** Fill rates of the archive's items, of the whole deployment; null when the last run made no archive. */
export async function readArchiveFill(engine: Engine): Promise<ArchiveFill | null> {
  if (!(await hasTables(engine, 'archive_fill'))) return null;
  const items = await engine.rows<{ name: string; rate: number } & EngineRow>(`
    SELECT ${sqlName('name')}, coalesce(fill_rate, 0) AS rate
    FROM archive_fill
    ORDER BY rate, name`);
  return Object.freeze({
    items: items.length,
    filledItems: items.filter(({ rate }) => rate > 0).length,
    rate: items.length > 0 ? items.reduce((sum, { rate }) => sum + rate, 0) / items.length : null,
    lowest: items.filter(({ rate }) => rate > 0).slice(0, LOWEST),
  });
}
