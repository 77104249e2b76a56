import type { ArchiveFill } from '#pipeline/report/read-archive-fill.ts';
import { percent } from './report-table.ts';

/** How full the archive is, in a line. */
export function formatArchiveFill({ items, filledItems, rate, lowest }: ArchiveFill): string {
  const few = lowest.map((item) => `${item.name} ${percent(item.rate)}`).join('、');
  return `民生档案:${items} 项中 ${filledItems} 项有数据,平均填充率 ${percent(rate)}${few ? `;最低的是 ${few}` : ''}`;
}
