import { ZhaorenError } from '#domain/error-catalogue.ts';
import { compileSources } from './compile-sources.ts';
import {
  type CompiledColumn,
  type CompiledTable,
  compiledTable,
  ruleVersion,
  VERSION_COLUMN,
} from './compiled-table.ts';
import type { Catalogue } from './load-catalogue.ts';
import { inForce, isDate, type RuleRow } from './rule-row.ts';
import { RULE_TABLES } from './rule-tables.ts';
import { type CompiledValue, type RuleTable, requiredCodes } from './tables/rule-table.ts';

/**
 * The versions in force on a date, as tables `rule_*` (shapes in `catalogue/README.md`).
 * @param asOf ISO date
 * @throws ZhaorenError RULE_MISSING when a rule has no version on the date, BAD_ARGUMENT when it is no date
 */
export function compileCatalogue(catalogue: Catalogue, asOf: string): readonly CompiledTable[] {
  if (!isDate(asOf)) throw new ZhaorenError('BAD_ARGUMENT', { argument: 'asOf', expected: 'YYYY-MM-DD' });
  const current = (table: string) => (catalogue.rules.get(table) ?? []).filter((row) => inForce(row, asOf));
  const tables = RULE_TABLES.flatMap((table) =>
    table.shape === 'rows'
      ? [compileRows(table, current(table.name), asOf)]
      : compileValues(table, current(table.name), asOf),
  );
  return Object.freeze([...tables, ...compileSources(catalogue.sources, tables)]);
}

/** Where a row comes from; these columns end every table of shape `rows`. */
export const PROVENANCE_COLUMNS: readonly CompiledColumn[] = Object.freeze([
  { name: 'unit', type: 'VARCHAR', description: 'unit of the measures' },
  { name: 'valid_from', type: 'DATE', description: 'first day in force' },
  { name: 'legal', type: 'VARCHAR', description: 'law, notice or report' },
  { name: 'proposal', type: 'BOOLEAN', description: 'our proposal, for the bureau to set' },
  { name: 'verified', type: 'BOOLEAN', description: 'false: not confirmed by a public text' },
]);

function compileRows(table: RuleTable, rows: readonly RuleRow[], asOf: string): CompiledTable {
  if (rows.length === 0) throw new ZhaorenError('RULE_MISSING', { rule: table.name, asOf });
  const missing = requiredCodes(table).find((code) =>
    rows.every(({ values }) => values[table.key[0]!] !== code),
  );
  if (missing !== undefined)
    throw new ZhaorenError('RULE_MISSING', { rule: `${table.name}.${missing}`, asOf });
  const names = Object.keys(table.columns);
  const columns = names.map((name) => {
    const { type, description } = table.columns[name]!;
    return { name, type, description };
  });
  return compiledTable(
    table.name,
    [...columns, ...PROVENANCE_COLUMNS, VERSION_COLUMN],
    rows.map((row) =>
      withProvenance(
        table,
        row,
        names.map((name) => row.values[name] ?? null),
      ),
    ),
  );
}

/** One wide row of all parameters, and `<name>_parameter` with one row for each. */
function compileValues(table: RuleTable, rows: readonly RuleRow[], asOf: string): CompiledTable[] {
  const byName = new Map(rows.map((row) => [String(row.values.parameter), row]));
  const parameters = Object.keys(table.columns).map((name) => {
    const row = byName.get(name);
    if (row === undefined) throw new ZhaorenError('RULE_MISSING', { rule: `${table.name}.${name}`, asOf });
    return { name, column: table.columns[name]!, row };
  });
  const long = compiledTable(
    `${table.name}_parameter`,
    [
      { name: 'parameter', type: 'VARCHAR', description: `column of ${table.name}` },
      { name: 'value', type: 'VARCHAR', description: 'its value as text' },
      { name: 'description', type: 'VARCHAR', description: 'what it means, English' },
      ...PROVENANCE_COLUMNS,
      VERSION_COLUMN,
    ],
    parameters.map(({ name, column, row }) =>
      withProvenance(table, row, [name, String(row.values.value), column.description]),
    ),
  );
  const values = parameters.map(({ row }) => row.values.value ?? null);
  const latest = parameters
    .map(({ row }) => row.validFrom)
    .sort()
    .at(-1)!;
  const wide = compiledTable(
    table.name,
    [
      ...parameters.map(({ name, column }) => ({
        name,
        type: column.type,
        description: column.description,
      })),
      VERSION_COLUMN,
    ],
    [[...values, ruleVersion(table.name, latest, long.rows)]],
  );
  return [wide, long];
}

function withProvenance(table: RuleTable, row: RuleRow, values: readonly CompiledValue[]): CompiledValue[] {
  const { unit, validFrom, legal, proposal, verified } = row;
  const all = [...values, unit ?? null, validFrom, legal ?? null, proposal, verified];
  return [...all, ruleVersion(table.name, validFrom, all)];
}
