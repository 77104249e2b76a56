import { sqlName } from '#engine/engine.ts';
import type { Level } from '../comparison/comparison-kind.ts';

/** A column of the spec, or derived from one, as the tables have it: whatever its name, none of theirs. */
export const columnName = (column: string) => sqlName(`x_${column}`);

/** SQL of the columns of a record under an alias: `columnsOf('l')('name')` is `l."x_name"`. */
export const columnsOf = (alias: string) => (column: string) => `${alias}.${columnName(column)}`;

/** The column that says how rare a record's value is: −log2 of its share of all records, in bits. */
export const bitsColumn = (column: string) => `${column}__bits`;

/** The column that pairs of a level agree on, of a kind that was asked with `columnsOf('l')`. */
export function agreedColumn(level: Level): string | undefined {
  return level.agreedColumn?.replace(/^l\."x_(.*)"$/, '$1').replaceAll('""', '"');
}
