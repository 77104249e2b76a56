import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, EngineError, sqlName, sqlText } from '#engine/engine.ts';
import type { Delivery } from '../sources/delivery.ts';
import type { Framed } from '../sources/frame-delivery.ts';
import { type BatchOutcome, type BatchPaths, type FieldCount, writeOutcome } from './batch-outcome.ts';
import { type CurrentBatches, currentRowsSql } from './current-rows.ts';
import { type DeliveredSql, framedFile, framedJsonSql, framedTableSql, parquetSql } from './delivered-sql.ts';
import { type Evaluation, evaluationSql, keyColumns, problemRows } from './evaluation-sql.ts';

/** Rows of a batch number begin here: row_id = batch_no · 2^32 + line. */
const ROW_ID_FACTOR = 2 ** 32;

/**
 * Up to so many converted records are held in memory; of larger deliveries only the judgments, and the records
 * are converted once more when they are written, so that memory does not grow with the file.
 */
const KEPT_RECORDS = 2_000_000;

export interface StandardiseBatch {
  readonly delivery: Delivery;
  readonly definition: SourceDefinition;
  /** Of the outcome. */
  readonly key: string;
  readonly paths: BatchPaths;
  /** The raw file, for Parquet. */
  readonly rawPath: string;
  /** The framed file and its refusals; Parquet has none. */
  readonly framed?: Framed & { readonly path: string; readonly refusalsPath: string };
  /** What a delta changes. */
  readonly before: CurrentBatches;
}

/**
 * Judges and converts the records of one batch: accepted rows, refused records and issues as Parquet, then
 * the outcome. Each file appears whole or not at all, the outcome last.
 * @throws ZhaorenError BALANCE_BROKEN, PARQUET_BROKEN; EngineError
 */
export async function standardiseBatch(engine: Engine, batch: StandardiseBatch): Promise<BatchOutcome> {
  const { delivery, definition, paths, framed } = batch;
  const delivered = await deliveredSql(engine, batch);
  const evaluation = evaluationSql(definition, delivered.records, delivery.deliveredOn);
  const read = framed ? framed.records + framed.refused : await countRows(engine, delivered.records);
  const isKept = read <= KEPT_RECORDS;
  await judge(engine, evaluation, batch, isKept);
  const repeated = await countRows(engine, 'SELECT line FROM repeated');

  await writeRows(
    engine,
    paths.accepted,
    acceptedSql(isKept ? 'judged' : `(\n${evaluation.sql}\n)`, evaluation, batch, repeated > 0),
  );
  await writeRows(engine, paths.quarantine, quarantineSql(delivered, batch));
  await writeRows(engine, paths.issues, issuesSql(batch));
  const distinctKeys = await countRows(engine, 'SELECT DISTINCT key_hash FROM judged WHERE refusal IS NULL');
  await engine.run('DROP TABLE judged; DROP TABLE repeated');

  const accepted = await countParquet(engine, paths.accepted);
  const quarantined = await countParquet(engine, paths.quarantine);
  return writeOutcome(paths.outcome, {
    batchNo: delivery.batchNo,
    source: delivery.source,
    file: delivery.file,
    key: batch.key,
    outcome: 'STANDARD',
    read,
    accepted,
    quarantined,
    repeated,
    refusals: await countReasons(engine, paths.quarantine),
    fields: await countFields(engine, batch, accepted, distinctKeys),
    formulas: framed?.formulas ?? 0,
  });
}

async function deliveredSql(
  engine: Engine,
  { delivery: { layout, file }, definition, framed, rawPath }: StandardiseBatch,
): Promise<DeliveredSql> {
  if (layout.format === 'JSONL') return framedJsonSql(definition, layout, framed!.path);
  if (layout.format !== 'PARQUET') return framedTableSql(definition, layout, framed!.path);
  try {
    return await parquetSql(engine, definition, layout, rawPath);
  } catch (cause) {
    if (cause instanceof EngineError) throw new ZhaorenError('PARQUET_BROKEN', { file }, { cause });
    throw cause;
  }
}

/**
 * Makes the tables `judged` (line, refusal, problems, hashes; the values too when they are kept) and `repeated` (line). In a full delivery a
 * record is repeated that stands in it before; in a delta one that says again what its key said last.
 */
async function judge(
  engine: Engine,
  { sql }: Evaluation,
  batch: StandardiseBatch,
  isKept: boolean,
): Promise<void> {
  const { delivery, definition, before } = batch;
  try {
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE judged AS SELECT ${isKept ? '*' : 'line, row_hash, key_hash, refusal, problems'} FROM (\n${sql}\n)`,
    );
  } catch (cause) {
    const isOurs = !(cause instanceof EngineError) || /space left|out of memory/i.test(cause.message);
    const isTheirs = !isOurs && delivery.layout.format === 'PARQUET';
    throw isTheirs ? new ZhaorenError('PARQUET_BROKEN', { file: delivery.file }, { cause }) : cause;
  }
  if (delivery.mode === 'full') {
    await engine.run(`
      CREATE OR REPLACE TEMP TABLE repeated AS
      SELECT j.line
      FROM judged j
      JOIN (
        SELECT row_hash, key_hash, min(line) AS first_line
        FROM judged
        WHERE refusal IS NULL
        GROUP BY row_hash, key_hash
        HAVING count(*) > 1
      ) twice USING (row_hash, key_hash)
      WHERE j.refusal IS NULL AND j.line > twice.first_line`);
    return;
  }
  const current = currentRowsSql(definition, before);
  const known =
    current === undefined
      ? 'SELECT NULL::UBIGINT AS row_hash, NULL::UBIGINT AS key_hash WHERE false'
      : `SELECT min(row_hash) AS row_hash, hash(${keyColumns(definition).join(', ')}) AS key_hash
         FROM (\n${current}\n)
         GROUP BY key_hash
         HAVING count(*) = 1`;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE repeated AS
    SELECT line
    FROM (
      SELECT line, row_hash, lag(row_hash) OVER (PARTITION BY key_hash ORDER BY line) AS row_hash_before
      FROM (
        SELECT line, row_hash, key_hash FROM judged WHERE refusal IS NULL
        UNION ALL
        SELECT 0 AS line, row_hash, key_hash FROM (${known})
      )
    )
    WHERE line > 0 AND row_hash = row_hash_before`);
}

