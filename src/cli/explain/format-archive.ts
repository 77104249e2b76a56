/** A person's archive: categories of items, each with where its value comes from and how good it is. */
export interface PersonArchive {
  readonly categories: readonly {
    readonly name: string;
    readonly items: readonly {
      readonly name: string;
      readonly value: string | number | boolean | null;
      readonly source: string | null;
      /** ISO date. */
      readonly asOf: string | null;
      readonly quality: string | null;
    }[];
  }[];
}

/** The archive as text for a terminal; what nobody has said is counted, not listed. */
export function formatArchive({ categories }: PersonArchive): string[] {
  return [
    '',
    '民生档案',
    ...categories.flatMap(({ name, items }) => {
      const filled = items.filter(({ value }) => value !== null);
      return [
        `  ${name}(${items.length} 项,有 ${filled.length} 项)`,
        ...filled.map(
          (item) =>
            `    ${item.name}  ${shown(item.value)}  ← ${item.source ?? '—'}${item.asOf === null ? '' : ` ${item.asOf}`}${item.quality === null ? '' : `  ${item.quality}`}`,
        ),
      ];
    }),
  ];
}

function shown(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}
