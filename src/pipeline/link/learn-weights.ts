import { readFileSync } from 'node:fs';
import type { Engine } from '#engine/engine.ts';
import { parseModel } from '#engine/model.ts';
import { trainTables } from '#linkage/link-tables.ts';
import type { LinkageModel, TrainedComparison } from '#linkage/linkage-model.ts';
import { getOnlyColumn } from '#linkage/spec/column-source.ts';
import type { LinkageSpec } from '#linkage/spec/linkage-spec.ts';

/** With fewer persons of several records nothing can be learned. */
export const MIN_KNOWN_PERSONS = 5000;

/** Persons of whom a record is taken aside to learn from. */
const SAMPLE = 60_000;

/** Share of claims whose person the register knows. */
const KNOWN_SHARE = 0.9;

const SUBJECT_SQL = parseModel(
  readFileSync(new URL('./link-subject.sql', import.meta.url), 'utf8'),
  'link/link-subject.sql',
).sql;

/**
 * What numbers written wrong look like cannot be learned from records whose number is right. m: a wrong digit, an
 * exchange or a wrong check character make up nearly all slips. u: chance of such a neighbour among persons of one
 * city, its places and birth dates unevenly spread.
 */
const SLIPS: Readonly<Record<string, Readonly<Record<string, readonly [m: number, u: number]>>>> =
  Object.freeze({
    number: {
      exact: [0.0001, 1e-9],
      same_body: [0.05, 1e-8],
      one_digit: [0.6, 3e-7],
      exchanged: [0.3, 1e-7],
      birth_sequence: [0.01, 1e-7],
      birth: [0.01, 5e-5],
      two_valid: [0.0001, 0.0001],
      else: [0.03, 0.9998],
    },
    rounded: { exact: [0.99, 5e-7], else: [0.01, 0.9999995] },
  });

/**
 * Learns the weights of the spec from the register itself: of a sample of persons the record of one source is taken
 * aside and its number forgotten; it must find its person, of whom the other sources still speak. m is counted on
 * these pairs; u of lists is the share of all pairs of persons that have a value in common, of other comparisons that
 * among random pairs. Sampling goes by hash: the same tables give the same weights.
 *
 * Reads identity_record, number_person, link_subject, deployment; leaves no table behind.
 */
export async function learnWeights(engine: Engine, spec: LinkageSpec): Promise<LinkageModel> {
  await takeRecordsAside(engine);
  const learned = await trainTables(engine, {
    spec,
    left: 'training_claim',
    right: 'training_person',
    knownPairs: 'training_pair',
  });
  const comparisons: TrainedComparison[] = [];
  for (const comparison of learned.comparisons) {
    const { kind, columns } = spec.comparisons.find(({ name }) => name === comparison.name)!;
    if (SLIPS[comparison.name]) comparisons.push(withSlips(comparison));
    else if (kind === 'list') {
      const { from } = spec.columns.find(({ name }) => name === columns[0])!;
      comparisons.push(withSharing(comparison, await sharingOdds(engine, getOnlyColumn(from.right))));
    } else comparisons.push(comparison);
  }
  const [count] = await engine.rows<{ persons: number }>(
    "SELECT count(*) AS persons FROM link_subject WHERE kind = 'PERSON'",
  );
  await engine.run('DROP TABLE training_claim; DROP TABLE training_person; DROP TABLE training_pair');
  return {
    prior: rounded(KNOWN_SHARE / count!.persons),
    comparisons: comparisons.map(inDigits),
    // What says partly the same is one comparison, or left out (`lone_villages`); u is that of all pairs of persons,
    // not of those that a rule brings together.
    dependencies: [],
  };
}

