import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readDivisions } from '#catalogue/divisions/read-divisions.ts';
import { type Catalogue, compileCatalogue } from '#catalogue/load-catalogue.ts';
import { readNameTables } from '#catalogue/names/name-tables.ts';
import { PUBLISHED_TABLES } from '#domain/contracts/publication.ts';
import type { Publication } from '#domain/contracts/publication-manifest.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import type { Model } from '#engine/model.ts';
import { type InputTable, runModels } from '#engine/run-models.ts';
import { archiveModels } from './archive/list-models.ts';
import { decisionModels, findingModels } from './assess/list-models.ts';
import { checkRiskRules } from './assess/risk/list-models.ts';
import { type GivenTable, writeGivenTables } from './given-table.ts';
import { lastHistory } from './link/history/last-history.ts';
import { LINK_LEVELS } from './link/link-level.ts';
import { identityModels, REGISTER_PRELUDE, subjectModels } from './link/list-models.ts';
import { nameTables } from './link/name-tables.ts';
import { forgetWeights } from './link/resident-model.ts';
import { RESIDENT_RULES_KEY, scoreSubjects } from './link/score-subjects.ts';
import { lastTables } from './publish/last-tables.ts';
import { findCurrentPublication } from './publish/publication-folder.ts';
import { publish } from './publish/publish.ts';
import { registryModels } from './registry/list-models.ts';
import { readDecisions } from './review/decision-journal.ts';
import { decisionTables } from './review/decision-tables.ts';
import {
  type Balance,
  STANDARDISE_PRELUDE,
  standardiseAll,
  standardiseModels,
} from './standardise/standardise-all.ts';

/** The stages of the line, in their order. */
export const STAGES = Object.freeze(['standardise', 'link', 'registry', 'assess', 'publish'] as const);
export type Stage = (typeof STAGES)[number];

export interface LineOptions {
  /** `$ZHAOREN_HOME`; the caller holds it exclusively. */
  readonly home: string;
  readonly catalogue: Catalogue;
  /** The deployment's secret behind every person_id. */
  readonly personSalt: string;
  /** ISO date; by default the day of the latest delivery. */
  readonly asOf?: string;
  /** The last stage to run; by default all. */
  readonly until?: Stage;
  /** Whether the weights of linking are learned anew, which may move people's records. */
  readonly relearnWeights?: boolean;
  readonly memoryLimit?: string;
  readonly threads?: number;
  readonly onStage?: (stage: Stage, steps: number) => void;
  readonly onStep?: (step: { done: number; total: number; detail: string }) => void;
}

export interface LineResult {
  readonly asOf: string;
  readonly balance: Balance;
  /** Number of the current publication; undefined when the run ended before publishing. */
  readonly publication: number | undefined;
  /** False when nothing differs from the last publication. */
  readonly isNew: boolean;
  /** Rows inserted, updated and deleted since the last publication. */
  readonly changes: number;
  /** Decisions on pairs that this run could not obey: stale, or contradicting others by today's links. */
  readonly unobeyedDecisions: number;
  /** Tables made by this run, with the seconds each took; those kept are not listed. */
  readonly made: Readonly<Record<string, number>>;
}

/**
 * The line: deliveries taken in → standard tables → register → assessments → publication. What stands already,
 * made from the same things, is kept: a killed run goes on where it stopped, nothing new changes nothing.
 *
 * @throws ZhaorenError NO_INPUT when nothing was taken in, BALANCE_BROKEN, RULE_MISSING, CONTRACT_BROKEN
 * @throws EngineError when a model fails
 */
