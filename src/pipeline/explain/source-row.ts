import { type Engine, sqlName, sqlText } from '#engine/engine.ts';

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
  /** What the row says, without identity columns. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Columns of a fact that say nothing to a reader. */
const SILENT = new Set(['row_id', 'row_hash', 'person_id', 'role', 'delivered_on']);

/** Finds rows by id, in the order given. Rows whose delivery has been replaced since are left out. */
export async function readSourceRows(engine: Engine, rowIds: readonly number[]): Promise<SourceRow[]> {
  if (rowIds.length === 0) return [];
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
  const rows: SourceRow[] = [];
  for (const rowId of rowIds) {
    const place = places.find((row) => row.row_id === rowId);
    if (!place) continue;
    rows.push({
      rowId,
      source: place.source,
      sourceName: place.source_name,
      department: place.department,
      file: place.file,
      line: place.line,
      deliveredOn: place.delivered_on,
      values: await readValues(engine, place.source, rowId),
    });
  }
  return rows;
}

async function readValues(engine: Engine, source: string, rowId: number): Promise<Record<string, unknown>> {
  const table = `fact_${source}`;
  const [known] = await engine.rows(
    `SELECT 1 AS known FROM information_schema.tables WHERE table_name = ${sqlText(table)}`,
  );
  if (!known) return {};
  const [row] = await engine.rows(`SELECT * FROM ${sqlName(table)} WHERE row_id = ${rowId} LIMIT 1`);
  return Object.fromEntries(
    Object.entries(row ?? {}).filter(
      ([column, value]) => value !== null && !SILENT.has(column) && !column.endsWith('person_id'),
    ),
  );
}