function acceptedSql(
  from: string,
  { columns }: Evaluation,
  { delivery }: StandardiseBatch,
  hasRepeated: boolean,
): string {
  return [
    'SELECT',
    `  ${rowId(delivery)} AS row_id,`,
    '  row_hash,',
    `  DATE ${sqlText(delivery.deliveredOn)} AS delivered_on,`,
    `  ${columns.map(({ name }) => sqlName(name)).join(',\n  ')}`,
    `FROM ${from}`,
    'WHERE refusal IS NULL',
    ...(hasRepeated ? ['AND line NOT IN (SELECT line FROM repeated)'] : []),
  ].join('\n');
}

/** One row per refused record, with the first reason. */
function quarantineSql({ broken }: DeliveredSql, { delivery, framed }: StandardiseBatch): string {
  const unread =
    framed &&
    `SELECT line, CAST(NULL AS VARCHAR) AS field, reason, value_class FROM ${framedFile(framed.refusalsPath, ['reason', 'value_class'])}`;
  return [
    'SELECT',
    `  ${rowId(delivery)} AS row_id,`,
    '  CAST(line AS BIGINT) AS line,',
    '  field,',
    '  value_class,',
    '  reason',
    'FROM (',
    [problemRows('judged', 'refusal'), unread, broken].filter(Boolean).join('\nUNION ALL\n'),
    ')',
    'ORDER BY line',
  ].join('\n');
}

function issuesSql({ delivery }: StandardiseBatch): string {
  return [
    'SELECT',
    `  ${rowId(delivery)} AS row_id,`,
    `  ${sqlText(delivery.source)} AS source,`,
    '  field,',
    '  value_class,',
    '  reason',
    'FROM (',
    problemRows(
      '(SELECT line, problems FROM judged WHERE refusal IS NULL AND line NOT IN (SELECT line FROM repeated))',
      'problems',
    ),
    ')',
    'ORDER BY line, field',
  ].join('\n');
}

function rowId({ batchNo }: Delivery): string {
  return `CAST(${batchNo * ROW_ID_FACTOR} + line AS BIGINT)`;
}

async function writeRows(engine: Engine, path: string, query: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.unfinished`;
  try {
    await engine.run(`COPY (\n${query}\n) TO ${sqlText(unfinished)} (FORMAT parquet, COMPRESSION zstd)`);
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw cause;
  }
  renameSync(unfinished, path);
}

async function countRows(engine: Engine, query: string): Promise<number> {
  const [row] = await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM (\n${query}\n)`);
  return row!.n;
}

function countParquet(engine: Engine, path: string): Promise<number> {
  return countRows(engine, `SELECT 1 FROM read_parquet(${sqlText(path)})`);
}

async function countReasons(engine: Engine, path: string): Promise<Record<string, number>> {
  const rows = await engine.rows<{ reason: string; n: number }>(
    `SELECT reason, count(*) AS n FROM read_parquet(${sqlText(path)}) GROUP BY reason ORDER BY reason`,
  );
  return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]));
}

/** Counts of the fields that the file has: accepted rows by the file's own statistics, refusals by field. */
async function countFields(
  engine: Engine,
  { definition, delivery, paths }: StandardiseBatch,
  accepted: number,
  distinctKeys: number,
): Promise<Record<string, FieldCount>> {
  const blanks = await engine.rows<{ name: string; n: number }>(
    `SELECT path_in_schema AS name, CAST(sum(stats_null_count) AS BIGINT) AS n FROM parquet_metadata(${sqlText(paths.accepted)}) GROUP BY ALL`,
  );
  const nulls = new Map(blanks.map(({ name, n }) => [name, n]));
  const byField = async (path: string, where: string) =>
    new Map(
      (
        await engine.rows<{ field: string; n: number }>(
          `SELECT field, count(*) AS n FROM read_parquet(${sqlText(path)}) WHERE field IS NOT NULL AND ${where} GROUP BY field`,
        )
      ).map(({ field, n }) => [field, n]),
    );
  const invalid = await byField(paths.issues, 'true');
  const refusedBlank = await byField(paths.quarantine, "reason LIKE 'BLANK%'");
  const refusedInvalid = await byField(paths.quarantine, "reason NOT LIKE 'BLANK%'");
  const [key, ...more] = definition.key;
  const distinct = more.length > 0 || accepted === 0 ? null : distinctKeys;
  return Object.fromEntries(
    definition.columns
      .filter(({ column }) => delivery.mode === 'delta' || column !== definition.operation)
      .map(({ column, type }): [string, FieldCount] => {
        const isJudgedByIssue = type === 'name' || type === 'id_no';
        const good = isJudgedByIssue
          ? (nulls.get(`${column}_issue`) ?? 0)
          : accepted - (nulls.get(column) ?? 0);
        const refused = refusedInvalid.get(column) ?? 0;
        return [
          column,
          {
            rows: accepted + refused + (refusedBlank.get(column) ?? 0),
            filled: good + (invalid.get(column) ?? 0) + refused,
            valid: good,
            distinct: column === key ? distinct : null,
          },
        ];
      }),
  );
}
