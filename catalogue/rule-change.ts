import type { Defect } from './defect.ts';
import type { PlacedRules } from './rule-contradictions.ts';
import { type PlacedRow, type RuleRow, rowReader } from './rule-row.ts';
import { RULE_TABLES } from './rule-tables.ts';
import { schemaCheck } from './schema-check.ts';
import type { RuleTable } from './tables/rule-table.ts';
import type { FieldPath, YamlFile } from './yaml-file.ts';

const ROWS = { type: 'array', minItems: 1, items: { type: 'object' } };
const SECTIONS = Object.fromEntries(RULE_TABLES.map(({ name }) => [name, ROWS]));

const checkChange = schemaCheck({
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1 },
    note: { type: 'string' },
    remove: { type: 'object', additionalProperties: false, properties: SECTIONS },
    ...SECTIONS,
  },
});

type RawRow = Readonly<Record<string, unknown>>;

/** A new rule that says nothing of its dates and origin is tried for every day, as a proposal. */
const NEW_RULE = { valid_from: '1900-01-01', proposal: true };

/**
 * A change of rules to be tried out: `name`, then tables with rows. A row names the key of a rule and what differs from
 * it; one whose key no rule has is a new rule, and whole. Under `remove` stand keys of rules that fall away.
 *
 * @param rules the rules that stand
 * @returns all rules as they would stand, or what is wrong with the change, with its lines
 */
export function changeRules(
  file: YamlFile,
  rules: PlacedRules,
): { name: string; rules: PlacedRules; defects: readonly Defect[] } {
  const failed = (defects: readonly Defect[]) => ({ name: '', rules, defects });
  if (file.defects.length > 0) return failed(file.defects);
  const malformed = checkChange(file);
  if (malformed.length > 0) return failed(malformed);
  const change = file.value as { name: string; remove?: Record<string, RawRow[]> } & Record<string, RawRow[]>;

  const changed = new Map(rules);
  const defects: Defect[] = [];
  for (const table of RULE_TABLES) {
    for (const [index, raw] of (change.remove?.[table.name] ?? []).entries()) {
      const standing = changed.get(table.name) ?? [];
      const rest = standing.filter(({ row }) => !hasKey(table, row, raw));
      if (rest.length === standing.length)
        defects.push(file.defect(['remove', table.name, index], '没有这条规则，请核对主键'));
      changed.set(table.name, rest);
    }
    for (const [index, raw] of (change[table.name] ?? []).entries()) {
      const standing = changed.get(table.name) ?? [];
      const missing = table.key.filter((column) => raw[column] === undefined);
      if (missing.length > 0) {
        defects.push(
          file.defect([table.name, index], `没有写明是哪条规则，请补上主键 ${missing.join('、')}`),
        );
        continue;
      }
      const versions = standing.filter(({ row }) => hasKey(table, row, raw));
      const read = rowReader(table)(placedAt(file, [table.name, index]), {
        rows:
          versions.length > 0
            ? versions.map(({ row }) => ({ ...rawOf(row), ...raw }))
            : [{ ...NEW_RULE, ...raw }],
      });
      defects.push(...read.defects);
      changed.set(table.name, replaced(standing, versions, read.rows));
    }
  }
  return { name: change.name, rules: changed, defects };
}

function hasKey(table: RuleTable, { values }: RuleRow, raw: RawRow): boolean {
  return table.key.every((column) => values[column] === raw[column]);
}

/** The new versions stand where the old ones stood; a new rule stands last. */
function replaced(
  standing: readonly PlacedRow[],
  versions: readonly PlacedRow[],
  rows: readonly PlacedRow[],
): PlacedRow[] {
  if (versions.length === 0) return [...standing, ...rows];
  const place = standing.indexOf(versions[0]!);
  const rest = standing.filter((row) => !versions.includes(row));
  return [...rest.slice(0, place), ...rows, ...rest.slice(place)];
}

/** The row as a rule file would write it. */
function rawOf({ values, validFrom, validTo, unit, legal, proposal, verified }: RuleRow): RawRow {
  const written = Object.entries({ ...values, valid_to: validTo, unit, legal });
  return {
    ...Object.fromEntries(written.filter(([, value]) => value !== null && value !== undefined)),
    valid_from: validFrom,
    ...(legal === undefined || proposal ? { proposal: true } : {}),
    ...(verified ? {} : { verified: false }),
  };
}

/** The change file, for a reader that thinks it reads row n of a section: what is wrong stands at the change's row. */
function placedAt(file: YamlFile, at: FieldPath): YamlFile {
  const place = (path: FieldPath) => [...at, ...path.slice(3)];
  return {
    ...file,
    lineOf: (path) => file.lineOf(place(path)),
    defect: (path, reason) => file.defect(place(path), reason),
  };
}
