import type { LinkageModel } from '../linkage-model.ts';
import { agreedColumn, bitsColumn, columnsOf } from '../records/column-sql.ts';
import type { CompiledComparison } from './level-sql.ts';
import { MISSING } from './missing-level.ts';

const left = columnsOf('l');

/**
 * SQL of what each comparison adds to a pair's weight, in bits, by the model.
 * @param level SQL of the number of the level by number of comparison; the left record has the alias l
 */
export function weightsSql(
  comparisons: readonly CompiledComparison[],
  model: LinkageModel,
  level: (comparison: number) => string,
): readonly string[] {
  return comparisons.map((comparison, c) => {
    const { levels } = model.comparisons.find(({ name }) => name === comparison.spec.name)!;
    const dependence = model.dependencies.find(({ child }) => child === comparison.spec.name);
    const parent = comparisons.findIndex(({ spec }) => spec.name === dependence?.parent);
    const cases = levels.map(({ code, m, u, weight }, index) => {
      const rarity = rarityOf(comparison, index);
      // The rarity of what the pair agrees on takes the place of u.
      const base = rarity === undefined ? float(weight) : `${left(rarity)} + ${float(Math.log2(m))}`;
      const corrections = (dependence?.corrections ?? [])
        .filter(({ child }) => child === code)
        .map((correction) => {
          const number = model.comparisons
            .find(({ name }) => name === dependence!.parent)!
            .levels.findIndex((one) => one.code === correction.parent);
          const isFirst = index === 0 && number === 0;
          const bits = float(correction.bits);
          return `WHEN ${number} THEN ${
            isFirst
              ? `${float(Math.log2(m))} - ${surprise(dependence!.copied, u, rarity)} + ${bits}`
              : `${base} + ${bits}`
          }`;
        });
      const weighed =
        corrections.length === 0 ? base : `CASE ${level(parent)} ${corrections.join(' ')} ELSE ${base} END`;
      return `WHEN ${index} THEN ${bounded(weighed, comparison.maxWeight)}`;
    });
    return `CASE ${level(c)} WHEN ${MISSING} THEN ${float(0)} ${cases.join('\n')} END`;
  });
}

/** log2 of the chance that two people agree on this value when they agree on what it depends on. */
function surprise(copied: number, u: number, rarity: string | undefined): string {
  if (rarity === undefined) return float(Math.log2(copied + (1 - copied) * u));
  return `log2(${float(copied)} + ${float(1 - copied)} * pow(2, -${left(rarity)}))`;
}

function bounded(sql: string, maxWeight: number | undefined): string {
  return maxWeight === undefined ? sql : `least(${sql}, ${float(maxWeight)})`;
}

const float = (value: number) => `CAST(${value.toFixed(4)} AS FLOAT)`;

/** The column with the rarity of what pairs of a level agree on, where rarity counts. */
function rarityOf({ spec, levels }: CompiledComparison, level: number): string | undefined {
  const agreed = spec.frequency && levels[level] ? agreedColumn(levels[level]) : undefined;
  return agreed === undefined ? undefined : bitsColumn(agreed);
}
