import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withArchiveDocumentation } from './archive-documentation.ts';
import { archiveCategories } from './archive-rules.ts';
import { CATALOGUE, openSampleArchive, type SampleArchive } from './sample-archive.ts';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../docs/data/archive.md'), 'utf8');

let sample: SampleArchive;

beforeAll(async () => {
  sample = await openSampleArchive();
  await sample.archive({});
});

afterAll(() => sample.close());

it('docs/data/archive.md lists every item as the catalogue has it', () => {
  expect(withArchiveDocumentation(DOCUMENT, CATALOGUE)).toBe(DOCUMENT);
});

it('the tables have value, row and quality of every item, of the types that the document lists', async () => {
  const documented = new Map(
    [...DOCUMENT.matchAll(/^\| \d+ \| \S+ \| `([a-z_]+)` \| ([A-Z]+)/gm)].map(([, column, type]) => [
      column,
      type,
    ]),
  );
  for (const { category, items } of archiveCategories(CATALOGUE)) {
    const expected = items.flatMap(({ identifier }) => [
      `${identifier} ${documented.get(identifier)}`,
      `${identifier}_row BIGINT`,
      `${identifier}_quality VARCHAR`,
    ]);
    expect(await columnsOf(`archive_${category}`)).toEqual([
      'person_id VARCHAR',
      'division VARCHAR',
      'is_resident BOOLEAN',
      ...expected,
    ]);
  }
});

it('archive_fill has the columns of the document', async () => {
  const section = DOCUMENT.split('## archive_fill')[1]!.split('## ')[0]!;
  const documented = [...section.matchAll(/^\| ([a-z_]+) \| ([A-Z]+) \|/gm)];
  expect(await columnsOf('archive_fill')).toEqual(documented.map(([, column, type]) => `${column} ${type}`));
});

async function columnsOf(table: string): Promise<string[]> {
  const columns = await sample.engine.rows(`
    SELECT column_name || ' ' || data_type AS text
    FROM information_schema.columns
    WHERE table_name = '${table}'
    ORDER BY ordinal_position`);
  return columns.map(({ text }) => String(text));
}
