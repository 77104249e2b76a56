import type { Engine } from '#engine/engine.ts';
import { type BlockingCount, countPairs } from './blocking/count-pairs.ts';
import { makePairs } from './blocking/make-pairs.ts';
import { clusterRecords } from './clustering/cluster-records.ts';
import { applyConstraint } from './decision/apply-constraint.ts';
import { chooseThreshold, type ProbabilityCount } from './decision/choose-threshold.ts';
import { countWeights } from './decision/count-weights.ts';
import { findConstraint } from './decision/find-constraint.ts';
import { ratePairs } from './decision/rate-pairs.ts';
import {
  evidenceColumns,
  LEAST_PROBABILITY,
  PAIR_COLUMNS,
  pairRecords,
  writePairs,
} from './decision/write-pairs.ts';
import type { LinkageModel } from './linkage-model.ts';
import { LINKAGE_PRELUDE } from './linkage-prelude.ts';
import { comparedTable, makeRecordTables, pairCount } from './records/record-tables.ts';
import { comparePairs } from './scoring/compare-pairs.ts';
import { compileComparisons } from './scoring/level-sql.ts';
import { scorePairs } from './scoring/score-pairs.ts';
import { weightsSql } from './scoring/weight-sql.ts';
import type { LinkageSpec } from './spec/linkage-spec.ts';
import { oddsBits, priorOf } from './training/prior.ts';
import { trainModel } from './training/train-model.ts';

/** How far the work is. */
export interface LinkProgress {
  readonly step: 'clean' | 'block' | 'train' | 'compare' | 'decide' | 'cluster';
  readonly detail: string;
  /** Since the beginning. */
  readonly seconds: number;
}

export interface LinkOptions {
  readonly spec: LinkageSpec;
  /** Relations (tables or views) of the engine. Without `right` the left one is linked with itself. */
  readonly left: string;
  readonly right?: string | undefined;
  /** Weights of an earlier run; without them the model is trained on these tables. */
  readonly model?: LinkageModel | undefined;
  /** Relation of an earlier run's `linkage_frequency`; without it values are counted in these tables. */
  readonly frequencies?: string | undefined;
  /** Relation (left_id, right_id) of pairs known to be one person: m is counted on them. */
  readonly knownPairs?: string | undefined;
  readonly onProgress?: ((progress: LinkProgress) => void) | undefined;
}

/** What was found, as temporary tables of the engine, overwritten by the next call. */
export interface LinkageResult {
  readonly model: LinkageModel;
  readonly records: { readonly left: number; readonly right: number };
  readonly blocking: readonly BlockingCount[];
  /** Distinct pairs compared. */
  readonly compared: number;
  /**
   * log2 of the prior odds of a pair: of any two records, or, under a constraint, of two that are still free. With the
   * weight it makes the probability, from which pairs that compete for a record take from each other.
   */
  readonly priorBits: number;
  /** Probability from which a pair is a link, and from which it is worth a look. */
  readonly threshold: number;
  readonly reviewFrom: number;
  /** The constraint obeyed, and why. */
  readonly constraint: 'none' | 'one_to_one' | 'many_to_one';
  readonly constraintReason: string;
  /** F1 that the model itself expects at the threshold. */
  readonly expectedF1: number;
  readonly links: number;
  readonly clusters: number;
  /**
   * Table `linkage_pair`: left_id, right_id (as in the tables), weight FLOAT (bits, the prior left aside),
   * probability DOUBLE, decision (`LINK`, `REVIEW`, `NO`), and of each comparison c `c_level` VARCHAR (code,
   * `missing`, `else`) and `c_weight` FLOAT (rarity of the value included). Pairs of a probability below
   * 0.0001 are not kept.
   */
  readonly pairs: 'linkage_pair';
  /** Table `linkage_cluster`: side (`left`, `right`), id, cluster_id BIGINT from 1: every record once. */
  readonly clusterTable: 'linkage_cluster';
  /** Table `linkage_frequency`: column_name, value, bits: to be given again with the model. */
  readonly frequencies: 'linkage_frequency';
}

/**
 * Between two tables pairs are kept that weigh so many bits less: under a constraint the odds of records still free
 * may be that much better.
 */
const FREE_BITS = 7;
/** No F1 worth having is best at a smaller probability: the best threshold is half the F1 there. */
const LEAST_LINK = 0.02;
/** Probability from which a link counts as sure when the constraint is looked for. */
const SURE = 0.95;

/**
 * Links two tables, or one with itself: cleans, blocks, learns the weights unless they are given, compares,
 * chooses the threshold, obeys the constraint, clusters.
 *
 * @throws LinkageError TOO_MANY_PAIRS
 * @throws EngineError
 */
