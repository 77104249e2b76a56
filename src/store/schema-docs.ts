import type { Database } from './database.ts';

interface DescribedColumn {
  readonly table: string;
  readonly grain: string;
  readonly key: string;
  readonly column: string;
  readonly type: string;
  readonly meaning: string;
}

/** The text of `docs/data/store.md`: every table and column of the live schema, from its own comments. */
export async function schemaDocs(database: Database): Promise<string> {
  const columns = await database.query<DescribedColumn>(`
    SELECT
      c.relname AS table,
      obj_description(c.oid) AS grain,
      regexp_replace(pg_get_constraintdef(k.oid), 'PRIMARY KEY \\((.*)\\)', '\\1') AS key,
      a.attname AS column,
      format_type(a.atttypid, a.atttypmod) AS type,
      col_description(c.oid, a.attnum) AS meaning
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
    WHERE c.relnamespace = 'zhaoren'::regnamespace
      AND c.relkind = 'r'
    ORDER BY c.oid, a.attnum`);
  const tables = Map.groupBy(columns, ({ table }) => table);
  const sections = [...tables].flatMap(([table, described]) => [
    `## ${table}`,
    '',
    `${described[0]!.grain}. Key: ${described[0]!.key}.`,
    '',
    '| Column | Type | Meaning |',
    '|---|---|---|',
    ...described.map(
      ({ column, type, meaning }) => `| ${column} | ${type} | ${meaning.replaceAll('|', '\\|')} |`,
    ),
    '',
  ]);
  return [
    '# The store: schema `zhaoren` in PostgreSQL',
    '',
    'Written by `scripts/write-data-docs.ts` from the live schema; do not edit by hand.',
    '',
    'People stand here by `person_id` alone: names, numbers, phones and addresses stay in the lake. Money is in',
    'fen, months are `YYYY-MM`. The role `zhaoren_reader` may read every table; only the owner may write.',
    '',
    '| Table | Grain |',
    '|---|---|',
    ...[...tables].map(([table, [first]]) => `| [${table}](#${table}) | ${first!.grain} |`),
    '',
    ...sections,
  ].join('\n');
}
