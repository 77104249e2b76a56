import type { Engine } from '#engine/engine.ts';
import type { SampleKeys } from './prepare-samples.ts';

/**
 * How far one column follows from another: of the evidence that agreement in `column` would be, the share that
 * agreement in `by` has already given (1: postcode → state; 0: nothing to do with each other).
 */
export interface Determined {
  readonly column: number;
  readonly by: number;
  readonly share: number;
}

/** Pairs looked at for each column, and the fewest that prove anything. */
const LOOKED_AT = 30_000;
const LEAST_PAIRS = 40;
/** Share of strangers among those who agree, below which the column is a person's own. */
const LEAST_STRANGERS = 0.15;

/**
 * Measures dependence between columns among records of different persons: those who agree in one column, but in
 * no part of any column that is a person's own (given name, birth).
 * @param indexes the columns to look at
 * @param own numbers of the columns that are a person's own
 * @param wholes number of the key candidate that is each column's whole value
 * @param chances of the key candidates
 */
export async function findDetermined(
  engine: Engine,
  keys: SampleKeys,
  {
    indexes,
    own,
    wholes,
    chances,
  }: {
    readonly indexes: readonly number[];
    readonly own: ReadonlySet<number>;
    readonly wholes: readonly number[];
    readonly chances: readonly number[];
  },
): Promise<readonly Determined[]> {
  const rows = keys.sampledRows.left;
  const sameInOwn = keys.candidates.flatMap(({ index }, i) =>
    own.has(index) ? [`coalesce(l.k${i} = r.k${i}, FALSE)`] : [],
  );
  const ownFilled = [...own].map(
    (index) => `(l.k${wholes[index]!} IS NOT NULL AND r.k${wholes[index]!} IS NOT NULL)`,
  );
  if (ownFilled.length === 0) return [];
  const found: Determined[] = [];
  for (const by of indexes) {
    const key = `k${wholes[by]!}`;
    const pairs = (chances[wholes[by]!]! * rows * rows) / 2;
    const others = indexes.filter((column) => column !== by);
    if (others.length === 0) break;
    const compared = others.map((column, i) => `l.k${wholes[column]!} = r.k${wholes[column]!} AS same${i}`);
    const [row] = await engine.rows<Record<string, number | null>>(`
      SELECT
        avg(CAST(are_strangers AS INTEGER)) AS strangers,
        ${others
          .map(
            (_, i) =>
              `count(same${i}) FILTER (are_strangers) AS n${i}, avg(CAST(same${i} AS INTEGER)) FILTER (are_strangers) AS a${i}`,
          )
          .join(',\n        ')}
      FROM (
        SELECT NOT (${sameInOwn.join(' OR ')}) AS are_strangers, ${compared.join(', ')}
        FROM ${keys.left} l
        JOIN ${keys.left} r ON l.${key} = r.${key}
        WHERE l.r < r.r
          AND l.r < ${Math.ceil(rows * Math.min(1, LOOKED_AT / Math.max(pairs, 1)))}
          AND (${ownFilled.join(' OR ')})
      )
    `);
    // Who shares a mobile phone with somebody of quite another name and birth is that person, misspelt.
    if ((row!.strangers ?? 0) < LEAST_STRANGERS) continue;
    for (const [i, column] of others.entries()) {
      const chance = chances[wholes[column]!]!;
      const agreeing = row![`a${i}`] ?? 0;
      if (row![`n${i}`]! < LEAST_PAIRS || agreeing <= chance || chance <= 0) continue;
      found.push(Object.freeze({ column, by, share: Math.log2(agreeing / chance) / -Math.log2(chance) }));
    }
  }
  return found;
}
