import type { Defect } from './defect.ts';
import { type PlacedRow, type RawSection, rowReader } from './rule-row.ts';
import { RULE_TABLES } from './rule-tables.ts';
import { schemaCheck } from './schema-check.ts';
import type { YamlFile } from './yaml-file.ts';

const SECTION = {
  type: 'object',
  additionalProperties: false,
  required: ['rows'],
  properties: {
    defaults: { type: 'object' },
    rows: { type: 'array', minItems: 1, items: { type: 'object' } },
  },
};

/** Reads one rule file: a section for each of its tables, each with `defaults` for all its `rows`. */
export function ruleFileReader(name: string) {
  const tables = RULE_TABLES.filter((table) => table.file === name).map((table) => ({
    table,
    read: rowReader(table),
  }));
  const names = tables.map(({ table }) => table.name);
  const checkSections = schemaCheck({
    type: 'object',
    additionalProperties: false,
    required: names,
    properties: Object.fromEntries(names.map((table) => [table, SECTION])),
  });

  return (file: YamlFile): { rules: [table: string, rows: PlacedRow[]][]; defects: readonly Defect[] } => {
    if (file.defects.length > 0) return { rules: [], defects: file.defects };
    const malformed = checkSections(file);
    if (malformed.length > 0) return { rules: [], defects: malformed };
    const sections = file.value as Record<string, RawSection>;
    const read = tables.map(({ table, read }) => ({
      table: table.name,
      ...read(file, sections[table.name]!),
    }));
    return {
      rules: read.map(({ table, rows }) => [table, rows]),
      defects: read.flatMap(({ defects }) => defects),
    };
  };
}
