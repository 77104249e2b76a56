import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { sqlName, sqlText } from '#engine/engine.ts';
import type { Delivery } from '../sources/delivery.ts';
import { keyColumns } from './evaluation-sql.ts';

/** A batch whose accepted rows stand in a Parquet file. */
export interface StandardBatch {
  readonly delivery: Delivery;
  readonly path: string;
}

/** The batches that make up the current rows of a source. */
export interface CurrentBatches {
  /** Full deliveries of the last day that has any: one file, or one from each sender. */
  readonly full: readonly StandardBatch[];
  /** Changes of that day and later ones, in order. */
  readonly deltas: readonly StandardBatch[];
}

/** Orders by day, full before delta, batch number: a late arrival falls into its place. */
export function inDeliveryOrder(a: Delivery, b: Delivery): number {
  if (a.deliveredOn !== b.deliveredOn) return a.deliveredOn < b.deliveredOn ? -1 : 1;
  return Number(a.mode === 'delta') - Number(b.mode === 'delta') || a.batchNo - b.batchNo;
}

/** Picks what counts of a source's batches. */
export function currentBatches(batches: readonly StandardBatch[]): CurrentBatches {
  const inOrder = batches.toSorted((a, b) => inDeliveryOrder(a.delivery, b.delivery));
  const last = inOrder.findLast(({ delivery }) => delivery.mode === 'full')?.delivery.deliveredOn;
  return {
    full: inOrder.filter(({ delivery: d }) => d.mode === 'full' && d.deliveredOn === last),
    deltas: inOrder.filter(
      ({ delivery: d }) => d.mode === 'delta' && (last === undefined || d.deliveredOn >= last),
    ),
  };
}

/**
 * The current rows of a source as a query: full deliveries, with changes put in by business key; the last
 * change of a key counts, and one that says DELETE takes the row away. Where several full files of one day
 * name the same key, the later file counts. Undefined when there is no batch.
 */
export function currentRowsSql(
  definition: SourceDefinition,
  { full, deltas }: CurrentBatches,
): string | undefined {
  if (full.length + deltas.length === 0) return undefined;
  const key = keyColumns(definition).join(', ');
  const base = full.length === 0 ? undefined : fullRows(full, key);
  if (deltas.length === 0) return `${base}\nORDER BY row_id`;
  const operation = definition.operation === undefined ? undefined : sqlName(definition.operation);
  const remaining = operation === undefined ? '' : `\nWHERE ${operation} IS DISTINCT FROM 'DELETE'`;
  return [
    'WITH last_change AS (',
    '  SELECT *',
    `  FROM ${parquet(deltas)}`,
    `  QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY delivered_on DESC, row_id DESC) = 1`,
    ')',
    ...(base === undefined
      ? []
      : [`SELECT *\nFROM (${base})\nANTI JOIN last_change USING (${key})\nUNION ALL`]),
    `SELECT *\nFROM last_change${remaining}`,
    'ORDER BY row_id',
  ].join('\n');
}

function fullRows(full: readonly StandardBatch[], key: string): string {
  const rows = `SELECT *\nFROM ${parquet(full)}`;
  if (full.length === 1) return rows;
  return `${rows}\nQUALIFY row_id >> 32 = max(row_id >> 32) OVER (PARTITION BY ${key})`;
}

function parquet(batches: readonly StandardBatch[]): string {
  return `read_parquet([${batches.map(({ path }) => sqlText(path)).join(', ')}])`;
}
