import type { SourceRow } from '#pipeline/explain/source-row.ts';

/** Where a row was delivered: department, source, file, line. */
export const place = (row: SourceRow): string =>
  `${row.department}·${row.channel ?? row.sourceName}  ${row.file} 第 ${row.line} 行(${row.deliveredOn})`;

/** What a row says. */
export const values = (row: SourceRow): string =>
  Object.entries(row.values)
    .map(([field, value]) => `${field}=${String(value)}`)
    .join('  ');