async function takeRecordsAside(engine: Engine): Promise<void> {
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE sampled_person AS
    SELECT subject_id, id_no
    FROM link_subject
    WHERE kind = 'PERSON'
      AND records > 1
      AND id_no NOT IN (SELECT id_no FROM number_person WHERE identity_issue IS NOT NULL)
    ORDER BY md5(subject_id), subject_id
    LIMIT ${SAMPLE};
    CREATE OR REPLACE TEMP TABLE sampled_record AS
    SELECT
      r.*,
      s.subject_id,
      r.source = min_by(r.source, md5(r.source || s.subject_id)) OVER (PARTITION BY s.subject_id) AS is_aside,
      min(r.source) OVER (PARTITION BY s.subject_id) <> max(r.source) OVER (PARTITION BY s.subject_id) AS has_sources
    FROM identity_record r
    JOIN sampled_person s ON s.id_no = r.id_no
  `);
  // The model of link_subject, run on the sample: in it the record taken aside has no number and a key of its own.
  await engine.run(`
    CREATE OR REPLACE TEMP VIEW identity_record AS
    SELECT * EXCLUDE (subject_id, is_aside, has_sources) REPLACE (
      CASE WHEN NOT is_aside THEN id_no END AS id_no,
      CASE WHEN NOT is_aside THEN id_no_raw END AS id_no_raw,
      CASE WHEN NOT is_aside THEN id_issue ELSE 'BLANK' END AS id_issue,
      CASE WHEN NOT is_aside THEN claim_key ELSE subject_id || '|' || row_id || '|' || role END AS claim_key,
      CASE WHEN is_aside THEN '' END AS business_key
    )
    FROM sampled_record
    WHERE has_sources
  `);
  try {
    await engine.run(`CREATE OR REPLACE TEMP TABLE training_subject AS ${SUBJECT_SQL}`);
  } finally {
    await engine.run('DROP VIEW temp.identity_record');
  }
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE training_claim AS SELECT * FROM training_subject WHERE kind = 'NO_NUMBER';
    CREATE OR REPLACE TEMP TABLE training_person AS SELECT * FROM training_subject WHERE kind = 'PERSON';
    CREATE OR REPLACE TEMP TABLE training_pair AS
    SELECT
      min(subject_id) AS left_id,
      split_part(min(subject_id), '|', 1) AS right_id
    FROM training_claim
    GROUP BY split_part(subject_id, '|', 1);
    DROP TABLE training_subject;
    DROP TABLE sampled_record;
    DROP TABLE sampled_person
  `);
}

/** Chance that two persons have a value of the list in common, among those who have any. */
async function sharingOdds(engine: Engine, column: string): Promise<number> {
  const [row] = await engine.rows<{ chance: number }>(`
    WITH held AS (
      SELECT unnest(${column}) AS value
      FROM link_subject
      WHERE kind = 'PERSON'
    ),
    shared AS (
      SELECT count(*) * (count(*) - 1.0) AS pairs
      FROM held
      GROUP BY value
    )
    SELECT
      (SELECT coalesce(sum(pairs), 0) FROM shared)
      / greatest((SELECT count(*) * (count(*) - 1.0) FROM link_subject WHERE kind = 'PERSON' AND ${column} IS NOT NULL), 1)
      AS chance
  `);
  return row!.chance;
}

function withSlips(comparison: TrainedComparison): TrainedComparison {
  return {
    name: comparison.name,
    levels: comparison.levels.map(({ code, label }) => {
      const [m, u] = SLIPS[comparison.name]![code]!;
      return { code, label, m, u, weight: Math.log2(m / u) };
    }),
  };
}

/** The rarest that a chance is taken for: never meeting a shared value in a city proves no more. */
const LEAST_CHANCE = 1e-7;

function withSharing(comparison: TrainedComparison, sharing: number): TrainedComparison {
  const others = comparison.levels.at(-1)!;
  const m = Math.min(1 - others.m, 0.999);
  const u = Math.max(sharing, LEAST_CHANCE);
  const levels = comparison.levels.map((level) => {
    const share = level === others ? 1 : level.m / Math.max(1 - others.m, Number.MIN_VALUE);
    const [ofOne, ofTwo] = level === others ? [1 - m, 1 - u] : [m * share, u * share];
    return { ...level, m: ofOne, u: ofTwo, weight: Math.log2(level === others ? ofOne / ofTwo : m / u) };
  });
  return { name: comparison.name, levels };
}

/** Six digits are enough, and the same on every machine. */
function inDigits({ name, levels }: TrainedComparison): TrainedComparison {
  return {
    name,
    levels: levels.map(({ code, label, m, u, weight }) => ({
      code,
      label,
      m: rounded(m),
      u: rounded(u),
      weight: Number(weight.toFixed(3)),
    })),
  };
}

const rounded = (value: number) => Number(value.toPrecision(6));
