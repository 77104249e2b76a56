/** A value of a result row: integers beyond 2^53 stay `bigint`, dates are ISO strings, lists are arrays. */
export type EngineValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly EngineValue[]
  | { readonly [field: string]: EngineValue };

export type EngineRow = Readonly<Record<string, EngineValue>>;

/** Runs SQL and reads and writes Parquet. The only door to an analytical database. */
export interface Engine {
  /** `duckdb 1.5.x`: part of every table's key, because another engine may order or round otherwise. */
  readonly version: string;
  /** Text of the functions that every model may use; part of every table's key. */
  readonly prelude: string;
  /** Runs one or more statements and throws away their results. @throws EngineError */
  run(sql: string): Promise<void>;
  /** Runs one query and returns all rows. @throws EngineError */
  rows<Row extends EngineRow = EngineRow>(sql: string): Promise<Row[]>;
  close(): void;
}

/** How a statement failed. The message keeps the engine's words, but no value of a row. */
export class EngineError extends Error {
  readonly engine: string;
  readonly sql: string;
  /** Table of the model that failed, when a model was running. */
  readonly model: string | undefined;

  constructor(message: string, options: { engine: string; sql: string; model?: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'EngineError';
    this.engine = options.engine;
    this.sql = options.sql;
    this.model = options.model;
  }
}

/**
 * An engine's message without the values that it quotes: a conversion error repeats the text of the field,
 * which may be somebody's name. What stands in the statement itself may stay.
 */
export function withoutValues(message: string, sql: string): string {
  return message
    .split('\n\nLINE ')[0]!
    .replace(/'([^']*)'|"([^"]*)"/g, (quoted, single?: string, double?: string) =>
      sql.includes(single ?? double ?? '') ? quoted : '‹value›',
    );
}

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
