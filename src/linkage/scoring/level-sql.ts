import type { Level } from '../comparison/comparison-kind.ts';
import { COMPARISON_KINDS } from '../comparison/comparison-kinds.ts';
import { columnsOf } from '../records/column-sql.ts';
import type { ComparisonSpec, LinkageSpec } from '../spec/linkage-spec.ts';
import { MISSING } from './missing-level.ts';

/** A comparison ready for SQL over pairs with the aliases l and r. */
export interface CompiledComparison {
  readonly spec: ComparisonSpec;
  readonly missing: string;
  /** Holds for every pair that reaches a level. */
  readonly plausible: string | undefined;
  /** Without `else`, which comes last. */
  readonly levels: readonly Level[];
}

const left = columnsOf('l');
const right = columnsOf('r');

export function compileComparisons(spec: LinkageSpec): readonly CompiledComparison[] {
  return spec.comparisons.map((comparison) => {
    const kind = COMPARISON_KINDS[comparison.kind]!;
    const blank = comparison.columns.flatMap((column) => [
      `${left(column)} IS NULL`,
      `${right(column)} IS NULL`,
    ]);
    return Object.freeze({
      spec: comparison,
      missing: kind.missing?.(comparison, left, right) ?? blank.join(' OR '),
      plausible: kind.plausible?.(comparison, left, right),
      levels: kind.levels(comparison, left, right),
    });
  });
}

/** Columns `g0`, `g1` … UTINYINT: the number of the level that a pair reaches by each comparison. */
export function levelColumns(comparisons: readonly CompiledComparison[]): string {
  return comparisons.map((comparison, c) => `CAST(${levelSql(comparison)} AS UTINYINT) AS g${c}`).join(',\n');
}

function levelSql({ missing, plausible, levels }: CompiledComparison): string {
  const tried = levels.map(({ when }, index) => `WHEN ${when} THEN ${index}`);
  // Most pairs are equal or nothing alike: those go first.
  const first = levels[0]?.code === 'exact' ? tried.splice(0, 1) : [];
  return [
    `CASE WHEN ${missing} THEN ${MISSING}`,
    ...first,
    ...(tried.length === 0
      ? []
      : [`WHEN ${plausible ?? 'TRUE'} THEN CASE ${tried.join('\n')} ELSE ${levels.length} END`]),
    `ELSE ${levels.length} END`,
  ].join('\n');
}

/** The columns of a comparison: a rule that uses one of them says nothing new about it. */
export function columnsUsed({ spec }: CompiledComparison): readonly string[] {
  const { swapped_with: swapped } = spec.options;
  return typeof swapped === 'string' ? [...spec.columns, swapped] : spec.columns;
}
