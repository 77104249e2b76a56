import { describe, expect, it } from 'vitest';
import { archiveCategories } from './archive-rules.ts';
import { ARCHIVE_MODELS, CATALOGUE } from './sample-archive.ts';

const CATEGORIES = archiveCategories(CATALOGUE);

/** Tables that a query names behind FROM and JOIN, without those that it makes itself. */
function tablesNamed(sql: string): string[] {
  const code = sql.replaceAll(/--.*$/gm, '');
  const named = [...code.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)/g)].map(([, table]) => table!);
  const own = [...code.matchAll(/(?:WITH\s|\),\s|^)\s*([a-z_]+) AS \(/gm)].map(([, table]) => table!);
  return [...new Set(named)].filter((table) => !own.includes(table)).sort();
}

describe('the items of the archive', () => {
  it('are 122 in 13 categories, each once', () => {
    expect(CATEGORIES.map(({ items }) => items.length)).toEqual([12, 12, 8, 9, 13, 9, 16, 11, 7, 8, 6, 6, 5]);
    const items = CATEGORIES.flatMap((category) => category.items);
    expect(items.map(({ item }) => item)).toEqual(Array.from({ length: 122 }, (_, index) => index + 1));
    expect(new Set(items.map(({ identifier }) => identifier)).size).toBe(122);
  });

  it('are none of them of level 4 with a mask', () => {
    const rows = CATALOGUE.rules.get('rule_archive_item')!;
    expect(rows.filter(({ values }) => values.level === 'L4' && values.mask !== null)).toEqual([]);
  });
});

describe('the models of the archive', () => {
  it.each(ARCHIVE_MODELS.map((model) => [model.table, model] as const))(
    '%s reads what its header says, and nothing else',
    (_table, { sql, reads }) => {
      expect(tablesNamed(sql)).toEqual([...reads].sort());
    },
  );

  it('make each table once, behind what they read of one another', () => {
    const tables = ARCHIVE_MODELS.map(({ table }) => table);
    expect(new Set(tables).size).toBe(tables.length);
    const early = ARCHIVE_MODELS.flatMap(({ reads }, place) =>
      reads.filter((table) => tables.indexOf(table) >= place),
    );
    expect(early).toEqual([]);
  });
});
