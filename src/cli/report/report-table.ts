import Table from 'cli-table3';

/** Figures as a Chinese reader writes them. */
export const number = (value: number) => value.toLocaleString('zh-CN');
export const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(2)}%`);

const PLAIN = {
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  style: { head: [], border: [], compact: true },
};

/** A table for a terminal: the first columns are text, the rest figures. Chinese characters take two places. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns: number,
): string {
  const result = new Table({
    ...PLAIN,
    head: [...head],
    colAligns: head.map((_, column) => (column < textColumns ? 'left' : 'right')),
  });
  for (const row of rows) result.push([...row]);
  return result.toString();
}
