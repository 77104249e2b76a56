import type { Level } from '../comparison/comparison-kind.ts';
import { COMPARISON_KINDS } from '../comparison/comparison-kinds.ts';
import { columnsOf } from '../records/column-sql.ts';
import type { ComparisonSpec, LinkageSpec } from '../spec/linkage-spec.ts';
import { MISSING } from './missing-level.ts';

/** A comparison ready for SQL over pairs with the aliases l and r. */
export interface CompiledComparison {
  readonly spec: ComparisonSpec;
  /** The most that it may add, in bits. */
  readonly maxWeight: number | undefined;
  /** Without `else`, which comes last. */
  readonly levels: readonly Level[];
  /** Whether two equal values need no further look: they reach the first level. */
  readonly isExactFirst: boolean;
  /** SQL of the number of the level that two values reach, levels that look at other columns left aside. */
  readonly valueLevel: string;
  /** The level that looks at another column too, as when two fields were exchanged. */
  readonly crossed: { readonly level: number; readonly when: string } | undefined;
}

const left = columnsOf('l');
const right = columnsOf('r');

export function compileComparisons(spec: LinkageSpec): readonly CompiledComparison[] {
  return spec.comparisons.map((comparison) => {
    const kind = COMPARISON_KINDS[comparison.kind]!;
    const levels = kind.levels(comparison, left, right);
    const { swapped_with: _, ...options } = comparison.options;
    const uncrossed = { ...comparison, options };
    const known = new Set(kind.levels(uncrossed, left, right).map(({ code }) => code));
    const crossed = levels.findIndex(({ code }) => !known.has(code));
    const blank = comparison.columns.flatMap((column) => [
      `${left(column)} IS NULL`,
      `${right(column)} IS NULL`,
    ]);
    return Object.freeze({
      spec: comparison,
      maxWeight: comparison.maxWeight ?? kind.defaultMaxWeight,
      levels,
      isExactFirst: comparison.columns.length === 1 && levels[0]?.code === 'exact',
      valueLevel: levelCase({
        missing: kind.missing?.(comparison, left, right) ?? blank.join(' OR '),
        plausible: kind.plausible?.(uncrossed, left, right),
        levels: levels.map(({ when }, index) => (index === crossed ? undefined : when)),
      }),
      crossed: crossed < 0 ? undefined : { level: crossed, when: levels[crossed]!.when },
    });
  });
}

function levelCase(conditions: {
  missing: string;
  plausible: string | undefined;
  levels: readonly (string | undefined)[];
}): string {
  const { missing, plausible, levels } = conditions;
  const tried = levels.flatMap((when, level) => (when === undefined ? [] : [`WHEN ${when} THEN ${level}`]));
  const otherwise = `ELSE ${levels.length} END`;
  const among = tried.length === 0 ? `${levels.length}` : `CASE ${tried.join('\n')} ${otherwise}`;
  // Most different values are nothing alike.
  return `CASE WHEN ${missing} THEN ${MISSING} WHEN ${plausible ?? 'TRUE'} THEN ${among} ${otherwise}`;
}

/** The columns that a comparison looks at. */
export function columnsUsed({ spec }: Pick<CompiledComparison, 'spec'>): readonly string[] {
  const { swapped_with: swapped } = spec.options;
  return typeof swapped === 'string' ? [...spec.columns, swapped] : spec.columns;
}
