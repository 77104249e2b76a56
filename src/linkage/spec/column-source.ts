/** Where a column stands in a table: one column of it, or two and more that are joined in their order. */
export type ColumnSource = string | readonly string[];

/** The columns of a source. */
export function sourceColumns(source: ColumnSource): readonly string[] {
  return typeof source === 'string' ? [source] : source;
}

export function isJoined(source: ColumnSource): source is readonly string[] {
  return typeof source !== 'string';
}

/** The column that a source is. @throws when it is several */
export function getOnlyColumn(source: ColumnSource): string {
  if (isJoined(source)) throw new TypeError(`one column is wanted, not ${source.join(', ')}`);
  return source;
}

export function isSameSource(one: ColumnSource, other: ColumnSource): boolean {
  const [a, b] = [sourceColumns(one), sourceColumns(other)];
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
