import { type Engine, sqlName } from '#engine/engine.ts';
import type { LinkageResult } from '../link-tables.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';
import { type Agreement, agreement, type Evaluation } from './evaluation.ts';
import { thresholdCurve } from './threshold-curve.ts';

/** Real pairs that are looked at one by one, to tell which were never compared. */
const LISTED_PAIRS = 20_000_000;

export interface EvaluationInput {
  readonly spec: LinkageSpec;
  /** The relations given to `linkTables`. */
  readonly left: string;
  readonly right?: string | undefined;
  readonly result: LinkageResult;
}

/**
 * Measures what `linkTables` left in the engine by the spec's truth columns. Pairs are counted by group sizes,
 * so that the work grows with records and compared pairs only. Between two tables only pairs across count.
 *
 * Leaves two temporary tables: `linkage_truth` (side, id, truth) of records whose truth is known, and
 * `linkage_judged_pair`, the pairs of `linkage_pair` both records of which are known, with `is_real`.
 *
 * @throws TypeError when the spec names no truth or no id
 */
export async function evaluateLinkage(engine: Engine, input: EvaluationInput): Promise<Evaluation> {
  await makeTruth(engine, input);
  await makeJudgedPairs(engine, input.right === undefined);
  const isOneTable = input.right === undefined;
  const real = await countReal(engine, isOneTable);
  const { curve, best } = await thresholdCurve(engine, real, input.result.constraint, isOneTable);
  return Object.freeze({
    known: await countKnown(engine),
    links: await linkAgreement(engine, real),
    clusters: await clusterAgreement(engine, real, isOneTable),
    curve,
    best,
    neverCompared: await countNeverCompared(engine, input, real),
  });
}

async function makeTruth(engine: Engine, { spec, left, right }: EvaluationInput): Promise<void> {
  const { id, truth } = spec;
  if (id === undefined || truth === undefined) throw new TypeError('the spec names no id or no truth');
  const known = (side: 'left' | 'right', relation: string) => `
    SELECT
      '${side}' AS side,
      CAST(${sqlName(id[side])} AS VARCHAR) AS id,
      nullif(trim(CAST(${sqlName(truth[side])} AS VARCHAR)), '') AS truth
    FROM ${sqlName(relation)}`;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_truth AS
    SELECT *
    FROM (${known('left', left)}${right === undefined ? '' : ` UNION ALL ${known('right', right)}`})
    WHERE truth IS NOT NULL`);
}

async function makeJudgedPairs(engine: Engine, isOneTable: boolean): Promise<void> {
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_judged_pair AS
    SELECT p.left_id, p.right_id, p.weight, p.probability, p.decision, a.truth = b.truth AS is_real
    FROM linkage_pair p
    JOIN linkage_truth a ON a.side = 'left' AND a.id = CAST(p.left_id AS VARCHAR)
    JOIN linkage_truth b ON b.side = '${isOneTable ? 'left' : 'right'}' AND b.id = CAST(p.right_id AS VARCHAR)`);
}

async function countKnown(engine: Engine): Promise<{ left: number; right: number }> {
  const [row] = await engine.rows<{ known_left: number; known_right: number }>(`
    SELECT
      count(*) FILTER (side = 'left') AS known_left,
      count(*) FILTER (side = 'right') AS known_right
    FROM linkage_truth`);
  return { left: row!.known_left, right: row!.known_right };
}

async function countReal(engine: Engine, isOneTable: boolean): Promise<number> {
  return await countWithin(engine, 'SELECT truth AS group_key, side FROM linkage_truth', isOneTable);
}

/** Pairs within groups: n (n − 1) ÷ 2 of one table, left · right of two. */
async function countWithin(engine: Engine, members: string, isOneTable: boolean): Promise<number> {
  const pairs = isOneTable ? 'n * (n - 1) / 2' : 'n_left * (n - n_left)';
  const [row] = await engine.rows<{ pairs: number }>(`
    SELECT CAST(coalesce(sum(${pairs}), 0) AS DOUBLE) AS pairs
    FROM (
      SELECT CAST(count(*) AS DOUBLE) AS n, CAST(count(*) FILTER (side = 'left') AS DOUBLE) AS n_left
      FROM (${members})
      GROUP BY group_key
    )`);
  return row!.pairs;
}

async function linkAgreement(engine: Engine, real: number): Promise<Agreement> {
  const [row] = await engine.rows<{ found: number; hits: number }>(`
    SELECT count(*) AS found, count(*) FILTER (is_real) AS hits
    FROM linkage_judged_pair
    WHERE decision = 'LINK'`);
  return agreement(row!.found, row!.hits, real);
}

async function clusterAgreement(engine: Engine, real: number, isOneTable: boolean): Promise<Agreement> {
  const members = (key: string) => `
    SELECT ${key} AS group_key, t.side
    FROM linkage_truth t
    JOIN linkage_cluster c ON c.side = t.side AND CAST(c.id AS VARCHAR) = t.id`;
  const found = await countWithin(engine, members('c.cluster_id'), isOneTable);
  const right = await countWithin(engine, members('(c.cluster_id, t.truth)'), isOneTable);
  return agreement(found, right, real);
}

/** Looks at every real pair's blocking keys, which `linkTables` leaves beside the cleaned records. */
async function countNeverCompared(
  engine: Engine,
  { spec, right }: EvaluationInput,
  real: number,
): Promise<number | undefined> {
  if (real > LISTED_PAIRS) return undefined;
  const [row] = await engine.rows<{ n: number }>(
    `SELECT count(*) AS n FROM (${await neverComparedSql(engine, spec, right === undefined)})`,
  );
  return row!.n;
}

/** Query of left_id, right_id of the real pairs that agree by no blocking rule. */
export async function neverComparedSql(
  engine: Engine,
  spec: LinkageSpec,
  isOneTable: boolean,
): Promise<string> {
  const other = isOneTable ? 'linkage_left' : 'linkage_right';
  const described = await engine.rows<{ column_name: string; column_type: string }>(
    'DESCRIBE SELECT * FROM linkage_left',
  );
  const types = new Map(described.map(({ column_name, column_type }) => [column_name, column_type]));
  const agreements = spec.blocking.map((_, rule) =>
    types.get(`k${rule}`)?.endsWith('[]')
      ? `coalesce(list_has_any(l.k${rule}, r.k${rule}), FALSE)`
      : `coalesce(l.k${rule} = r.k${rule}, FALSE)`,
  );
  const records = (table: string, side: string) =>
    `(SELECT t.truth AS truth__, x.* FROM ${table} x JOIN linkage_truth t ON t.side = '${side}' AND t.id = CAST(x.id AS VARCHAR))`;
  return `
    SELECT l.id AS left_id, r.id AS right_id
    FROM ${records('linkage_left', 'left')} l
    JOIN ${records(other, isOneTable ? 'left' : 'right')} r ON r.truth__ = l.truth__${isOneTable ? ' AND l.r < r.r' : ''}
    WHERE NOT (${['FALSE', ...agreements].join(' OR ')})`;
}
