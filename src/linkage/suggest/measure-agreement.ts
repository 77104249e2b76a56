import type { Engine } from '#engine/engine.ts';
import { allSamplePairs, countSamplePairs } from './count-key-pairs.ts';
import type { SampleKeys } from './prepare-samples.ts';
import type { SuggestedColumn } from './suggested-column.ts';

/** How a key candidate behaves. Probabilities, blank values left aside. */
export interface KeyBehaviour {
  /** That two records picked at random agree. */
  readonly chance: number;
  /** That two records of one person agree. */
  readonly agreeing: number;
  /** Pairs of (probably) one person that this rests on; 0: on experience alone. */
  readonly seen: number;
}

/** Agreement of pairs of one person in the whole value, before anything is measured. */
const USUAL_AGREEMENT: Readonly<Record<string, number>> = Object.freeze({
  name: 0.82,
  chinese_name: 0.85,
  text: 0.72,
  chinese_address: 0.5,
  date: 0.86,
  code: 0.82,
  phone: 0.7,
  email: 0.75,
  exact: 0.93,
  number: 0.85,
});

/** So many pairs would have to be seen to outweigh experience. */
const EXPERIENCE = 15;

/** Pairs that one anchor may make in the samples, and pairs looked at, of all anchors together. */
const MAX_ANCHOR_PAIRS = 400_000;
const LOOKED_AT = 60_000;

/** Columns whose evidence is not simply added up, by number. */
export interface EvidenceGroups {
  /** What a household has in common: together never enough to be one person. */
  readonly household: ReadonlySet<number>;
  /** What other columns have said already. */
  readonly repeated: ReadonlySet<number>;
}

/** Probability of each key candidate that two records picked at random agree, both filled. */
export async function measureChances(engine: Engine, keys: SampleKeys): Promise<readonly number[]> {
  const chances: number[] = [];
  for (const [i] of keys.candidates.entries()) {
    const both = await countFilled(engine, keys, i);
    chances.push((await countSamplePairs(engine, keys, [i])) / Math.max(1, both));
  }
  return chances;
}

/**
 * Measures how the keys of pairs of one person agree, without knowing who is one person: pairs that agree in two
 * columns which hardly ever agree by chance are looked at, and each column is judged by the pairs that the other
 * columns show to be one person. Columns of one household (address, phone, surname) together count as one.
 */
export async function measureAgreement(
  engine: Engine,
  keys: SampleKeys,
  columns: readonly SuggestedColumn[],
  chances: readonly number[],
  { household, repeated }: EvidenceGroups,
): Promise<readonly KeyBehaviour[]> {
  const all = allSamplePairs(keys);
  const wholes = columns.map((_, index) =>
    keys.candidates.findIndex((candidate) => candidate.index === index && candidate.of === undefined),
  );
  const bits = wholes.map((whole, index) =>
    repeated.has(index) ? 0 : -Math.log2(Math.max(chances[whole]!, 1 / Math.max(all, 2))),
  );
  const anchors = await chooseAnchors(
    engine,
    keys,
    wholes.filter((_, index) => !repeated.has(index)),
    chances,
    all,
  );
  const counts =
    anchors.length > 0 ? await countAgreement(engine, keys, wholes, bits, household, anchors) : [];
  return keys.candidates.map(({ index, surviving, isCountedWhole }, i) => {
    const usual = USUAL_AGREEMENT[columns[index]!.kind] ?? 0.85;
    const experience = i === wholes[index] ? usual : usual + (1 - usual) * surviving;
    const { seen = 0, agreed = 0 } = isCountedWhole ? {} : (counts[i] ?? {});
    return Object.freeze({
      chance: chances[i]!,
      agreeing: (agreed + experience * EXPERIENCE) / (seen + EXPERIENCE),
      seen,
    });
  });
}

async function countFilled(engine: Engine, keys: SampleKeys, candidate: number): Promise<number> {
  const filled = async (table: string) =>
    (await engine.rows<{ n: number }>(`SELECT count(k${candidate}) AS n FROM ${table}`))[0]!.n;
  const left = await filled(keys.left);
  return keys.isOneTable ? (left * (left - 1)) / 2 : left * (await filled(keys.right));
}

/** Key candidates, and the pairs of the samples that agree in all of them. */
interface Anchor {
  readonly parts: readonly number[];
  readonly pairs: number;
}

