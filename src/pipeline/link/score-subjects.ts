import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, sqlText } from '#engine/engine.ts';
import type { InputTable } from '#engine/run-models.ts';
import { writeParquet } from '#engine/write-parquet.ts';
import { scoreTables } from '#linkage/link-tables.ts';
import { LINKAGE_PRELUDE } from '#linkage/linkage-prelude.ts';
import { parseSpec } from '#linkage/spec/parse-spec.ts';
import { leaveOutStrangers } from './leave-out-strangers.ts';
import { type ResidentModel, residentModel, SHIPPED_MODEL_TEXT, shippedModel } from './resident-model.ts';

const SPEC_FILE = new URL('./residents.yaml', import.meta.url);

/** How records without usable number are compared with people (`residents.yaml`). */
export const RESIDENT_SPEC = parseSpec(readFileSync(SPEC_FILE, 'utf8'), 'residents.yaml');

/** Changes whenever the rules of comparing do. */
export const RESIDENT_RULES_KEY = hash(readFileSync(SPEC_FILE, 'utf8'), SHIPPED_MODEL_TEXT);

/** Columns of `link_score` that say how each comparison came out. */
const EVIDENCE = RESIDENT_SPEC.comparisons.flatMap(({ name }) => [`${name}_level`, `${name}_weight`]);

/** Pairs less probable than this are forgotten: a thousand of them would not shake a decision. */
const LEAST_PROBABILITY = 0.000001;

/** More changed subjects than this share: comparing all anew is no dearer than looking for what changed. */
const MUCH_CHANGED = 0.5;

/**
 * Weighs every claim of `link_subject`, persons of a doubtful number among them, against its persons. What was
 * weighed before is kept: only pairs of which a side is new or changed are compared. The weight of a pair hangs on
 * its two sides and on the model alone, so the result is that of comparing all.
 *
 * @param directory where model and weights are kept between runs: `$ZHAOREN_HOME/link`
 * @param subjectsKey key of the table `link_subject`
 * @returns the table `link_score`: claim_id, person_id, weight (bits), bits (weight and prior), and of each comparison
 *   c `c_level`, `c_weight`
 */
export async function scoreSubjects(
  engine: Engine,
  { directory, subjectsKey }: { directory: string; subjectsKey: string },
): Promise<InputTable> {
  await mkdir(directory, { recursive: true });
  await engine.run(LINKAGE_PRELUDE);
  const model = await residentModel(engine, { spec: RESIDENT_SPEC, directory });
  const scale = hash(engine.version, LINKAGE_PRELUDE, readFileSync(SPEC_FILE, 'utf8'), model.key);
  const path = join(directory, 'link_score.parquet');
  const result = { table: 'link_score', path, key: hash(scale, subjectsKey) };
  const stateFile = join(directory, 'state.json');
  const state = existsSync(stateFile) ? JSON.parse(await readFile(stateFile, 'utf8')) : undefined;
  if (state?.key === result.key) return result;

  const isContinued = state?.scale === scale;
  await rm(stateFile, { force: true });
  const compared = await makeScores(engine, directory, model, isContinued);
  // Last, and whole or not at all: killed before, everything is compared once more.
  await writeFile(`${stateFile}.unfinished`, JSON.stringify({ scale, key: result.key, compared }));
  await rename(`${stateFile}.unfinished`, stateFile);
  return result;
}

/** Makes the table `link_score` on the engine, by the shipped model and of all pairs; nothing is kept. */
export async function scoreAllSubjects(engine: Engine): Promise<void> {
  await engine.run(LINKAGE_PRELUDE);
  await engine.run(`CREATE OR REPLACE TEMP TABLE scored_pair AS ${emptyScores()}`);
  await addScores(engine, await shippedModel(engine), 'TRUE', 'TRUE');
  await engine.run('CREATE OR REPLACE TABLE link_score AS SELECT * FROM scored_pair; DROP TABLE scored_pair');
}

