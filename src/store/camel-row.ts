/** A row with camelCase names, as the contract's types have it. */
export function camelRow<Row>(row: Readonly<Record<string, unknown>>): Row {
  const entries = Object.entries(row).map(([column, value]) => [
    column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.freeze(Object.fromEntries(entries)) as Row;
}