export async function runLine(options: LineOptions): Promise<LineResult> {
  const { home, catalogue } = options;
  const engine = await openDuckdb({
    memoryLimit: options.memoryLimit ?? '3GB',
    threads: options.threads ?? 2,
    tempDirectory: join(home, 'spill'),
    prelude: LINE_PRELUDE,
  });
  try {
    options.onStage?.('standardise', 0);
    const standard = await standardiseAll(engine, { home, catalogue, onProgress: options.onStep });
    const asOf = options.asOf ?? standard.latestDelivery;
    if (asOf === undefined) throw new ZhaorenError('NO_INPUT', { path: home });
    const made: Record<string, number> = {};
    const early = {
      asOf,
      balance: standard.balance,
      publication: undefined,
      isNew: false,
      changes: 0,
      unobeyedDecisions: 0,
      made,
    };

    const tables = join(home, 'tables');
    const rules = compileCatalogue(catalogue, asOf);
    const inputs = [
      ...standard.inputs,
      ...(await writeGivenTables(engine, tables, [
        ...rules,
        ...nameTables(readNameTables()),
        divisions(await provinces(engine, standard.inputs)),
        parameters(asOf, options),
        deployment(options),
        LINK_LEVELS,
        ...decisionTables(readDecisions(home).decisions),
      ])),
    ];
    const stages = stageModels(catalogue);
    const last = stages.findLastIndex(({ stage }) => stage === options.until);
    const fingerprint = hashOf(
      engine,
      inputs,
      stages.flatMap(({ models }) => models),
    );
    const current = await findCurrentPublication(home);
    if (options.relearnWeights) await forgetWeights(join(home, 'link'));
    else if (current?.publication.inputs === fingerprint)
      return { ...early, publication: current.publication.number };

    let shown: ReadonlyMap<string, string> = new Map();
    let given = [
      ...inputs,
      ...(await lastTables(engine, home, DECIDED)),
      ...(await lastHistory(engine, home)),
    ];
    for (const { stage, models, preparing, prepare } of last < 0 ? stages : stages.slice(0, last + 1)) {
      const group = stages.filter((other) => other.stage === stage);
      const before = group
        .slice(
          0,
          group.findIndex((other) => other.models === models),
        )
        .flatMap((other) => other.models).length;
      const steps = group.flatMap((other) => other.models).length;
      if (stage !== 'standardise' && before === 0) options.onStage?.(stage, steps);
      if (preparing) options.onStep?.({ done: before, total: steps, detail: preparing });
      if (prepare) given.push(...(await prepare(engine, { home, shown })));
      shown = await runModels(engine, {
        models,
        inputs: given,
        shown,
        tablesDirectory: tables,
        onProgress: ({ table, done, reused, seconds }) => {
          if (!reused) made[table] = seconds;
          options.onStep?.({ done: before + done, total: steps, detail: table });
        },
      });
      given = [];
    }
    if (options.until !== undefined && options.until !== 'publish') return early;

    options.onStage?.('publish', 0);
    const { publication, isNew } = await publish({
      engine,
      home,
      keys: shown,
      run: {
        asOf,
        inputs: fingerprint,
        code: VERSION,
        rules: Object.fromEntries(rules.map(({ name, key }) => [name, key])),
      },
      onProgress: ({ table, done, total }) => options.onStep?.({ done, total, detail: table }),
    });
    return {
      ...early,
      publication: publication.number,
      unobeyedDecisions: await countUnobeyed(engine),
      isNew,
      changes: isNew ? countChanges(publication) : 0,
    };
  } finally {
    engine.close();
  }
}

const VERSION = '0.1.0';

/** Functions that the models of the line call. */
export const LINE_PRELUDE = `${STANDARDISE_PRELUDE}\n${REGISTER_PRELUDE}`;

/** Decisions of which the last publication's are gone on from. */
export const DECIDED = Object.freeze({
  coverage_status: PUBLISHED_TABLES.coverage_status,
  certification: PUBLISHED_TABLES.certification,
  risk_lead: PUBLISHED_TABLES.risk_lead,
});

/** Models of a stage that run together. A stage with a step between its models has several. */
export interface StageModels {
  readonly stage: Stage;
  readonly models: readonly Model[];
  /** What is prepared, as progress shows it. */
  readonly preparing?: string;
  /** Makes tables that no model makes, or checks, before the models run. `shown`: keys of the tables so far. */
  readonly prepare?: (
    engine: Engine,
    run: { readonly home: string; readonly shown: ReadonlyMap<string, string> },
  ) => Promise<InputTable[]>;
}