export async function linkTables(engine: Engine, options: LinkOptions): Promise<LinkageResult> {
  const { spec } = options;
  const tell = teller(options);
  const { tables, comparisons, valueTables, blocking, compared } = await compareTables(engine, options, tell);
  if (!options.model) tell('train');
  const trained =
    options.model ??
    (await trainModel(engine, {
      spec,
      tables,
      comparisons,
      valueTables,
      compared,
      knownPairs: options.knownPairs,
    }));
  const trainedBits = oddsBits(trained.prior);
  await scorePairs(engine, {
    tables,
    comparisons,
    model: trained,
    floorBits: oddsBits(LEAST_PROBABILITY) - trainedBits - (tables.isOneTable ? 0 : FREE_BITS),
  });

  tell('decide');
  const weights = await countWeights(engine, 'linkage_scored');
  const prior = options.model ? trained.prior : priorOf(weights, pairCount(tables)).prior;
  const { constraint, reason } = await findConstraint(engine, spec.constraint, tables, {
    links: 'linkage_scored',
    sureBits: oddsBits(SURE) - oddsBits(prior),
  });
  const rated = await ratePairs(engine, { tables, constraint, weights, prior });
  const model = Object.freeze({ ...trained, prior: rated.prior });
  const fixed = spec.threshold === 'auto' ? undefined : spec.threshold;
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_link AS
    SELECT l, r, weight, probability
    FROM linkage_rated
    WHERE probability >= ${Math.min(LEAST_LINK, fixed ?? 1)}
  `);
  await applyConstraint(engine, constraint);
  const decided = chooseThreshold(await probabilityHistogram(engine), rated.expectedMatches, fixed);
  await engine.run(`DELETE FROM linkage_link WHERE probability < ${decided.threshold}`);

  tell('cluster');
  const clusters = await clusterRecords(engine, {
    tables,
    comparisons,
    valueTables,
    weight: weightsSql(comparisons, model, (c) => `v.g${c}`).join('\n+ '),
    linkBits: oddsBits(decided.threshold) - rated.priorBits,
    canSplit: constraint === 'none',
  });
  const reviewFrom = spec.reviewFrom === 'auto' ? decided.threshold / 5 : spec.reviewFrom;
  const links = await writePairs(engine, { tables, comparisons, model, reviewFrom });
  return Object.freeze({
    model,
    records: { left: tables.leftCount, right: tables.rightCount },
    blocking,
    compared,
    priorBits: rated.priorBits,
    threshold: decided.threshold,
    reviewFrom,
    constraint,
    constraintReason: reason,
    expectedF1: decided.expectedF1,
    links,
    clusters,
    pairs: 'linkage_pair',
    clusterTable: 'linkage_cluster',
    frequencies: 'linkage_frequency',
  });
}

/**
 * Only learns the weights; `linkage_frequency` then holds what the model knows of the values' rarity.
 * @throws LinkageError TOO_MANY_PAIRS
 */
export async function trainTables(
  engine: Engine,
  options: Omit<LinkOptions, 'model'>,
): Promise<LinkageModel> {
  const tell = teller(options);
  const { tables, comparisons, valueTables, compared } = await compareTables(engine, options, tell);
  tell('train');
  const { spec, knownPairs } = options;
  return trainModel(engine, { spec, tables, comparisons, valueTables, compared, knownPairs });
}

/**
 * Only compares, by a model: makes `linkage_pair` as `linkTables` does, but without a decision. What a pair
 * weighs then depends on the two records, the model and the frequencies alone.
 * @param options.leastProbability pairs below it are not kept
 * @throws LinkageError TOO_MANY_PAIRS
 */
export async function scoreTables(
  engine: Engine,
  options: LinkOptions & { readonly model: LinkageModel; readonly leastProbability?: number },
): Promise<{
  readonly blocking: readonly BlockingCount[];
  readonly compared: number;
  readonly pairs: 'linkage_pair';
}> {
  const { model } = options;
  const { tables, comparisons, blocking, compared } = await compareTables(engine, options, teller(options));
  const priorBits = oddsBits(model.prior);
  await scorePairs(engine, {
    tables,
    comparisons,
    model,
    floorBits: oddsBits(options.leastProbability ?? LEAST_PROBABILITY) - priorBits,
  });
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE linkage_pair AS
    SELECT
      ${PAIR_COLUMNS},
      1 / (1 + pow(2, -(s.weight + ${priorBits}))) AS probability,
      ${evidenceColumns(comparisons, model)}
    ${pairRecords('linkage_scored', tables)}
  `);
  return { blocking, compared, pairs: 'linkage_pair' };
}

type Tell = (step: LinkProgress['step'], detail?: string) => void;

function teller({ onProgress }: Pick<LinkOptions, 'onProgress'>): Tell {
  const started = performance.now();
  return (step, detail = '') => onProgress?.({ step, detail, seconds: (performance.now() - started) / 1000 });
}

async function compareTables(engine: Engine, options: LinkOptions, tell: Tell) {
  await engine.run(LINKAGE_PRELUDE);
  tell('clean');
  const comparisons = compileComparisons(options.spec);
  const tables = await makeRecordTables(engine, { ...options, comparisons });
  tell('block');
  const blocking = await countPairs(engine, options.spec, tables);
  const compared = await makePairs(engine, tables);
  tell('compare', `${compared} pairs`);
  const valueTables = comparisons.map((comparison, c) => comparedTable(comparison, options.spec, c));
  await comparePairs(engine, {
    pairs: 'linkage_candidate',
    left: tables.left,
    right: tables.right,
    comparisons,
    compared: valueTables,
    into: 'linkage_level',
  });
  await engine.run('DROP TABLE linkage_candidate');
  return { tables, comparisons, valueTables, blocking, compared };
}

/** Links by probability, in steps of a hundredth of a bit of its odds. */
async function probabilityHistogram(engine: Engine): Promise<ProbabilityCount[]> {
  return engine.rows<{ p: number; count: number }>(`
    SELECT avg(probability) AS p, count(*) AS count
    FROM linkage_link
    GROUP BY round(log2(probability / greatest(1 - probability, 1e-12)) * 100)
    ORDER BY p DESC
  `);
}
