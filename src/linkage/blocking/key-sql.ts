import type { ColumnType, KeyPart } from '../spec/linkage-spec.ts';

/** SQL of the key transforms; `n` is the number in `firstN`. The names are those of `../spec/key-transform.ts`. */
const TRANSFORM_SQL: Readonly<Record<string, (value: string, n: number) => string>> = Object.freeze({
  first: (value, n) => `substr(${value}, 1, ${n})`,
  last: (value, n) => `right(${value}, ${n})`,
  initial: (value) => `substr(${value}, 1, 1)`,
  sound: (value) => `linkage_sound(${value})`,
  sorted: (value) => `linkage_sorted(${value})`,
  year: (value) => `year(${value})`,
  month: (value) => `month(${value})`,
  day: (value) => `day(${value})`,
  year_month: (value) => `year(${value}) * 100 + month(${value})`,
  month_day: (value) => `month(${value}) * 100 + day(${value})`,
});

/** SQL of one part of a key, over the SQL of its column's value; of a list the parts of its elements. */
export function keyPartSql(part: KeyPart, { type }: { readonly type: ColumnType }, value: string): string {
  if (part.of === undefined) return value;
  const [, name, digits] = /^(.*?)(\d*)$/.exec(part.of)!;
  const sql = TRANSFORM_SQL[name!];
  if (!sql) throw new Error(`a key cannot take ${part.of}`);
  const n = Number(digits);
  return type === 'list' ? `list_transform(${value}, lambda e: ${sql('e', n)})` : sql(value, n);
}

/**
 * SQL of a rule's key: UBIGINT, NULL when a part is blank; of a rule with a list column UBIGINT[], one key per
 * element, empty when a part is blank.
 * @param value SQL of a part by what `keyPartSql` made of it
 */
export function keySql(
  parts: readonly KeyPart[],
  isList: (part: KeyPart) => boolean,
  value: (part: KeyPart) => string,
): { readonly sql: string; readonly isList: boolean } {
  const list = parts.find(isList);
  const rest = parts.filter((part) => part !== list).map(value);
  const isFilled = rest.map((sql) => `${sql} IS NOT NULL`).join(' AND ') || 'TRUE';
  if (!list) return { sql: `CASE WHEN ${isFilled} THEN hash(${rest.join(', ')}) END`, isList: false };
  const element = `hash(${['element', ...rest].join(', ')})`;
  const keys = `list_distinct(list_transform(${value(list)}, lambda element: ${element}))`;
  return { sql: `coalesce(CASE WHEN ${isFilled} THEN ${keys} END, [])`, isList: true };
}
