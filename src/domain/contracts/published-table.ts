/** Column types that both databases know: DuckDB writes them, PostgreSQL keeps them. */
export type PublishedType =
  | 'text'
  | 'text[]'
  | 'integer'
  | 'bigint'
  | 'bigint[]'
  | 'double precision'
  | 'boolean'
  | 'date';

/** One table of a publication. Columns stand in the order of its files; every column but the key may be null. */
export interface PublishedTable {
  readonly title: string;
  readonly grain: string;
  readonly key: readonly string[];
  /** Name → type and meaning. */
  readonly columns: Readonly<Record<string, readonly [type: PublishedType, meaning: string]>>;
}

type ValueOf<Type extends PublishedType> = {
  text: string;
  'text[]': readonly string[];
  integer: number;
  /** Row ids stay below 2^53: 21 bits of batch number, 32 of line. */
  bigint: number;
  'bigint[]': readonly number[];
  'double precision': number;
  boolean: boolean;
  /** ISO. */
  date: string;
}[Type];

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** A row of a published table as TypeScript sees it: camelCase names, dates as ISO text. */
export type PublishedRow<Table extends PublishedTable> = {
  readonly [Column in keyof Table['columns'] & string as CamelCase<Column>]:
    | ValueOf<Table['columns'][Column][0]>
    | (Column extends Table['key'][number] ? never : null);
};
