import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Catalogue, compileCatalogue } from '#catalogue/load-catalogue.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import { type Model, readModel } from '#engine/model.ts';
import { type InputTable, runModels } from '#engine/run-models.ts';
import { assessModels } from '../assess/list-models.ts';
import { checkRiskRules } from '../assess/risk/list-models.ts';
import { writeGivenTables } from '../given-table.ts';
import { DECIDED, LINE_PRELUDE } from '../pipeline.ts';
import { lastTables } from '../publish/last-tables.ts';
import { findCurrentPublication } from '../publish/publication-folder.ts';
import { affectedModels } from './affected-models.ts';
import { readSimulation, type Simulation } from './read-simulation.ts';

export interface SimulateOptions {
  /** `$ZHAOREN_HOME`; the caller holds it exclusively. */
  readonly home: string;
  /** The rules as they stand. */
  readonly standing: Catalogue;
  /** The rules as they would stand: `loadCatalogue(directory, changeFile)`. */
  readonly changed: Catalogue;
  /** Truth of the synthetic city that was taken in, to count wrong decisions. */
  readonly truth?: string | undefined;
  /** Division prefix of the changes shown. */
  readonly division?: string | undefined;
  readonly reveal: boolean;
  readonly memoryLimit?: string;
  readonly onStep?: (step: { done: number; total: number; detail: string }) => void;
}

/** Decisions of which two runs are compared. */
const COMPARED = ['coverage_status', 'certification', 'risk_lead'] as const;
const TRUTH = ['person', 'award'] as const;
/** Rule tables that give states and rules their names. */
const NAMING = [
  'rule_status',
  'rule_certification_state',
  'rule_lead_state',
  'rule_programme',
  'rule_risk',
] as const;

/**
 * What a change of rules would do to the data of the last run: makes the tables that it affects twice, by the rules as
 * they stand and as they would stand, and compares the decisions. Publishes nothing and leaves nothing behind.
 *
 * @throws ZhaorenError NO_RUN, RULE_MISSING, BAD_ARGUMENT when the truth is not one, CATALOGUE_INVALID when a new rule's
 *   condition is no sound query
 * @throws EngineError when a model fails
 */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  const { home, standing, changed } = options;
  const publication = (await findCurrentPublication(home))?.publication;
  if (!publication) throw new ZhaorenError('NO_RUN', { home });
  const { asOf } = publication;
  const before = { rules: compileCatalogue(standing, asOf), models: assessModels(standing) };
  const after = { rules: compileCatalogue(changed, asOf), models: assessModels(changed) };
  const affected = affectedModels(before, after);
  const again = new Set(affected.map(({ table }) => table));
  const truths = options.truth === undefined ? [] : truthTables(options.truth);
  const work = join(home, 'work');
  await rm(work, { recursive: true, force: true });
  const engine = await openDuckdb({
    memoryLimit: options.memoryLimit ?? '3GB',
    threads: 2,
    tempDirectory: join(work, 'spill'),
    prelude: LINE_PRELUDE,
  });
  try {
    const stood = before.models.filter(({ table }) => again.has(table));
    const total = stood.length + affected.length;
    const make = async (side: 'before' | 'after', models: readonly Model[], done: number) => {
      const rules = side === 'before' ? before.rules : after.rules;
      await runModels(engine, {
        models,
        inputs: [
          ...standingTables(home),
          ...(await lastTables(engine, home, DECIDED)),
          ...(await writeGivenTables(engine, join(work, side), rules)),
          ...(side === 'after' ? rememberedTables(work) : []),
        ],
        tablesDirectory: join(work, side),
        onProgress: (step) => options.onStep?.({ done: done + step.done, total, detail: step.table }),
      });
    };
    // A rule that cannot be is refused before anything is computed.
    await make('after', [], 0);
    await checkRiskRules(engine, changed);
    await make('before', stood, 0);
    await make('after', affected.map(withoutHindsight), stood.length);
    await compare(engine, { home, work, truths });
    return await readSimulation(engine, {
      name: changed.change ?? '',
      asOf,
      tables: affected.map(({ table }) => table),
      rulesChanged: before.rules
        .map(({ name }) => name)
        .filter((name) => keyOf(join(home, 'tables'), name) !== keyOf(join(work, 'before'), name)),
      division: options.division,
      reveal: options.reveal,
      hasTruth: options.truth !== undefined,
    });
  } finally {
    engine.close();
    await rm(work, { recursive: true, force: true });
  }
}

/** The key that `writeGivenTables` left beside a table; undefined: there is none. */
function keyOf(directory: string, table: string): string | undefined {
  const file = join(directory, `${table}.key`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

const REMEMBERED = readModel(new URL('./remembered-proof.sql', import.meta.url));

/** Remembering the last publication, the rules as they would stand would know what the present ones decided. */
function withoutHindsight(model: Model): Model {
  return model.table === REMEMBERED.table ? REMEMBERED : model;
}

/** What `REMEMBERED` reads of the other side, when the change reaches proofs at all. */
function rememberedTables(work: string): InputTable[] {
  return REMEMBERED.reads
    .map((table) => ({
      table,
      path: join(work, 'before', `${table.slice('before_'.length)}.parquet`),
      key: '',
    }))
    .filter(({ path }) => existsSync(path));
}

/** Every table of the last run; what is made again is shown over it. */
function standingTables(home: string): InputTable[] {
  const directory = join(home, 'tables');
  return readdirSync(directory)
    .filter((name) => name.endsWith('.parquet'))
    .map((name) => ({ table: basename(name, '.parquet'), path: join(directory, name), key: '' }));
}

async function compare(
  engine: Engine,
  { home, work, truths }: { home: string; work: string; truths: readonly InputTable[] },
): Promise<void> {
  const sides = (['before', 'after'] as const).flatMap((side) =>
    COMPARED.map((table): InputTable => {
      const made = join(work, side, `${table}.parquet`);
      const path = existsSync(made) ? made : join(home, 'tables', `${table}.parquet`);
      return { table: `${side}_${table}`, path, key: '' };
    }),
  );
  // A rule that is new, or renamed, is called as it would be; one that falls away as it was.
  const names: InputTable[] = [
    ...NAMING.map((table) => ({ table, path: join(work, 'after', `${table}.parquet`), key: '' })),
    { table: 'before_rule_risk', path: join(work, 'before', 'rule_risk.parquet'), key: '' },
  ];
  const models = ['changed-decision', ...(truths.length === 0 ? [] : ['decision-truth'])];
  await runModels(engine, {
    models: models.map((name) => readModel(new URL(`./${name}.sql`, import.meta.url))),
    inputs: [...standingTables(home), ...sides, ...names, ...truths],
    tablesDirectory: join(work, 'compared'),
  });
}

function truthTables(truth: string): InputTable[] {
  return TRUTH.map((table) => {
    const path = join(truth, `${table}.parquet`);
    if (existsSync(path)) return { table: `truth_${table}`, path, key: '' };
    const expected = `虚构城市的真相目录，其中应有 ${table}.parquet`;
    throw new ZhaorenError('BAD_ARGUMENT', { argument: '--truth', expected });
  });
}
