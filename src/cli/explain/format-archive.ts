/** A person's archive: categories of items, each with where its value comes from and how good it is. */
export type PersonArchive = readonly {
  readonly name: string;
  readonly items: readonly {
    readonly name: string;
    /** As a clerk reads it, masked unless revealed; null when nothing is known. */
    readonly text: string | null;
    /** Null when the value follows from several rows. */
    readonly sourceName: string | null;
    /** ISO date. */
    readonly asOf: string | null;
    readonly quality: string | null;
  }[];
}[];

/** What is to be said of a value that is not simply good. */
const QUALITIES: Readonly<Record<string, string>> = {
  STALE: '(数据过期)',
  CONFLICT: '(来源不一致)',
  DERIVED: '(推算)',
};

/** The archive as text for a terminal; what nobody has said is counted, not listed. */
export function formatArchive(categories: PersonArchive): string[] {
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
