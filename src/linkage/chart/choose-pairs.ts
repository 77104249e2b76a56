import { type Engine, sqlText } from '#engine/engine.ts';
import { neverComparedSql } from '../evaluate/evaluate-linkage.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';

/** A pair to be shown, by the ids of its records as text. */
export interface ChosenPair {
  readonly leftId: string;
  readonly rightId: string;
}

const IDS = 'CAST(left_id AS VARCHAR) AS left_id, CAST(right_id AS VARCHAR) AS right_id';

/** Typical links, those that only just are, those just not (to be reviewed first), and what was refused. */
export interface PairExamples {
  readonly strong: readonly ChosenPair[];
  readonly borderline: readonly ChosenPair[];
  readonly rejected: readonly ChosenPair[];
}

/** Some pairs of each sort; which ones depends on the pairs alone. */
export async function choosePairs(engine: Engine, pairsOfEach = 3): Promise<PairExamples> {
  const half = Math.ceil(pairsOfEach / 2);
  // spread over all links, so that not only perfect agreement is seen
  const strong = `
    FROM (SELECT *, ntile(${pairsOfEach}) OVER (ORDER BY weight DESC, left_id, right_id) AS part FROM linkage_pair WHERE decision = 'LINK')
    QUALIFY row_number() OVER (PARTITION BY part ORDER BY weight DESC, left_id, right_id) = 1
    ORDER BY weight DESC, left_id, right_id`;
  const linked = `FROM linkage_pair WHERE decision = 'LINK' ORDER BY probability, left_id, right_id LIMIT ${half}`;
  const missed = `FROM linkage_pair WHERE decision <> 'LINK' ORDER BY decision = 'REVIEW' DESC, probability DESC, left_id, right_id LIMIT ${pairsOfEach}`;
  const rejected = `FROM linkage_pair WHERE decision = 'NO' ORDER BY probability DESC, left_id, right_id LIMIT 1000`;
  const strongest = await pairs(engine, strong);
  const borderline = unlike(strongest, [...(await pairs(engine, linked)), ...(await pairs(engine, missed))]);
  const refused = unlike(
    [...strongest, ...borderline],
    spread(await pairs(engine, rejected), pairsOfEach * 2),
  );
  return Object.freeze({ strong: strongest, borderline, rejected: refused.slice(0, pairsOfEach) });
}

/** Pairs that were linked and are not one person, surest first. After `evaluateLinkage`. */
export async function falseLinks(engine: Engine, limit: number): Promise<readonly ChosenPair[]> {
  return await pairs(
    engine,
    `FROM linkage_judged_pair WHERE decision = 'LINK' AND NOT is_real ORDER BY probability DESC, weight DESC, left_id, right_id LIMIT ${limit}`,
  );
}

/** Pairs of one person that were compared and not linked, likeliest first. After `evaluateLinkage`. */
export async function missedLinks(engine: Engine, limit: number): Promise<readonly ChosenPair[]> {
  return await pairs(
    engine,
    `FROM linkage_judged_pair WHERE decision <> 'LINK' AND is_real ORDER BY probability DESC, weight DESC, left_id, right_id LIMIT ${limit}`,
  );
}

/** Pairs of one person that no blocking rule brought together. After `evaluateLinkage`. */
export async function neverCompared(
  engine: Engine,
  spec: LinkageSpec,
  isOneTable: boolean,
  limit: number,
): Promise<readonly ChosenPair[]> {
  return await pairs(
    engine,
    `FROM (${await neverComparedSql(engine, spec, isOneTable)}) ORDER BY hash(left_id), left_id, right_id LIMIT ${limit}`,
  );
}

/** The asked pairs as `linkage_pair` has them: of one table they may be given in either order. */
export async function findPairs(
  engine: Engine,
  asked: readonly ChosenPair[],
  isOneTable: boolean,
): Promise<readonly ChosenPair[]> {
  if (asked.length === 0 || !isOneTable) return asked;
  const turned = asked.map(({ leftId, rightId }) => ({ leftId: rightId, rightId: leftId }));
  const wanted = turned.map(({ leftId, rightId }) => `(${sqlText(leftId)}, ${sqlText(rightId)})`);
  const found = await pairs(
    engine,
    `FROM linkage_pair WHERE (CAST(left_id AS VARCHAR), CAST(right_id AS VARCHAR)) IN (${wanted.join(', ')})`,
  );
  return asked.map(
    (pair) => found.find(({ leftId, rightId }) => leftId === pair.rightId && rightId === pair.leftId) ?? pair,
  );
}

/** @param from what follows the list of columns */
async function pairs(engine: Engine, from: string): Promise<ChosenPair[]> {
  const rows = await engine.rows<{ left_id: string; right_id: string }>(`SELECT ${IDS} ${from}`);
  return rows.map(({ left_id, right_id }) => Object.freeze({ leftId: left_id, rightId: right_id }));
}

function unlike(seen: readonly ChosenPair[], wanted: readonly ChosenPair[]): ChosenPair[] {
  const key = ({ leftId, rightId }: ChosenPair) => JSON.stringify([leftId, rightId]);
  const known = new Set(seen.map(key));
  return wanted.filter((pair) => {
    if (known.has(key(pair))) return false;
    known.add(key(pair));
    return true;
  });
}

/** Evenly chosen ones of a list, its first and last among them. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.round((i * (list.length - 1)) / (count - 1))]!);
}
