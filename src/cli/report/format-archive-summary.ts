import type { ArchiveSummary } from '#pipeline/report/read-archive-summary.ts';
import { percent } from './report-table.ts';

/** How full the archive is, in a line. */
export function formatArchiveSummary({ items, withOrigin, rate, lowest }: ArchiveSummary): string {
  const least = lowest.map((item) => `${item.name} ${percent(item.rate)}`).join('、');
  return `民生档案:${items} 项中 ${withOrigin} 项有数据来源,平均填充率 ${percent(rate)}${least ? `;最低的是 ${least}` : ''}`;
}
