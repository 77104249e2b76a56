import {
  type CompiledColumn,
  type CompiledTable,
  compiledTable,
  ruleObjects,
  ruleVersion,
  VERSION_COLUMN,
} from './compiled-table.ts';
import type { SourceColumn, SourceDefinition } from './source-definition.ts';
import type { CompiledValue } from './tables/rule-table.ts';

const SOURCE_COLUMNS: readonly CompiledColumn[] = [
  { name: 'source', type: 'VARCHAR', description: 'source code' },
  { name: 'name', type: 'VARCHAR', description: 'Chinese title' },
  { name: 'department', type: 'VARCHAR', description: 'department code' },
  { name: 'subject', type: 'VARCHAR', description: 'person, event, unit, dwelling or grid' },
  { name: 'trust', type: 'BIGINT', description: '0–100, the higher wins' },
  { name: 'max_age_days', type: 'BIGINT', description: 'a delivery older than this is late' },
  VERSION_COLUMN,
];

const FIELD_COLUMNS: readonly CompiledColumn[] = [
  { name: 'source', type: 'VARCHAR', description: 'source code' },
  { name: 'column_name', type: 'VARCHAR', description: 'column of the source' },
  { name: 'column_order', type: 'BIGINT', description: 'place in the definition, from 1' },
  { name: 'column_type', type: 'VARCHAR', description: 'type of the column' },
  { name: 'usual_header', type: 'VARCHAR', description: 'usual header word, Chinese' },
  { name: 'required', type: 'BOOLEAN', description: 'blank or invalid quarantines the row' },
  { name: 'is_key', type: 'BOOLEAN', description: 'part of the business key' },
  { name: 'completeness', type: 'DOUBLE', description: 'least share of filled values' },
  { name: 'validity', type: 'DOUBLE', description: 'least share of valid values among the filled ones' },
  {
    name: 'uniqueness',
    type: 'DOUBLE',
    description: 'least share of distinct values; NULL unless the column is the whole key',
  },
  VERSION_COLUMN,
];

const CODE_COLUMNS: readonly CompiledColumn[] = [
  { name: 'source', type: 'VARCHAR', description: 'source code' },
  { name: 'column_name', type: 'VARCHAR', description: 'column of the source' },
  { name: 'code', type: 'VARCHAR', description: 'code in that column' },
  { name: 'word', type: 'VARCHAR', description: 'the usual word for it in the files, Chinese' },
  VERSION_COLUMN,
];

/**
 * `rule_source`, `rule_source_column` and `rule_source_code`: the source definitions, with the default quality
 * thresholds, and what their codes are called.
 */
export function compileSources(
  sources: readonly SourceDefinition[],
  tables: readonly CompiledTable[],
): CompiledTable[] {
  const defaults = new Map(ruleObjects(tables, 'rule_quality').map((row) => [row.column_type, row]));
  return [
    compiledTable('rule_source', SOURCE_COLUMNS, sources.map(sourceRow)),
    compiledTable(
      'rule_source_column',
      FIELD_COLUMNS,
      sources.flatMap((source) =>
        source.columns.map((column, index) => {
          const quality = defaults.get(column.type) ?? {};
          return fieldRow(source, column, index, quality);
        }),
      ),
    ),
    compiledTable('rule_source_code', CODE_COLUMNS, sources.flatMap(codeRows)),
  ];
}

/** The first word that stands for a code is the usual one; a code of digits alone is no word. */
function codeRows({ source, columns }: SourceDefinition): CompiledValue[][] {
  return columns.flatMap(({ column, codes = {} }) => {
    const words = new Map<string, string>();
    for (const [word, code] of Object.entries(codes)) {
      if (!words.has(code) && !/^\d+$/.test(word)) words.set(code, word);
    }
    return [...words].map(([code, word]) => versioned('rule_source_code', [source, column, code, word]));
  });
}

function sourceRow({ source, name, department, subject, trust, maxAgeDays }: SourceDefinition) {
  return versioned('rule_source', [source, name, department, subject, trust, maxAgeDays]);
}

function fieldRow(
  source: SourceDefinition,
  column: SourceColumn,
  index: number,
  quality: Readonly<Record<string, CompiledValue>>,
): CompiledValue[] {
  const isKey = source.key.includes(column.column);
  return versioned('rule_source_column', [
    source.source,
    column.column,
    index + 1,
    column.type,
    column.aliases[0]!,
    column.required,
    isKey,
    column.completeness ?? defaultCompleteness(column, quality) ?? null,
    column.validity ?? quality.validity ?? null,
    isKey && source.key.length === 1 ? (quality.uniqueness ?? null) : null,
  ]);
}

/** A column that a file may lack has no default. */
function defaultCompleteness(
  { required, expected }: SourceColumn,
  quality: Readonly<Record<string, CompiledValue>>,
): CompiledValue | undefined {
  if (required) return quality.required_completeness;
  return expected === false ? undefined : quality.completeness;
}

/** Definitions carry no dates: their version is the hash alone. */
function versioned(table: string, row: readonly CompiledValue[]): CompiledValue[] {
  return [...row, ruleVersion(table, '', row).slice(1)];
}
