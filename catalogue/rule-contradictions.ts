import type { Defect } from './defect.ts';
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
      ...overlaps(table, rows),
      ...brokenRanges(table, rows),
      ...danglingReferences(table, rows, rules),
      ...(table.namesSourceCode ? unknownSourceCodes(rows, sources) : []),
    ];
  });
}

/** Two versions of one rule in force on the same day. */
function overlaps(table: RuleTable, rows: readonly PlacedRow[]): Defect[] {
  const byKey = Map.groupBy(rows, ({ row }) => JSON.stringify(table.key.map((name) => row.values[name])));
  return [...byKey.values()].flatMap((versions) => {
    const dated = [...versions].sort((a, b) => (a.row.validFrom < b.row.validFrom ? -1 : 1));
    return dated.slice(1).flatMap((later, index) => {
      const earlier = dated[index]!.row;
      if (earlier.validTo !== undefined && earlier.validTo < later.row.validFrom) return [];
      const key = table.key.map((name) => String(later.row.values[name])).join(' / ');
      return [
        later.defect(
          'valid_from',
          `规则 ${key} 的有效期与另一版本（${period(earlier)}）重叠，请给前一版本写上 valid_to`,
        ),
      ];
    });
  });
}

/** Ranges that overlap or leave a gap on a day on which something changes. */
function brokenRanges(table: RuleTable, rows: readonly PlacedRow[]): Defect[] {
  const { range } = table;
  if (range === undefined) return [];
  const days = [...new Set(rows.map(({ row }) => row.validFrom))].sort();
  const found = days.flatMap((day) => {
    const current = rows.filter(({ row }) => inForce(row, day));
    const grouped = Map.groupBy(current, ({ row }) =>
      JSON.stringify(range.group.map((name) => row.values[name])),
    );
    return [...grouped.values()].flatMap((group) => {
      const ordered = [...group].sort(
        (a, b) => Number(a.row.values[range.from]) - Number(b.row.values[range.from]),
      );
      return ordered.slice(1).flatMap((next, index) => {
        const expected = Number(ordered[index]!.row.values[range.to]) + 1;
        const actual = Number(next.row.values[range.from]);
        if (actual === expected) return [];
        const kind = actual < expected ? '重叠' : '脱节';
        return [next.defect(range.from, `区间与前一行${kind}，应从 ${expected} 开始，请改正`)];
      });
    });
  });
  return uniqueDefects(found);
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

function uniqueDefects(defects: readonly Defect[]): Defect[] {
  return [...new Map(defects.map((defect) => [JSON.stringify(defect), defect])).values()];
}
