import type { Level } from '../comparison/comparison-kind.ts';
import { COMPARISON_KINDS } from '../comparison/comparison-kinds.ts';
import { agreedColumn, bitsColumn, columnsOf } from '../records/column-sql.ts';
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

/** SQL of the number of the level that a pair reaches. */
export function levelSql(comparison: CompiledComparison): string {
  return levelCase(comparison, { missing: String(MISSING), of: (level) => String(level) });
}

/**
 * SQL of what a pair's level stands for.
 * @param values SQL for a blank value, and for the number of a level, `else` last
 */
export function levelCase(
  { missing, plausible, levels }: CompiledComparison,
  values: { missing: string; of: (level: number) => string },
): string {
  const tried = levels.map(({ when }, index) => `WHEN ${when} THEN ${values.of(index)}`);
  const otherwise = values.of(levels.length);
  // Most pairs are equal or nothing alike: those go first.
  const first = levels[0]?.code === 'exact' ? tried.splice(0, 1) : [];
  const rest = `CASE ${tried.join('\n')}\nELSE ${otherwise} END`;
  return [
    `CASE WHEN ${missing} THEN ${values.missing}`,
    ...first,
    ...(tried.length === 0 ? [] : [`WHEN ${plausible ?? 'TRUE'} THEN ${rest}`]),
    `ELSE ${otherwise} END`,
  ].join('\n');
}

/** What the pairs of a level weigh: bits, or bits less the rarity of what they agree on. */
export interface LevelWeight {
  readonly bits: number;
  /** Column whose `__bits` are added. */
  readonly rarityOf: string | undefined;
}

/**
 * SQL of the weight that a comparison adds, without going by the number of the level.
 * @param weights of each level, `else` last
 */
export function weightSql(comparison: CompiledComparison, weights: readonly LevelWeight[]): string {
  const { maxWeight } = comparison.spec;
  const bounded = (weight: LevelWeight) => {
    const sql =
      weight.rarityOf === undefined
        ? `${float(weight.bits)}`
        : `${left(bitsColumn(weight.rarityOf))} + ${float(weight.bits)}`;
    if (maxWeight === undefined) return sql;
    return weight.rarityOf === undefined
      ? float(Math.min(weight.bits, maxWeight))
      : `least(${sql}, ${float(maxWeight)})`;
  };
  return levelCase(comparison, { missing: float(0), of: (level) => bounded(weights[level]!) });
}

const float = (value: number) => `CAST(${value.toFixed(4)} AS FLOAT)`;

/** The columns of a comparison: a rule that uses one of them says nothing new about it. */
export function columnsUsed({ spec }: CompiledComparison): readonly string[] {
  const { swapped_with: swapped } = spec.options;
  return typeof swapped === 'string' ? [...spec.columns, swapped] : spec.columns;
}

/** The column whose values' rarity counts at a level, if any. */
export function rarityOf({ spec }: CompiledComparison, level: Level | undefined): string | undefined {
  return spec.frequency && level ? agreedColumn(level) : undefined;
}
