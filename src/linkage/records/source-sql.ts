import { sqlName } from '#engine/engine.ts';
import { type ColumnSource, isJoined } from '../spec/column-source.ts';
import type { ColumnSpec } from '../spec/linkage-spec.ts';
import { joinedDateSql } from './joined-date-sql.ts';

/** Between the values of columns that are to be joined: a character that no text has. */
const APART = 'chr(31)';

/**
 * SQL VARCHAR of what stands in a record: the value of one column, or those of several one after the other, still
 * apart. NULL where there is none.
 * @param alias of the table
 */
export function rawSql(source: ColumnSource, alias?: string): string {
  const text = (column: string) =>
    `CAST(${alias === undefined ? '' : `${alias}.`}${sqlName(column)} AS VARCHAR)`;
  if (!isJoined(source)) return text(source);
  const parts = source.map((column) => `trim(${text(column)})`);
  return `nullif(concat(${parts.join(`, ${APART}, `)}), repeat(${APART}, ${parts.length - 1}))`;
}

/**
 * SQL VARCHAR, before cleaning, over what `rawSql` gave: the values of several columns in their order, blank ones
 * left out, with a space between them; of a list each is an element, of a date year, month or day. To be given a
 * name in a subquery before anything else is made of it: the engine writes it out wherever it is used.
 */
export function joinedSql(type: ColumnSpec['type'], source: ColumnSource, raw: string): string {
  if (!isJoined(source)) return raw;
  const parts = `string_split(${raw}, ${APART})`;
  if (type === 'date') return joinedDateSql(source.length, parts);
  const filled = `list_filter(${parts}, lambda part: part <> '')`;
  return `array_to_string(${filled}, '${type === 'list' ? '; ' : ' '}')`;
}

/** SQL VARCHAR of what a record has in a column of the spec, for people. */
export function sourceText({ type, from }: ColumnSpec, side: 'left' | 'right', alias: string): string {
  return joinedSql(type, from[side], rawSql(from[side], alias));
}
