import { compareText, type Defect } from './defect.ts';
import { inForce, type PlacedRow, type RuleRow } from './rule-row.ts';
import type { SourceDefinition } from './source-definition.ts';
import type { RuleTable } from './tables/rule-table.ts';

export type PlacedRules = ReadonlyMap<string, readonly PlacedRow[]>;

/** What rows that are well formed one by one say against one another, or against the sources. */
export function ruleContradictions(
  tables: readonly RuleTable[],
  rules: PlacedRules,
  sources: readonly SourceDefinition[],
): Defect[] {
  return tables.flatMap((table) => {
    const rows = rules.get(table.name) ?? [];
    return [
      ...overlaps(
        rows,
        table.key,
        'valid_from',
        (key, other) => `规则 ${key} 的有效期与另一版本（${other}）重叠，请给前一版本写上 valid_to`,
      ),
      ...(table.unique ?? []).flatMap((column) =>
        overlaps(rows, [column], column, (value) => `${column} 的值 ${value} 已用于另一行，请改用别的值`),
      ),
      ...brokenRanges(table, rows),
      ...notSingle(table, rows),
      ...danglingReferences(table, rows, rules),
      ...(table.namesSourceCode ? unknownSourceCodes(rows, sources) : []),
      ...(table.contradictions?.(rows, { rules, sources }) ?? []),
    ];
  });
}

/** Two versions of one rule in force on the same day. */
function overlaps(
  rows: readonly PlacedRow[],
  columns: readonly string[],
  field: string,
  reason: (key: string, other: string) => string,
): Defect[] {
  const byKey = Map.groupBy(rows, ({ row }) => JSON.stringify(columns.map((name) => row.values[name])));
  return [...byKey.values()].flatMap((versions) => {
    const dated = versions.toSorted((a, b) => compareText(a.row.validFrom, b.row.validFrom));
    return dated.slice(1).flatMap((later, index) => {
      const earlier = dated[index]!.row;
      if (earlier.validTo !== undefined && earlier.validTo < later.row.validFrom) return [];
      const key = columns.map((name) => String(later.row.values[name])).join(' / ');
      return [later.defect(field, reason(key, period(earlier)))];
    });
  });
}

/** Ranges that overlap or leave a gap on a day on which something changes. */
function brokenRanges({ range, columns }: RuleTable, rows: readonly PlacedRow[]): Defect[] {
  if (range === undefined) return [];
  const { from, to } = range;
  const first = Number(columns[from]?.schema.minimum);
  const last = Number(columns[to]?.schema.maximum);
  return onEachDay(rows, (current) => {
    const ordered = current.toSorted((a, b) => Number(a.row.values[from]) - Number(b.row.values[from]));
    const found = ordered.flatMap(({ row, defect }, index) => {
      const before = ordered[index - 1]?.row.values[to];
      const expected = before === undefined ? first : Number(before) + 1;
      if (row.values[from] === expected) return [];
      return [defect(from, `各区间应前后相接、不重叠，此处应从 ${expected} 开始，请改正`)];
    });
    const end = ordered.at(-1);
    if (end !== undefined && end.row.values[to] !== last) {
      found.push(end.defect(to, `最后一个区间应到 ${last} 为止，请改正`));
    }
    return found;
  });
}

function notSingle({ single }: RuleTable, rows: readonly PlacedRow[]): Defect[] {
  if (single === undefined) return [];
  return onEachDay(rows, (current) => {
    const marked = current.filter(({ row }) => row.values[single] === true);
    if (marked.length === 1) return [];
    return [(marked[1] ?? current[0]!).defect(single, '同一天应有且只有一行为 true，请改正')];
  });
}

/** The defects of the rows in force on every day on which a version begins. */
function onEachDay(
  rows: readonly PlacedRow[],
  check: (current: readonly PlacedRow[]) => readonly Defect[],
): Defect[] {
  const days = [...new Set(rows.map(({ row }) => row.validFrom))];
  const found = days.flatMap((day) => check(rows.filter(({ row }) => inForce(row, day))));
  return [...new Map(found.map((defect) => [JSON.stringify(defect), defect])).values()];
}

/** Codes that no row of the table they refer to has. */
function danglingReferences(table: RuleTable, rows: readonly PlacedRow[], rules: PlacedRules): Defect[] {
  return Object.entries(table.columns).flatMap(([name, { references }]) => {
    if (references === undefined) return [];
    const [target, column] = references;
    const known = new Set((rules.get(target) ?? []).map(({ row }) => row.values[column]));
    return rows.flatMap(({ row, defect }) => {
      const value = row.values[name];
      if (value === null || value === undefined || known.has(value)) return [];
      return [defect(name, `${target} 里没有 ${String(value)}，请改正或先在那里添加`)];
    });
  });
}

function unknownSourceCodes(rows: readonly PlacedRow[], sources: readonly SourceDefinition[]): Defect[] {
  return rows.flatMap(({ row, defect }) => {
    const { source: code, column_name: name, code: value } = row.values;
    const source = sources.find((candidate) => candidate.source === code);
    if (source === undefined) return [defect('source', `没有来源 ${String(code)}，请改正来源代码`)];
    if ((name === '*') !== (value === '*')) {
      return [defect('code', "column_name 与 code 要么都是 '*'（任一行），要么都不是，请改正")];
    }
    if (name === '*') return [];
    const column = source.columns.find((candidate) => candidate.column === name);
    if (column === undefined)
      return [defect('column_name', `来源 ${source.source} 没有列 ${String(name)}，请改正`)];
    if (Object.values(column.codes ?? {}).includes(String(value))) return [];
    return [defect('code', `来源 ${source.source} 的列 ${column.column} 没有代码 ${String(value)}，请改正`)];
  });
}

function period({ validFrom, validTo }: RuleRow): string {
  return `${validFrom} 至${validTo === undefined ? '今' : ` ${validTo}`}`;
}
