import type { ArchivedCategory, ArchivedItem } from '#pipeline/archive/read-archive.ts';

/** What is told of each category and item. */
export type ToldArchive = readonly (Pick<ArchivedCategory, 'name'> & {
  readonly items: readonly Pick<ArchivedItem, 'name' | 'text' | 'sourceName' | 'asOf' | 'quality'>[];
})[];

/** What is to be said of a value that is not simply good. */
const QUALITIES: Readonly<Record<string, string>> = {
  STALE: '(数据过期)',
  CONFLICT: '(来源不一致)',
  DERIVED: '(推算)',
};

/** The archive as text for a terminal; what nobody has said is counted, not listed. */
export function formatArchive(categories: ToldArchive): string[] {
  return [
    '',
    '民生档案',
    ...categories.flatMap(({ name, items }) => {
      const known = items.filter(({ text }) => text !== null);
      return [
        `  ${name}(${items.length} 项,有 ${known.length} 项)`,
        ...known.map(
          (item) =>
            `    ${item.name}  ${item.text}${QUALITIES[item.quality ?? ''] ?? ''}  ← ${[item.sourceName ?? '由多条记录得出', item.asOf].filter((part) => part !== null).join(' ')}`,
        ),
      ];
    }),
  ];
}
