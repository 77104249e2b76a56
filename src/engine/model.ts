import { readFileSync } from 'node:fs';

/** One SQL query that makes one table. */
export interface Model {
  readonly table: string;
  readonly purpose: string;
  readonly grain: string;
  readonly reads: readonly string[];
  readonly sql: string;
  /** Where it stands, for error messages: a file, or what generated it. */
  readonly origin: string;
}

/** Reads a model from its `.sql` file. @throws Error when the header is incomplete */
export function readModel(file: string | URL): Model {
  return parseModel(readFileSync(file, 'utf8'), file instanceof URL ? file.pathname : file);
}

const HEADER = ['table', 'purpose', 'grain', 'reads'] as const;

/**
 * Parses the text of a model: leading comment lines `-- table:`, `-- purpose:`, `-- grain:`, `-- reads:`
 * (a field goes on in following comment lines), then one query without a trailing semicolon.
 */
export function parseModel(text: string, origin: string): Model {
  const fields: Partial<Record<(typeof HEADER)[number], string>> = {};
  let current: (typeof HEADER)[number] | undefined;
  for (const line of text.split('\n')) {
    if (!line.startsWith('--')) break;
    const [, key, rest] = /^--\s*(?:(table|purpose|grain|reads):)?\s*(.*)$/.exec(line) ?? [];
    if (key) current = key as (typeof HEADER)[number];
    if (current) fields[current] = `${fields[current] ?? ''} ${rest}`.trim();
  }
  const missing = HEADER.filter((key) => fields[key] === undefined);
  if (missing.length > 0) throw new Error(`${origin}: the model's header lacks ${missing.join(', ')}`);
  return Object.freeze({
    table: fields.table!,
    purpose: fields.purpose!,
    grain: fields.grain!,
    reads: Object.freeze(fields.reads!.split(/[\s,]+/).filter((name) => name !== '' && name !== 'nothing')),
    sql: text.replace(/;\s*$/, ''),
    origin,
  });
}
