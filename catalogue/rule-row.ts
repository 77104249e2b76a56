import { parseDate } from '#domain/calendar-date.ts';
import type { Defect } from './defect.ts';
import { schemaCheck } from './schema-check.ts';
import type { RuleTable, RuleValues } from './tables/rule-table.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

/** One dated rule. In a table of shape `values` it holds `parameter` and `value`. */
export interface RuleRow {
  readonly values: RuleValues;
  /** First and last day in force, ISO; open when undefined. */
  readonly validFrom: string;
  readonly validTo: string | undefined;
  readonly unit: string | undefined;
  /** Law, notice or report it follows. */
  readonly legal: string | undefined;
  /** Our proposal, to be set by the bureau. */
  readonly proposal: boolean;
  /** False: the figure is not confirmed by a public text. */
  readonly verified: boolean;
  /** The file, and the line (from 1) of each column that holds a query: its failure has to name them. */
  readonly file: string;
  readonly lines: Readonly<Record<string, number | undefined>>;
}

/** A row with its place, for checks across rows. */
export interface PlacedRow {
  readonly row: RuleRow;
  readonly defect: (field: string, reason: string) => Defect;
}

const DATE = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

const DATING = {
  valid_from: DATE,
  valid_to: DATE,
  unit: { type: 'string', minLength: 1 },
  legal: { type: 'string', minLength: 1 },
  proposal: { type: 'boolean' },
  verified: { type: 'boolean' },
  note: { type: 'string' },
};

/** Columns whose name says a measure: their rows have to name the unit. */
const MEASURED = /_(months|years|fen|percent|month_day|share)$/;

/** Makes the reader of one table's section: merges `defaults` into the rows and checks each. */
export function rowReader(table: RuleTable) {
  const checkRow = schemaCheck(rowSchema(table));
  const checkValue = new Map(
    Object.entries(table.columns).map(([name, { schema }]) => [name, schemaCheck(schema)] as const),
  );

  return (file: YamlFile, section: RawSection): { rows: PlacedRow[]; defects: Defect[] } => {
    const rows: PlacedRow[] = [];
    const defects: Defect[] = [];
    for (const [index, given] of section.rows.entries()) {
      const at: FieldPath = [table.name, 'rows', index];
      const raw: RawRow = { ...section.defaults, ...given };
      const malformed = checkRow(file, raw, at);
      if (malformed.length === 0 && table.shape === 'values') {
        const check = checkValue.get(String(raw.parameter));
        malformed.push(...(check?.(file, raw.value, [...at, 'value']) ?? []));
      }
      const defect = (field: string, reason: string) => file.defect([...at, field], reason);
      if (malformed.length === 0) malformed.push(...contradictions(table, raw, defect));
      if (malformed.length === 0) {
        const queries = Object.keys(table.columns).filter((name) => table.columns[name]?.isQuery);
        const lines = Object.fromEntries(queries.map((name) => [name, file.lineOf([...at, name])]));
        rows.push({ row: toRow(table, raw, file.file, lines), defect });
      }
      defects.push(...malformed);
    }
    return { rows, defects };
  };
}

/** One section of a rule file before its rows are checked. */
export interface RawSection {
  readonly defaults?: RawRow;
  readonly rows: readonly RawRow[];
}

type RawRow = Readonly<Record<string, unknown>>;

function rowSchema({ shape, columns }: RuleTable): object {
  const names = Object.keys(columns);
  const properties =
    shape === 'values'
      ? { parameter: { enum: names }, value: {}, ...DATING }
      : { ...Object.fromEntries(names.map((name) => [name, columns[name]?.schema])), ...DATING };
  const required =
    shape === 'values' ? ['parameter', 'value'] : names.filter((name) => columns[name]?.optional !== true);
  return { type: 'object', additionalProperties: false, properties, required: [...required, 'valid_from'] };
}

function contradictions(
  table: RuleTable,
  raw: RawRow,
  defect: (field: string, reason: string) => Defect,
): Defect[] {
  const found: Defect[] = [];
  for (const field of ['valid_from', 'valid_to'] as const) {
    if (raw[field] !== undefined && !isDate(String(raw[field]))) {
      found.push(defect(field, `${String(raw[field])} 不是日历上的日期，请改正`));
    }
  }
  if (raw.valid_to !== undefined && String(raw.valid_to) < String(raw.valid_from)) {
    found.push(defect('valid_to', '失效日期早于生效日期 valid_from，请改正'));
  }
  if (raw.legal === undefined && raw.proposal !== true) {
    found.push(defect('legal', '没有依据，请写上 legal（文件名称），或注明 proposal: true（建议值）'));
  }
  const names = table.shape === 'values' ? [String(raw.parameter)] : Object.keys(table.columns);
  if (raw.unit === undefined && names.some((name) => MEASURED.test(name))) {
    found.push(defect('unit', '没有单位，请写上 unit'));
  }
  if (found.length > 0) return found;
  const values = valuesOf(table, raw);
  const { range } = table;
  if (range !== undefined && Number(values[range.from]) > Number(values[range.to])) {
    found.push(defect(range.to, `区间终点不能小于起点 ${range.from}，请改正`));
  }
  const fault = table.check?.(values);
  return fault === undefined ? found : [...found, defect(fault.column, `${fault.reason}，请改正`)];
}

function valuesOf({ shape, columns }: RuleTable, raw: RawRow): RuleValues {
  const names = shape === 'values' ? ['parameter', 'value'] : Object.keys(columns);
  return Object.freeze(Object.fromEntries(names.map((name) => [name, raw[name] ?? null])) as RuleValues);
}

function toRow(table: RuleTable, raw: RawRow, file: string, lines: RuleRow['lines']): RuleRow {
  return Object.freeze({
    values: valuesOf(table, raw),
    validFrom: String(raw.valid_from),
    validTo: raw.valid_to === undefined ? undefined : String(raw.valid_to),
    unit: raw.unit as string | undefined,
    legal: raw.legal as string | undefined,
    proposal: raw.proposal === true,
    verified: raw.verified !== false,
    file,
    lines: Object.freeze(lines),
  });
}

/** True for a day of the calendar, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  return parseDate(text).date === text;
}

/** True when the row is in force on the day. */
export function inForce({ validFrom, validTo }: RuleRow, day: string): boolean {
  return validFrom <= day && (validTo === undefined || day <= validTo);
}