/** @returns pairs compared */
async function makeScores(
  engine: Engine,
  directory: string,
  model: ResidentModel,
  isContinued: boolean,
): Promise<number> {
  const [scores, seen] = ['link_score', 'seen'].map((name) => join(directory, `${name}.parquet`)) as [
    string,
    string,
  ];
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE changed_subject AS
    SELECT subject_id
    FROM link_subject
    ${isContinued ? `WHERE (subject_id, trait_key) NOT IN (SELECT (subject_id, trait_key) FROM ${sqlText(seen)})` : ''}
  `);
  const [share] = await engine.rows<{ changed: number }>(`
    SELECT (SELECT count(*) FROM changed_subject) / greatest((SELECT count(*) FROM link_subject), 1) AS changed
  `);
  const isChanged = 'subject_id IN (SELECT subject_id FROM changed_subject)';
  const rounds =
    !isContinued || share!.changed > MUCH_CHANGED
      ? [{ left: 'TRUE', right: 'TRUE' }]
      : [
          { left: isChanged, right: 'TRUE' },
          { left: `NOT ${isChanged}`, right: isChanged },
        ];
  await engine.run(
    rounds.length === 1
      ? `CREATE OR REPLACE TEMP TABLE scored_pair AS ${emptyScores()}`
      : `
        CREATE OR REPLACE TEMP TABLE scored_pair AS
        SELECT s.*
        FROM ${sqlText(scores)} s
        WHERE claim_id NOT IN (SELECT subject_id FROM changed_subject)
          AND person_id NOT IN (SELECT subject_id FROM changed_subject)
          AND claim_id IN (SELECT subject_id FROM link_subject WHERE ${IS_CLAIM})
          AND person_id IN (SELECT subject_id FROM link_subject WHERE ${IS_PERSON})`,
  );
  let compared = 0;
  for (const { left, right } of rounds) compared += await addScores(engine, model, left, right);
  await writeParquet(engine, 'SELECT * FROM scored_pair ORDER BY claim_id, person_id', scores);
  await writeParquet(engine, 'SELECT subject_id, trait_key FROM link_subject', seen);
  await engine.run('DROP TABLE scored_pair; DROP TABLE changed_subject');
  return compared;
}

const IS_CLAIM = 'is_claim';
const IS_PERSON = "kind = 'PERSON'";

/** @returns pairs compared */
async function addScores(engine: Engine, model: ResidentModel, left: string, right: string): Promise<number> {
  // Views: only the columns compared are read, one after the other.
  await engine.run(`
    CREATE OR REPLACE TEMP VIEW claiming_subject AS
    SELECT * FROM link_subject WHERE ${IS_CLAIM} AND ${left};
    CREATE OR REPLACE TEMP VIEW claimed_subject AS
    SELECT * FROM link_subject WHERE ${IS_PERSON} AND ${right}
  `);
  const met = await leaveOutStrangers(engine, RESIDENT_SPEC, {
    left: 'claiming_subject',
    right: 'claimed_subject',
  });
  const [count] = await engine.rows<{ claims: number; persons: number }>(`
    SELECT (SELECT count(*) FROM ${met.left}) AS claims, (SELECT count(*) FROM ${met.right}) AS persons
  `);
  let compared = 0;
  if (count!.claims > 0 && count!.persons > 0) {
    ({ compared } = await scoreTables(engine, {
      spec: RESIDENT_SPEC,
      left: met.left,
      right: met.right,
      model: model.weights,
      frequencies: model.frequencies,
      leastProbability: LEAST_PROBABILITY,
    }));
    const { prior } = model.weights;
    await engine.run(`
      INSERT INTO scored_pair
      SELECT
        left_id AS claim_id,
        right_id AS person_id,
        weight,
        weight + ${Math.log2(prior / (1 - prior))} AS bits,
        ${EVIDENCE.join(', ')}
      FROM linkage_pair
      WHERE left_id <> right_id
    `);
  }
  await engine.run(
    'DROP VIEW claiming_subject; DROP VIEW claimed_subject; DROP TABLE IF EXISTS few_subject; DROP TABLE IF EXISTS met_subject',
  );
  return compared;
}

function emptyScores(): string {
  const columns = EVIDENCE.map((column) =>
    column.endsWith('_level') ? `'' AS ${column}` : `CAST(0 AS FLOAT) AS ${column}`,
  );
  return `
    SELECT '' AS claim_id, '' AS person_id, CAST(0 AS FLOAT) AS weight, CAST(0 AS DOUBLE) AS bits, ${columns.join(', ')}
    WHERE FALSE`;
}

function hash(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}
