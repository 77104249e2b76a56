import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { sqlText } from '#engine/engine.ts';
import type { Delivery } from '../sources/delivery.ts';
import type { BatchOutcome, BatchPaths, FieldCount } from './batch-outcome.ts';
import { currentBatches, currentRowsSql, type StandardBatch } from './current-rows.ts';
import { evaluationSql } from './evaluation-sql.ts';
import { emptyTable, keyOf, type LakeTable } from './lake-table.ts';

/** A finished batch. */
export interface DoneBatch {
  readonly delivery: Delivery;
  readonly outcome: BatchOutcome;
  readonly paths: BatchPaths;
}

const META_COLUMNS = [
  { name: 'row_id', type: 'BIGINT' },
  { name: 'row_hash', type: 'UBIGINT' },
  { name: 'delivered_on', type: 'DATE' },
];

const ISSUE_COLUMNS = ['row_id', 'source', 'field', 'value_class', 'reason'].map((name) => ({
  name,
  type: name === 'row_id' ? 'BIGINT' : 'VARCHAR',
}));

/** `standard_<source>`: the current rows; with the right columns also when there are none. */
export function standardTable(definition: SourceDefinition, done: readonly DoneBatch[]): LakeTable {
  const table = `standard_${definition.source}`;
  const counting = countingBatches(definition, done);
  const current = currentBatches(counting);
  const query = currentRowsSql(definition, current);
  if (query === undefined) {
    const { columns } = evaluationSql(definition, '', '2000-01-01');
    const empty = emptyTable([...META_COLUMNS, ...columns]);
    return { table, key: keyOf(table, empty), query: empty };
  }
  const key = keyOf(
    table,
    ...[...current.full, ...current.deltas].map(({ delivery }) => keyOfBatch(done, delivery)),
  );
  const [only] = current.full;
  const isOneFile = current.full.length === 1 && current.deltas.length === 0;
  return isOneFile ? { table, key, path: only!.path } : { table, key, query };
}

/** `standard_issue`: values set aside in the rows that are current or were changed since the last full delivery. */
export function issueTable(done: readonly DoneBatch[], definitions: readonly SourceDefinition[]): LakeTable {
  const counting = inUse(done, definitions);
  const files = counting.map(({ paths }) => sqlText(paths.issues));
  return {
    table: 'standard_issue',
    key: keyOf('standard_issue', ...counting.map(({ outcome }) => outcome.key)),
    query:
      files.length === 0
        ? emptyTable(ISSUE_COLUMNS)
        : `SELECT row_id, source, field, value_class, reason FROM read_parquet([${files.join(', ')}])`,
  };
}

/** `quarantine`: the refused records of all batches. */
export function quarantineTable(done: readonly DoneBatch[]): LakeTable {
  const standard = done.filter(({ outcome }) => outcome.outcome === 'STANDARD');
  const branches = standard.map(
    ({ delivery, paths }) =>
      `SELECT row_id, ${sqlText(delivery.source)} AS source, line, field, value_class, reason FROM read_parquet(${sqlText(paths.quarantine)})`,
  );
  return {
    table: 'quarantine',
    key: keyOf('quarantine', ...standard.map(({ outcome }) => outcome.key)),
    query:
      branches.length === 0
        ? emptyTable([...ISSUE_COLUMNS, { name: 'line', type: 'BIGINT' }])
        : branches.join('\nUNION ALL\n'),
  };
}

/** `batch`: every delivery with its balance. */
export function batchTable(done: readonly DoneBatch[], definitions: readonly SourceDefinition[]): LakeTable {
  const trust = new Map(definitions.map((definition) => [definition.source, definition.trust]));
  const columns = [
    ['batch_no', 'INTEGER'],
    ['source', 'VARCHAR'],
    ['file', 'VARCHAR'],
    ['department', 'VARCHAR'],
    ['mode', 'VARCHAR'],
    ['delivered_on', 'DATE'],
    ['read', 'BIGINT'],
    ['accepted', 'BIGINT'],
    ['quarantined', 'BIGINT'],
    ['repeated', 'BIGINT'],
    ['trust', 'INTEGER'],
  ] as const;
  return rowsTable(
    'batch',
    columns,
    done.map(({ delivery: d, outcome: o }) => [
      d.batchNo,
      d.source,
      d.file,
      d.department,
      d.mode,
      d.deliveredOn,
      o.read,
      o.accepted,
      o.quarantined,
      o.repeated,
      trust.get(d.source) ?? 0,
    ]),
  );
}

/** `field_count`: filled and good values of the batches in use, by field; read by the model `quality`. */
export function fieldCountTable(
  done: readonly DoneBatch[],
  definitions: readonly SourceDefinition[],
): LakeTable {
  const columns = [
    ['batch_no', 'INTEGER'],
    ['source', 'VARCHAR'],
    ['field', 'VARCHAR'],
    ['rows', 'BIGINT'],
    ['filled', 'BIGINT'],
    ['valid', 'BIGINT'],
    ['distinct_values', 'BIGINT'],
  ] as const;
  const counts = inUse(done, definitions).flatMap(({ delivery, outcome }) =>
    Object.entries(outcome.fields).map(([field, c]: [string, FieldCount]) => [
      delivery.batchNo,
      delivery.source,
      field,
      c.rows,
      c.filled,
      c.valid,
      c.distinct,
    ]),
  );
  return rowsTable('field_count', columns, counts);
}

/** Batches whose rows are current, in the order of their numbers. */
function inUse(done: readonly DoneBatch[], definitions: readonly SourceDefinition[]): DoneBatch[] {
  const numbers = new Set(
    definitions.flatMap((definition) => {
      const { full, deltas } = currentBatches(countingBatches(definition, done));
      return [...full, ...deltas].map(({ delivery }) => delivery.batchNo);
    }),
  );
  return done.filter(({ delivery }) => numbers.has(delivery.batchNo));
}

/** Batches of a source that have a Parquet file of their own. */
export function countingBatches(definition: SourceDefinition, done: readonly DoneBatch[]): StandardBatch[] {
  return done
    .filter(
      ({ delivery, outcome }) => delivery.source === definition.source && outcome.outcome === 'STANDARD',
    )
    .map(({ delivery, paths }) => ({ delivery, path: paths.accepted }));
}

function keyOfBatch(done: readonly DoneBatch[], { batchNo }: Delivery): string {
  return done.find(({ delivery }) => delivery.batchNo === batchNo)!.outcome.key;
}

function rowsTable(
  table: string,
  columns: readonly (readonly [name: string, type: string])[],
  rows: readonly (readonly (string | number | null)[])[],
): LakeTable {
  const literal = (value: string | number | null) =>
    value === null ? 'NULL' : typeof value === 'number' ? String(value) : sqlText(value);
  const names = columns.map(([name]) => name);
  const casts = columns.map(([name, type]) => `CAST(${name} AS ${type}) AS ${name}`);
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`);
  const query =
    rows.length === 0
      ? emptyTable(columns.map(([name, type]) => ({ name, type })))
      : `SELECT ${casts.join(', ')} FROM (VALUES\n${values.join(',\n')}\n) AS given(${names.join(', ')})`;
  return { table, key: keyOf(table, query), query };
}
