import type { Defect } from '../defect.ts';
import type { PlacedRow } from '../rule-row.ts';
import type { SourceDefinition } from '../source-definition.ts';

/** SQL types of the compiled tables: the common subset of DuckDB and Spark. */
export type CompiledType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE';

export type CompiledValue = string | number | boolean | null;

/** One column of a rule table: its JSON schema, SQL type and meaning. */
export interface RuleColumn {
  readonly type: CompiledType;
  /** JSON schema of the value in YAML. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** May be left out; then NULL. */
  readonly optional: boolean;
  /** The value must stand in this column of another table. */
  readonly references: readonly [table: string, column: string] | undefined;
  readonly description: string;
  /** The value is a query: whoever runs it has to know where it stands. */
  readonly isQuery: boolean;
}

/** What a check of a table's row finds wrong. */
export interface RowFault {
  readonly column: string;
  /** Chinese, no final stop. */
  readonly reason: string;
}

export type RuleValues = Readonly<Record<string, CompiledValue>>;

/** All rules and sources, for checks across tables. */
export interface KnownRules {
  readonly rules: ReadonlyMap<string, readonly PlacedRow[]>;
  readonly sources: readonly SourceDefinition[];
}

/** A kind of rule: one section of a YAML file, one table for SQL. */
export interface RuleTable {
  /** Name of the table, and of the section in the file. */
  readonly name: `rule_${string}`;
  readonly file: string;
  readonly grain: string;
  /**
   * `rows`: a list of rows. `values`: rows are `{ parameter, value }` and become one row with a column for
   * each parameter.
   */
  readonly shape: 'rows' | 'values';
  /**
   * Only one row of a key may be in force on a day. Where the key is one column of listed codes, every code
   * must have its row.
   */
  readonly key: readonly string[];
  /** Columns of which no two rows in force may share a value. */
  readonly unique?: readonly string[];
  /** A flag that exactly one row in force must have. */
  readonly single?: string;
  readonly columns: Readonly<Record<string, RuleColumn>>;
  /** Integer range of a row; the rows in force must cover the columns' limits without overlap or gap. */
  readonly range?: { readonly from: string; readonly to: string };
  /** Rows name `source`, `column_name` and `code` of a source definition ('*': any row). */
  readonly namesSourceCode?: true;
  /** Contradictions inside one row. */
  readonly check?: (row: RuleValues) => RowFault | undefined;
  /** Contradictions between its rows and other tables or the sources. */
  readonly contradictions?: (rows: readonly PlacedRow[], known: KnownRules) => readonly Defect[];
}

interface ColumnOptions {
  readonly optional?: boolean;
  readonly references?: readonly [table: string, column: string];
}

function column(
  type: CompiledType,
  schema: Record<string, unknown>,
  description: string,
  options: ColumnOptions = {},
): RuleColumn {
  return Object.freeze({
    type,
    schema: Object.freeze(schema),
    optional: options.optional ?? false,
    references: options.references,
    description,
    isQuery: false,
  });
}

/** Free text, Chinese where a user reads it. */
export function text(description: string, options?: ColumnOptions): RuleColumn {
  return column('VARCHAR', { type: 'string', minLength: 1 }, description, options);
}

/** A code such as `EMP_PENSION`; the allowed ones when they are a closed list. */
export function code(description: string, allowed?: readonly string[], options?: ColumnOptions): RuleColumn {
  const schema =
    allowed === undefined ? { type: 'string', pattern: '^[A-Z0-9][A-Z0-9_]*$' } : { enum: allowed };
  return column('VARCHAR', schema, description, options);
}

/** Text of a fixed form. */
export function pattern(description: string, form: string, options?: ColumnOptions): RuleColumn {
  return column('VARCHAR', { type: 'string', pattern: form }, description, options);
}

/** One SQL SELECT of several lines. */
export function query(description: string): RuleColumn {
  return Object.freeze({ ...text(description), isQuery: true });
}

/** A day of the calendar. */
export function day(description: string): RuleColumn {
  return column('DATE', { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }, description);
}

/** A whole number within limits. */
export function integer(
  description: string,
  [minimum, maximum]: readonly [number, number],
  options?: ColumnOptions,
) {
  return column('BIGINT', { type: 'integer', minimum, maximum }, description, options);
}

/** An amount of money in fen. */
export function fen(description: string, options?: ColumnOptions): RuleColumn {
  return integer(description, [0, 1_000_000_000], options);
}

/** A share from 0 to 1. */
export function share(description: string, options?: ColumnOptions): RuleColumn {
  return column('DOUBLE', { type: 'number', minimum: 0, maximum: 1 }, description, options);
}

/** A percentage from 0 to 1000. */
export function percent(description: string, options?: ColumnOptions): RuleColumn {
  return column('DOUBLE', { type: 'number', minimum: 0, maximum: 1000 }, description, options);
}

/** True or false. */
export function flag(description: string, options?: ColumnOptions): RuleColumn {
  return column('BOOLEAN', { type: 'boolean' }, description, options);
}

/** The codes that must each have a row in force; empty when the key is no closed list. */
export function requiredCodes({ key, columns, shape }: RuleTable): readonly string[] {
  if (shape === 'values' || key.length !== 1) return [];
  return (columns[key[0]!]?.schema.enum ?? []) as readonly string[];
}

/** Freezes a table's specification. */
export function ruleTable(table: RuleTable): RuleTable {
  return Object.freeze({ ...table, key: Object.freeze(table.key), columns: Object.freeze(table.columns) });
}
