import Table from 'cli-table3';

/** A table of text for a terminal: the first `textColumns` columns left, figures right; CJK counts twice. */
export function plainTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns: number,
): string {
  const result = new Table({
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [], compact: true },
    head: [...head],
    colAligns: head.map((_, column) => (column < textColumns ? 'left' : 'right')),
  });
  for (const row of rows) result.push([...row]);
  return result.toString();
}