/** The models of each stage, in their order. */
export function stageModels(catalogue: Catalogue): readonly StageModels[] {
  return [
    { stage: 'standardise', models: standardiseModels() },
    { stage: 'link', models: subjectModels(catalogue.sources) },
    {
      stage: 'link',
      models: identityModels(),
      preparing: 'link_score',
      prepare: async (engine, { home, shown }) => [
        await scoreSubjects(engine, {
          directory: join(home, 'link'),
          subjectsKey: shown.get('link_subject')!,
        }),
      ],
    },
    { stage: 'registry', models: registryModels(catalogue.sources) },
    { stage: 'assess', models: decisionModels(catalogue) },
    {
      stage: 'assess',
      models: [...findingModels(catalogue), ...archiveModels(catalogue)],
      preparing: 'rule_risk',
      prepare: async (engine) => {
        await checkRiskRules(engine, catalogue);
        return [];
      },
    },
  ];
}

/** What the publication would be made from; the same again means nothing to do. */
function hashOf(engine: Engine, inputs: readonly InputTable[], models: readonly Model[]): string {
  const hash = createHash('sha256').update(engine.version).update(engine.prelude).update(RESIDENT_RULES_KEY);
  for (const { table, key } of inputs) hash.update(`${table}=${key}\n`);
  for (const { sql } of models) hash.update(sql);
  return hash.digest('hex');
}

function parameters(asOf: string, { personSalt }: LineOptions): GivenTable {
  return {
    name: 'run_parameter',
    columns: [
      { name: 'as_of', type: 'DATE' },
      { name: 'as_of_month', type: 'VARCHAR' },
      { name: 'person_salt', type: 'VARCHAR' },
    ],
    rows: [[asOf, asOf.slice(0, 7), personSalt]],
  };
}

/** What never changes: tables that read only this are not made anew every day. */
function deployment({ personSalt }: LineOptions): GivenTable {
  return {
    name: 'deployment',
    columns: [{ name: 'person_salt', type: 'VARCHAR' }],
    rows: [[personSalt]],
  };
}

/** Provinces in which the deployment has grids: two digits each. */
async function provinces(engine: Engine, inputs: readonly InputTable[]): Promise<string[]> {
  const grids = ['standard_grid_resident', 'standard_grid_worker', 'standard_grid_dwelling'].map((table) => {
    const { path } = inputs.find((input) => input.table === table)!;
    return `SELECT DISTINCT substr(grid_code, 1, 2) AS province FROM ${parquet(path)}`;
  });
  const rows = await engine.rows<{ province: string }>(
    `SELECT DISTINCT province FROM (${grids.join(' UNION ALL ')}) WHERE province IS NOT NULL ORDER BY province`,
  );
  return rows.map(({ province }) => province);
}

/** The places of the country down to the townships, and the villages of our provinces. */
function divisions(provinces: readonly string[]): GivenTable {
  const places = [
    ...readDivisions({ prefix: '', level: 4 }),
    ...provinces.flatMap((prefix) => readDivisions({ prefix }).filter(({ level }) => level === 5)),
  ];
  return {
    name: 'division_name',
    columns: [
      { name: 'code', type: 'VARCHAR' },
      { name: 'name', type: 'VARCHAR' },
      { name: 'level', type: 'INTEGER' },
      { name: 'parent', type: 'VARCHAR' },
      { name: 'kind', type: 'VARCHAR' },
    ],
    rows: places.map(({ code, name, level, parent, kind }) => [code, name, level, parent, kind]),
  };
}

async function countUnobeyed(engine: Engine): Promise<number> {
  const [row] = await engine.rows<{ decisions: number }>(
    "SELECT count(*) AS decisions FROM decision_outcome WHERE outcome <> 'OBEYED'",
  );
  return row!.decisions;
}

/** Parquet files as a table to select from. */
function parquet(path: InputTable['path']): string {
  return `read_parquet([${(typeof path === 'string' ? [path] : path).map(sqlText).join(', ')}])`;
}

function countChanges(publication: Publication): number {
  return Object.values(publication.tables)
    .flatMap((table) => Object.values(table.changes))
    .reduce((sum, { rows }) => sum + rows, 0);
}
