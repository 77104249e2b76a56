import type { Engine } from '#engine/engine.ts';
import { joinedSql, rawSql } from '../records/source-sql.ts';
import type { Join } from './find-joins.ts';
import type { MeantColumn } from './pair-columns.ts';
import { type SampledTable, sampleColumn, withJoined } from './sampled-table.ts';
import { overlapOf } from './value-overlap.ts';

/** Both tables and what of their columns has no partner yet. */
export interface OpenColumns {
  readonly tables: { readonly left: SampledTable; readonly right: SampledTable };
  readonly left: readonly MeantColumn[];
  readonly right: readonly MeantColumn[];
}

/** Columns that are one and the same. */
export interface ColumnPair {
  readonly left: MeantColumn;
  readonly right: MeantColumn;
  /** Share of the left values that the right has too. */
  readonly shared: number;
}

/** Finds joins between whole columns of one table and parts of the other. */
export type FindJoins = (
  one: SampledTable,
  wholes: readonly MeantColumn[],
  other: SampledTable,
  parts: readonly MeantColumn[],
) => Promise<readonly Join[]> | readonly Join[];

/**
 * Makes the joins that are found, first of columns of the right table, then of the left.
 * @param leastShared share of the values of a whole that must occur among the joined ones, were the samples whole
 * @returns the pairs, and what is left
 */
export async function joinColumns(
  engine: Engine,
  open: OpenColumns,
  find: FindJoins,
  leastShared = 0,
): Promise<{ pairs: readonly ColumnPair[]; open: OpenColumns }> {
  let { tables, left, right } = open;
  const pairs: ColumnPair[] = [];
  for (const side of ['right', 'left'] as const) {
    const other = side === 'right' ? 'left' : 'right';
    const [wholes, parts] = side === 'right' ? [left, right] : [right, left];
    const taken = new Set<MeantColumn>();
    for (const join of await find(tables[other], wholes, tables[side], parts)) {
      const orders = join.orders.filter((order) => order.every((part) => !taken.has(part)));
      const best = await bestOrder(engine, tables[other], join.whole, tables[side], orders);
      const { rows, sampledRows } = tables[side].sample;
      if (best === undefined || best.shared < (leastShared * sampledRows) / Math.max(1, rows)) continue;
      const joined = await withJoined(engine, tables[side], best.order, 'text', join.meaning);
      tables = { ...tables, [side]: joined.table };
      const two = { [other]: join.whole, [side]: joined.column } as { left: MeantColumn; right: MeantColumn };
      pairs.push({ ...two, shared: best.shared });
      for (const column of [join.whole, ...best.order]) taken.add(column);
    }
    left = left.filter((column) => !taken.has(column));
    right = right.filter((column) => !taken.has(column));
  }
  return { pairs, open: { tables, left, right } };
}

/** The order in which most values of the whole occur; where none does, the first. */
async function bestOrder(
  engine: Engine,
  one: SampledTable,
  whole: MeantColumn,
  other: SampledTable,
  orders: Join['orders'],
): Promise<{ order: readonly MeantColumn[]; shared: number } | undefined> {
  let best: { order: readonly MeantColumn[]; shared: number } | undefined;
  for (const order of orders) {
    const parts = order.map((part) => sampleColumn(other, part));
    const shared = await overlapOf(
      engine,
      `SELECT ${sampleColumn(one, whole)} AS v FROM ${one.sample.table}`,
      `SELECT ${joinedSql('text', parts, rawSql(parts))} AS v FROM ${other.sample.table}`,
    );
    if (best === undefined || shared > best.shared) best = { order, shared };
  }
  return best;
}
