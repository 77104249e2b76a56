import { readFileSync } from 'node:fs';
import { parseModel } from '#engine/model.ts';

/** The rows of a list, in SQL, and the tables that it reads. */
export interface ListQuery {
  readonly sql: string;
  readonly reads: readonly string[];
}

/** The query of `<file>.sql` beside this file. */
export function query(file: string): ListQuery {
  const url = new URL(`./${file}.sql`, import.meta.url);
  const { sql, reads } = parseModel(readFileSync(url, 'utf8'), url.pathname);
  return { sql, reads };
}

/** A query's rows that fit a condition. */
export function only({ sql, reads }: ListQuery, condition: string): ListQuery {
  return { sql: `SELECT * FROM (\n${sql}\n) WHERE ${condition}`, reads };
}
