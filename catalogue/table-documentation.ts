import { compileCatalogue, PROVENANCE_COLUMNS } from './compile-catalogue.ts';
import { type CompiledTable, VERSION_COLUMN } from './compiled-table.ts';
import type { Catalogue } from './load-catalogue.ts';
import { RULE_TABLES } from './rule-tables.ts';

const BEGIN = '<!-- tables: written by catalogue/write-table-documentation.ts -->';
const END = '<!-- end of tables -->';

const GRAINS: Readonly<Record<string, string>> = Object.freeze({
  rule_source: 'one row per source definition',
  rule_source_column: 'one row per column of a source, quality thresholds filled in',
  rule_source_code: 'one row per code of a column of a source',
});

/** Puts the description of all compiled tables between the marks of the README text. */
export function withTableDocumentation(readme: string, catalogue: Catalogue, asOf: string): string {
  const tables = compileCatalogue(catalogue, asOf).map(describe).join('\n');
  const head = readme.slice(0, readme.indexOf(BEGIN) + BEGIN.length);
  return `${head}\n\n${tables}\n${readme.slice(readme.indexOf(END))}`;
}

function describe(table: CompiledTable): string {
  const own = RULE_TABLES.find(({ name }) => name === table.name);
  const rule = own ?? RULE_TABLES.find(({ name }) => `${name}_parameter` === table.name);
  const dated = PROVENANCE_COLUMNS.every(({ name }) => table.columns.some((column) => column.name === name));
  const common = new Set([VERSION_COLUMN.name, ...(dated ? PROVENANCE_COLUMNS.map(({ name }) => name) : [])]);
  const key = own?.shape === 'rows' ? `; key ${own.key.join(', ')}` : '';
  const grain = own?.grain ?? (rule === undefined ? GRAINS[table.name] : 'one row per parameter');
  const rows = table.columns
    .filter(({ name }) => !common.has(name))
    .map(({ name, type, description }) => `- \`${name}\` ${type}: ${description}${allowed(table, name)}`);
  return [
    `### \`${table.name}\``,
    '',
    `${grain}${key}. ${rule === undefined ? 'From `sources/*.yaml`' : `From \`${rule.file}\``}${dated ? ', with provenance' : ''}.`,
    '',
    ...rows,
    '',
  ].join('\n');
}

function allowed(table: CompiledTable, name: string): string {
  const column = RULE_TABLES.find((rule) => rule.name === table.name)?.columns[name];
  const values = column?.schema.enum as readonly string[] | undefined;
  const optional = column?.optional === true ? '; may be NULL' : '';
  return `${values === undefined ? '' : ` (${values.join(', ')})`}${optional}`;
}
