import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import type { LinkageModel } from '../linkage-model.ts';
import { sourceText } from '../records/source-sql.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';
import type { ChosenPair } from './choose-pairs.ts';

/** What one comparison says of a pair. */
export interface Contribution {
  readonly comparison: string;
  /** Code and label of the level reached; `missing`: a value is blank. */
  readonly level: string;
  readonly label: string;
  /** Bits. */
  readonly weight: number;
  /** The compared columns as both files have them. */
  readonly values: readonly { readonly column: string; readonly left: string; readonly right: string }[];
}

/** A pair with everything that speaks for and against it. */
export interface PairEvidence extends ChosenPair {
  /** Sum of the contributions, and of these with the prior; bits. Undefined when the pair was never compared. */
  readonly weight: number | undefined;
  readonly probability: number | undefined;
  readonly decision: string | undefined;
  readonly contributions: readonly Contribution[];
}

/**
 * Reads the evidence of pairs, in their order. A pair that `linkage_pair` does not hold comes with its values
 * only.
 */
export async function readPairEvidence(
  engine: Engine,
  {
    spec,
    left,
    right = left,
    model,
  }: { spec: LinkageSpec; left: string; right?: string | undefined; model: LinkageModel },
  pairs: readonly ChosenPair[],
): Promise<readonly PairEvidence[]> {
  if (pairs.length === 0) return [];
  const { id } = spec;
  if (id === undefined) throw new TypeError('the spec names no id');
  const wanted = pairs.map(
    ({ leftId, rightId }, place) => `(${place}, ${sqlText(leftId)}, ${sqlText(rightId)})`,
  );
  const rows = await engine.rows<Record<string, string | number | null>>(`
    SELECT
      w.place,
      p.weight,
      p.probability,
      p.decision
      ${spec.comparisons.map(({ name }, i) => `, p.${sqlName(`${name}_level`)} AS level${i}, p.${sqlName(`${name}_weight`)} AS weight${i}`).join('')}
      ${spec.columns.map((column, i) => `, ${sourceText(column, 'left', 'l')} AS left${i}, ${sourceText(column, 'right', 'r')} AS right${i}`).join('')}
    FROM (VALUES ${wanted.join(', ')}) w(place, left_id, right_id)
    LEFT JOIN linkage_pair p ON CAST(p.left_id AS VARCHAR) = w.left_id AND CAST(p.right_id AS VARCHAR) = w.right_id
    LEFT JOIN ${sqlName(left)} l ON CAST(l.${sqlName(id.left)} AS VARCHAR) = w.left_id
    LEFT JOIN ${sqlName(right)} r ON CAST(r.${sqlName(id.right)} AS VARCHAR) = w.right_id
    ORDER BY w.place`);
  return rows.map((row) => evidence(row, spec, model, pairs[Number(row.place)]!));
}

function evidence(
  row: Record<string, string | number | null>,
  spec: LinkageSpec,
  model: LinkageModel,
  pair: ChosenPair,
): PairEvidence {
  const number = (column: string) => (row[column] == null ? undefined : Number(row[column]));
  const contributions = spec.comparisons.map(({ name, columns }, index) => {
    const level = String(row[`level${index}`] ?? '');
    return {
      comparison: name,
      level,
      label: levelLabel(model, name, level),
      weight: number(`weight${index}`) ?? 0,
      values: columns.map((column) => {
        const place = spec.columns.findIndex((known) => known.name === column);
        return { column, left: String(row[`left${place}`] ?? ''), right: String(row[`right${place}`] ?? '') };
      }),
    };
  });
  return Object.freeze({
    ...pair,
    weight: number('weight'),
    probability: number('probability'),
    decision: row.decision == null ? undefined : String(row.decision),
    contributions,
  });
}

function levelLabel(model: LinkageModel, comparison: string, code: string): string {
  const levels = model.comparisons.find(({ name }) => name === comparison)?.levels ?? [];
  return levels.find((level) => level.code === code)?.label ?? code;
}
