import type { NameTables } from '#domain/name-agreement.ts';
import type { GivenTable } from '../given-table.ts';

/** The tables of name characters as SQL joins them: `name_reading`, `surname_reading`, `name_variant`. */
export function nameTables(tables: NameTables): GivenTable[] {
  return [
    pairTable('name_reading', ['character', 'reading'], tables.readings),
    pairTable('surname_reading', ['surname', 'reading'], tables.surnameReadings),
    pairTable('name_variant', ['character', 'representative'], tables.variants),
  ];
}

function pairTable(
  name: string,
  columns: readonly [string, string],
  pairs: ReadonlyMap<string, string>,
): GivenTable {
  return Object.freeze({
    name,
    columns: columns.map((column) => ({ name: column, type: 'VARCHAR' })),
    rows: [...pairs],
  });
}
