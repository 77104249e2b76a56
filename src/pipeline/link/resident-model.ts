import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, sqlText } from '#engine/engine.ts';
import { writeParquet } from '#engine/write-parquet.ts';
import { COMPARISON_KINDS } from '#linkage/comparison/comparison-kinds.ts';
import type { LinkageModel } from '#linkage/linkage-model.ts';
import type { LinkageSpec } from '#linkage/spec/linkage-spec.ts';
import { learnWeights, MIN_KNOWN_PERSONS } from './learn-weights.ts';

/** Weights, and how rare names are: what a comparison of residents is judged by. */
export interface ResidentModel {
  readonly weights: LinkageModel;
  /** Relation with columns column_name, value, bits. */
  readonly frequencies: string;
  /** Changes whenever a weight does. */
  readonly key: string;
}

const FREQUENCIES = 'resident_frequency';
/** The weights of a city, for a register too small to learn from. */
export const SHIPPED_MODEL_TEXT = readFileSync(new URL('./residents.model.json', import.meta.url), 'utf8');

const MODEL_FILE = 'model.json';

/** Makes the next run learn the weights anew. @param directory `$ZHAOREN_HOME/link` */
export async function forgetWeights(directory: string): Promise<void> {
  await rm(join(directory, MODEL_FILE), { force: true });
}

/**
 * The model of a deployment: learned from its own records once there are enough of them, then kept until the rules of
 * comparing change, so that the same pair weighs the same every day. Before that the shipped one, with names counted
 * anew.
 */
export async function residentModel(
  engine: Engine,
  { spec, directory }: { spec: LinkageSpec; directory: string },
): Promise<ResidentModel> {
  const file = join(directory, MODEL_FILE);
  const frequencies = join(directory, 'frequency.parquet');
  const rules = hash(JSON.stringify(spec));
  if ((await learnedBy(file)) !== rules) {
    const [known] = await engine.rows<{ persons: number }>(
      "SELECT count(*) AS persons FROM link_subject WHERE kind = 'PERSON' AND records > 1",
    );
    if (known!.persons < MIN_KNOWN_PERSONS) return shippedModel(engine);
    const weights = await learnWeights(engine, spec);
    await writeParquet(engine, await nameFrequencies(engine, spec), frequencies);
    await writeFile(`${file}.unfinished`, `${JSON.stringify({ rules, ...weights }, null, 2)}\n`);
    await rename(`${file}.unfinished`, file);
  }
  const text = await readFile(file, 'utf8');
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW ${FREQUENCIES} AS SELECT * FROM read_parquet(${sqlText(frequencies)})`,
  );
  return { weights: JSON.parse(text), frequencies: FREQUENCIES, key: hash(text) };
}

/** By which rules of comparing the kept weights were learned, undefined when there are none. */
async function learnedBy(file: string): Promise<string | undefined> {
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')).rules : undefined;
}

/** The model of a large city, for a register too small to learn from. */
export async function shippedModel(engine: Engine): Promise<ResidentModel> {
  // With no value known every name is as rare as the rarest of a large city.
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE ${FREQUENCIES} AS
    SELECT column_name, CAST(NULL AS VARCHAR) AS value, CAST(13 AS FLOAT) AS bits
    FROM unnest([${FREQUENT_PARTS.map((part) => `'name__${part}'`).join(', ')}]) AS c(column_name)
  `);
  return {
    weights: JSON.parse(SHIPPED_MODEL_TEXT),
    frequencies: FREQUENCIES,
    key: hash(SHIPPED_MODEL_TEXT),
  };
}

/** What names are counted by: as written, with variants folded, by sound. */
const FREQUENT_PARTS = ['written', 'variant', 'reading'] as const;

/** Query of how rare each name of the register is, in bits: column_name, value, bits. */
async function nameFrequencies(engine: Engine, spec: LinkageSpec): Promise<string> {
  const comparison = spec.comparisons.find(({ name }) => name === 'name')!;
  const derivation = COMPARISON_KINDS[comparison.kind]!.derive!(comparison);
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE known_name AS
    SELECT name AS value, count(*) AS persons
    FROM link_subject
    WHERE kind = 'PERSON' AND name IS NOT NULL
    GROUP BY name;
    CREATE OR REPLACE TEMP TABLE known_name_part AS
    SELECT k.*, n.persons
    FROM (${derivation.query('known_name')}) k
    JOIN known_name n USING (value)
  `);
  const parts = FREQUENT_PARTS.map(
    (part) => `
      SELECT 'name__${part}' AS column_name, ${part} AS value, CAST(log2(sum(sum(persons)) OVER () / sum(persons)) AS FLOAT) AS bits
      FROM known_name_part
      WHERE ${part} IS NOT NULL
      GROUP BY ${part}`,
  );
  return `SELECT * FROM (${parts.join('\nUNION ALL\n')}) ORDER BY column_name, value`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
