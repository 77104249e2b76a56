import { type Engine, type EngineRow, sqlName } from '#engine/engine.ts';
import { hasTables } from '../known-tables.ts';

/** A row that somebody delivered, found again: which file, which line, and what it said of the matter. */
export interface SourceRow {
  readonly rowId: number;
  readonly source: string;
  readonly sourceName: string;
  readonly department: string;
  readonly file: string;
  /** Line of the file, the header included; in a workbook the row. */
  readonly line: number;
  readonly deliveredOn: string;
  /** Evidence channel of a row that tells of somebody's doings (a journey, a stay, a case), else null. */
  readonly channel: string | null;
  /** What the row says, without identity columns; of somebody's doings only the date, unless revealed. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Columns of a fact that say nothing to a reader. */
const SILENT = new Set(['row_id', 'row_hash', 'person_id', 'role', 'delivered_on']);

/**
 * Finds rows by id, in the order given. Rows whose delivery has been replaced since are left out. Rows of channels
 * that the catalogue calls sensitive tell date and channel alone, never place or hospital, unless `reveal`.
 */
export async function readSourceRows(
  engine: Engine,
  rowIds: readonly number[],
  options: { reveal: boolean },
): Promise<SourceRow[]> {
  if (rowIds.length === 0) return [];
  const sensitive = await readSensitiveSources(engine);
  const places = await engine.rows<{
    row_id: number;
    source: string;
    source_name: string;
    department: string;
    file: string;
    line: number;
    delivered_on: string;
  }>(`
    SELECT
      r.row_id,
      b.source,
      coalesce(s.name, b.source) AS source_name,
      coalesce(d.name, b.department) AS department,
      b.file,
      r.row_id & 4294967295 AS line,
      CAST(b.delivered_on AS VARCHAR) AS delivered_on
    FROM (SELECT unnest([${rowIds.join(', ')}]::BIGINT[]) AS row_id) r
    JOIN batch b ON b.batch_no = r.row_id >> 32
    LEFT JOIN rule_source s ON s.source = b.source
    LEFT JOIN rule_department d ON d.department = b.department
  `);
  const said = new Map<number, Record<string, unknown>>();
  for (const [source, of] of Map.groupBy(places, ({ source }) => source))
    for (const [rowId, values] of await readValues(
      engine,
      source,
      of.map(({ row_id }) => row_id),
    ))
      said.set(rowId, values);
  const byId = new Map(places.map((place) => [place.row_id, place]));
  return rowIds.flatMap((rowId) => {
    const found = byId.get(rowId);
    if (!found) return [];
    const doings = sensitive.get(found.source);
    const values = Object.entries(said.get(rowId) ?? {});
    return {
      rowId,
      source: found.source,
      sourceName: found.source_name,
      department: found.department,
      file: found.file,
      line: found.line,
      deliveredOn: found.delivered_on,
      channel: doings?.channel ?? null,
      values: Object.fromEntries(
        doings === undefined || options.reveal
          ? values
          : values.filter(([column]) => doings.dates.includes(column)),
      ),
    };
  });
}

/** Rows of a decision each with its source rows in place of their ids; what several name is read once. */
export async function withEvidence<Row extends EngineRow>(
  engine: Engine,
  rows: readonly Row[],
  options: { reveal: boolean },
): Promise<(Row & { evidence: readonly SourceRow[] })[]> {
  const ids = ({ evidence }: EngineRow) => (Array.isArray(evidence) ? evidence.map(Number) : []);
  const found = await readSourceRows(engine, [...new Set(rows.flatMap(ids))], options);
  const byId = new Map(found.map((row) => [row.rowId, row]));
  return rows.map((row) => ({ ...row, evidence: ids(row).flatMap((id) => byId.get(id) ?? []) }));
}

/** Source → its sensitive channel, and the columns that date its rows. */
async function readSensitiveSources(
  engine: Engine,
): Promise<ReadonlyMap<string, { channel: string; dates: readonly string[] }>> {
  if (!(await hasTables(engine, 'rule_evidence_source', 'rule_evidence_channel'))) return new Map();
  const rows = await engine.rows<{ source: string; channel: string; date_column: string | null }>(`
    SELECT s.source, c.name AS channel, s.date_column
    FROM rule_evidence_source s
    JOIN rule_evidence_channel c ON c.channel = s.channel
    WHERE c.sensitive
    ORDER BY s.source, s.channel`);
  return new Map(
    [...Map.groupBy(rows, ({ source }) => source)].map(([source, channels]) => [
      source,
      { channel: channels[0]!.channel, dates: channels.flatMap(({ date_column }) => date_column ?? []) },
    ]),
  );
}

/** What the rows of a source say, by row id; nothing where the source has no facts. */
async function readValues(
  engine: Engine,
  source: string,
  rowIds: readonly number[],
): Promise<ReadonlyMap<number, Record<string, unknown>>> {
  const table = `fact_${source}`;
  if (!(await hasTables(engine, table))) return new Map();
  const rows = await engine.rows(`SELECT * FROM ${sqlName(table)} WHERE row_id IN (${rowIds.join(', ')})`);
  return new Map(
    rows.map((row) => [
      Number(row.row_id),
      Object.fromEntries(
        Object.entries(row).filter(
          ([column, value]) => value !== null && !SILENT.has(column) && !column.endsWith('person_id'),
        ),
      ),
    ]),
  );
}