/** Pairs of columns that agree by chance so rarely that most pairs which agree in both are one person. */
async function chooseAnchors(
  engine: Engine,
  keys: SampleKeys,
  wholes: readonly number[],
  chances: readonly number[],
  all: number,
): Promise<Anchor[]> {
  const wanted = Math.max(50, 2 * Math.max(keys.sampledRows.left, keys.sampledRows.right));
  const twos = wholes
    .flatMap((a, i) => wholes.slice(i + 1).map((b) => [a, b] as const))
    .map((anchor) => ({ anchor, expected: all * anchor.reduce((p, i) => p * chances[i]!, 1) }))
    .filter(({ expected }) => expected < wanted)
    .toSorted((x, y) => x.expected - y.expected);
  const uses = new Map<number, number>();
  const chosen: Anchor[] = [];
  for (const { anchor } of twos) {
    if (chosen.length >= 12) break;
    if (anchor.some((i) => (uses.get(i) ?? 0) >= 4)) continue;
    const pairs = await countSamplePairs(engine, keys, anchor);
    if (pairs === 0 || pairs > MAX_ANCHOR_PAIRS) continue;
    chosen.push({ parts: anchor, pairs });
    for (const i of anchor) uses.set(i, (uses.get(i) ?? 0) + 1);
  }
  return chosen;
}

async function countAgreement(
  engine: Engine,
  keys: SampleKeys,
  wholes: readonly number[],
  bits: readonly number[],
  householdColumns: ReadonlySet<number>,
  anchors: readonly Anchor[],
): Promise<{ seen: number; agreed: number }[]> {
  const fewer = Math.min(keys.sampledRows.left, keys.sampledRows.right);
  // Odds of sixteen to one if a twentieth of the records that could have a partner have one.
  const enough = Math.log2(allSamplePairs(keys)) - Math.log2(Math.max(1, fewer / 20)) + 4;
  const household = Math.max(0, Math.log2(Math.max(2, fewer)) - 3);
  const share = Math.min(1, LOOKED_AT / anchors.reduce((sum, { pairs }) => sum + pairs, 0));
  const order = `${keys.isOneTable ? ' AND l.r < r.r' : ''} AND l.r < ${Math.ceil(keys.sampledRows.left * share)}`;
  const agrees = (i: number) => `l.k${i} = r.k${i}`;
  const both = (i: number) => `(l.k${i} IS NOT NULL AND r.k${i} IS NOT NULL)`;
  const weight = (index: number) =>
    `CASE WHEN ${agrees(wholes[index]!)} THEN ${bits[index]!.toFixed(3)} WHEN ${both(wholes[index]!)} THEN -1.5 ELSE 0 END`;
  const found = anchors.map(({ parts }, a) => `coalesce(${parts.map(agrees).join(' AND ')}, FALSE) AS a${a}`);
  const sum = (indexes: readonly number[]) => indexes.map((i) => `w${i}`).join(' + ') || '0';
  const evidence = (without: number) => {
    const others = wholes.map((_, i) => i).filter((i) => i !== without);
    const shared = others.filter((i) => householdColumns.has(i));
    const own = others.filter((i) => !householdColumns.has(i));
    return `${sum(own)} + least(${sum(shared)}, ${household.toFixed(3)})`;
  };
  const isFoundWithout = (index: number) =>
    anchors.flatMap(({ parts }, a) => (parts.includes(wholes[index]!) ? [] : [`a${a}`])).join(' OR ') ||
    'FALSE';
  const [row] = await engine.rows<Record<string, number>>(`
    WITH
    pair AS (
      ${anchors
        .map(
          ({ parts }) => `SELECT l.r AS left_r, r.r AS right_r
      FROM ${keys.left} l JOIN ${keys.right} r ON ${parts.map(agrees).join(' AND ')}${order}`,
        )
        .join('\n      UNION\n      ')}
    ),
    weighed AS (
      SELECT
        ${[
          ...wholes.map((_, i) => `${weight(i)} AS w${i}`),
          ...found,
          ...keys.candidates.map((_, i) => `CASE WHEN ${both(i)} THEN ${agrees(i)} END AS g${i}`),
        ].join(',\n        ')}
      FROM pair
      JOIN ${keys.left} l ON l.r = pair.left_r
      JOIN ${keys.right} r ON r.r = pair.right_r
    ),
    judged AS (
      SELECT
        *,
        ${wholes.map((_, i) => `(${isFoundWithout(i)}) AND ${evidence(i)} >= ${enough.toFixed(3)} AS e${i}`).join(',\n        ')}
      FROM weighed
    )
    SELECT
      ${keys.candidates
        .map(
          ({ index }, i) =>
            `count(*) FILTER (e${index} AND g${i} IS NOT NULL) AS seen${i}, count(*) FILTER (e${index} AND g${i}) AS agreed${i}`,
        )
        .join(',\n      ')}
    FROM judged
  `);
  return keys.candidates.map((_, i) => ({ seen: row![`seen${i}`]!, agreed: row![`agreed${i}`]! }));
}
