import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Catalogue,
  compileCatalogue,
  loadCatalogue,
  type SourceDefinition,
} from '#catalogue/load-catalogue.ts';
import { PUBLISHED_TABLES } from '#domain/contracts/publication.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, type EngineRow, sqlName } from '#engine/engine.ts';
import type { Model } from '#engine/model.ts';
import { type InputTable, runModels } from '#engine/run-models.ts';
import { writeParquet } from '#engine/write-parquet.ts';
import { ENGINE_TYPES } from '../../publish/table-snapshot.ts';
import { coverageModels } from '../coverage/list-models.ts';
import type { SamplePerson, SampleRow } from '../sample-person.ts';
import { IDENTITY_TYPES, LINEAGE, SQL_TYPES, type Table, tableQuery } from '../sample-town.ts';
import { riskModels } from './list-models.ts';

/** A town under audit. People stand under the names by which results speak of them. */
export interface RiskTown {
  /** ISO date. */
  readonly asOf: string;
  readonly people: Readonly<Record<string, SamplePerson>>;
  /** Rows that speak of no person. */
  readonly rows?: readonly SampleRow[];
  readonly catalogue?: Catalogue;
  /** Models to run behind those of risk. */
  readonly models?: readonly Model[];
  /** Turns the order of the rows in every table. */
  readonly reversed?: boolean;
}

export interface AuditedTown {
  readonly engine: Engine;
  /** Rows of a query. */
  rows(sql: string): Promise<EngineRow[]>;
  /** Source of each row id. */
  sourcesOf(evidence: unknown): string[];
}

const ROSTERS = [
  'hrss_benefit',
  'hrss_allowance',
  'nhsa_benefit',
  'nhc_benefit',
  'cab_benefit',
  'org_benefit',
  'vet_benefit',
] as const;
const VILLAGE = '640499001001';

/** Tables that certification makes, as far as rules read them: a test states their rows itself. */
const CERTIFIED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  certification: { person_id: 'VARCHAR', programme: 'VARCHAR', strong_date: 'DATE' },
  evidence_digest: { person_id: 'VARCHAR', channel: 'VARCHAR', last_date: 'DATE', last_row: 'BIGINT' },
};
const PERSON = {
  person_id: 'VARCHAR',
  sex: 'VARCHAR',
  birth_date: 'DATE',
  hukou_division: 'VARCHAR',
  residence_division: 'VARCHAR',
  dwelling_code: 'VARCHAR',
  household_id: 'VARCHAR',
  hukou_no: 'VARCHAR',
  is_registered: 'BOOLEAN',
  is_resident: 'BOOLEAN',
  identity_issue: 'VARCHAR',
  death_date: 'DATE',
  left_date: 'DATE',
  left_reason: 'VARCHAR',
};

/** Puts a town into a real engine, runs every rule over it and hands the results to `ask`; nothing stays behind. */
export function auditTown<T>(town: RiskTown, ask: (audited: AuditedTown) => Promise<T>): Promise<T> {
  return auditRuns([town], ask);
}

/** The same over several runs, each going on from the leads of the one before; `ask` sees the last. */
export async function auditRuns<T>(
  towns: readonly RiskTown[],
  ask: (audited: AuditedTown) => Promise<T>,
  afterEach: (audited: AuditedTown) => Promise<void> = async () => {},
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'risk-'));
  const engine = await openDuckdb({ memoryLimit: '1GB' });
  try {
    let previous: string | undefined;
    let audited: AuditedTown | undefined;
    for (const [run, town] of towns.entries()) {
      const catalogue = town.catalogue ?? loadCatalogue();
      const folder = join(directory, String(run));
      const risk = riskModels(catalogue);
      const models = [...coverageFor(risk), ...risk, ...(town.models ?? [])];
      const read = new Set(models.flatMap(({ reads }) => reads));
      const given = givenTables(town, catalogue).filter(({ name }) => read.has(name));
      await runModels(engine, {
        models,
        inputs: await writeInputs(engine, given, folder, { previous, reversed: town.reversed ?? false }),
        tablesDirectory: folder,
      });
      previous = join(folder, 'risk_lead.parquet');
      audited = auditedTown(engine, catalogue.sources);
      await afterEach(audited);
    }
    return await ask(audited!);
  } finally {
    engine.close();
    rmSync(directory, { recursive: true });
  }
}

/** A catalogue with these rules alone, so that a small town is quickly audited. */
export function onlyRules(rules: readonly string[], catalogue: Catalogue = loadCatalogue()): Catalogue {
  const kept = (catalogue.rules.get('rule_risk') ?? []).filter(({ values }) =>
    rules.includes(String(values.rule)),
  );
  return { ...catalogue, rules: new Map([...catalogue.rules, ['rule_risk', kept]]) };
}

/** The views that conditions read, without a run: what `checkRiskRules` needs. */
export async function withRiskInputs<T>(
  catalogue: Catalogue,
  ask: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await openDuckdb({ memoryLimit: '1GB' });
  try {
    const town = { asOf: '2026-10-31', people: {}, catalogue };
    const views = [
      ...givenTables(town, catalogue).map((given) => ({ name: given.name, sql: tableQuery(given, false) })),
      ...coverageFor(riskModels(catalogue)).map(({ table, sql }) => ({ name: table, sql })),
    ];
    await engine.run(views.map(({ name, sql }) => `CREATE VIEW ${sqlName(name)} AS\n${sql}`).join(';\n'));
    return await ask(engine);
  } finally {
    engine.close();
  }
}

/** Models of coverage that the rules read, and those that these read. */
function coverageFor(models: readonly Model[]): Model[] {
  const wanted = new Set(models.flatMap(({ reads }) => reads));
  return coverageModels()
    .toReversed()
    .filter((model) => {
      if (!wanted.has(model.table)) return false;
      for (const table of model.reads) wanted.add(table);
      return true;
    })
    .reverse();
}

async function writeInputs(
  engine: Engine,
  tables: readonly Table[],
  directory: string,
  { previous, reversed }: { previous: string | undefined; reversed: boolean },
): Promise<InputTable[]> {
  const inputs: InputTable[] = [];
  for (const given of tables) {
    if (given.name === 'previous_risk_lead' && previous !== undefined) {
      inputs.push({ table: given.name, path: previous, key: previous });
      continue;
    }
    const path = join(directory, 'inputs', `${given.name}.parquet`);
    await writeParquet(engine, tableQuery(given, reversed), path);
    inputs.push({ table: given.name, path, key: given.name });
  }
  return inputs;
}

function givenTables(town: RiskTown, catalogue: Catalogue): Table[] {
  const facts = catalogue.sources.map((source, index) => factTable(source, index, town));
  return [
    table('run_parameter', { as_of: 'DATE', as_of_month: 'VARCHAR' }, [[town.asOf, town.asOf.slice(0, 7)]]),
    table('deployment', { person_salt: 'VARCHAR' }, [['salt']]),
    ...compileCatalogue(catalogue, town.asOf).map(({ name, columns, rows }) =>
      table(name, Object.fromEntries(columns.map((column) => [column.name, column.type])), rows),
    ),
    ...facts,
    awardTable(facts),
    linkTable(facts, town),
    ...Object.entries(CERTIFIED).map(([name, columns]) => statedTable(name, columns, town)),
    personTable(town),
    lifeEventTable(town),
    table('dwelling', { dwelling_code: 'VARCHAR', residents: 'BIGINT' }, []),
    table('division', { code: 'VARCHAR', kind: 'VARCHAR' }, [
      ['640499001001', 'COMMUNITY'],
      ['640499201001', 'VILLAGE'],
    ]),
    table(
      'person_lineage',
      { person_id: 'VARCHAR', ...Object.fromEntries(LINEAGE.map((column) => [column, 'BIGINT'])) },
      [],
    ),
    table(
      'previous_coverage_status',
      { person_id: 'VARCHAR', status: 'VARCHAR', previous_status: 'VARCHAR', status_since: 'DATE' },
      [],
    ),
    table(
      'previous_risk_lead',
      Object.fromEntries(
        Object.entries(PUBLISHED_TABLES.risk_lead.columns).map(([name, [type]]) => [
          name,
          ENGINE_TYPES[type],
        ]),
      ),
      [],
    ),
  ];
}

function table(name: string, columns: Readonly<Record<string, string>>, rows: Table['rows']): Table {
  return { name, columns, rows };
}

/** Rows of a source with the name of whom they stand with, in the order in which the town has them. */
function rowsOf(town: RiskTown, source: string): { row: SampleRow; person: string | null }[] {
  return [
    ...Object.entries(town.people).flatMap(([person, { rows }]) => rows.map((row) => ({ row, person }))),
    ...(town.rows ?? []).map((row) => ({ row, person: null })),
  ].filter(({ row }) => row.source === source);
}

/** The facts of a source as the register hands them on; a token stands as a test writes it. */
function factTable(source: SourceDefinition, index: number, town: RiskTown): Table {
  const isEvent = source.subject === 'event';
  const roles = source.persons.map(({ role }) => (role === 'self' ? 'person_id' : `${role}_person_id`));
  const people = isEvent ? ['person_id'] : roles;
  const tokens = new Set(source.tokens);
  const plain = source.columns.filter(
    ({ column, type }) => !tokens.has(column) && !IDENTITY_TYPES.includes(type),
  );
  const columns = {
    row_id: 'BIGINT',
    delivered_on: 'DATE',
    ...Object.fromEntries(people.map((column) => [column, 'VARCHAR'])),
    ...Object.fromEntries(plain.map(({ column, type }) => [column, SQL_TYPES[type] ?? 'VARCHAR'])),
    ...Object.fromEntries(source.tokens.map((column) => [`${column}_key`, 'VARCHAR'])),
  };
  const given = rowsOf(town, source.source);
  for (const { row } of given)
    for (const field of Object.keys(row.fields))
      if (!(field in columns)) throw new Error(`${source.source} has no column ${field}`);
  return table(
    `fact_${source.source}`,
    columns,
    given.map(({ row, person }, line) => {
      const owner = Object.fromEntries(people.slice(0, 1).map((column) => [column, person]));
      const fields: Record<string, unknown> = {
        row_id: (index + 2) * 2 ** 32 + line + 1,
        delivered_on: town.asOf,
        ...owner,
        ...row.fields,
      };
      return Object.keys(columns).map((column) => fields[column] ?? null);
    }),
  );
}

/** `programme_award` from the rosters: a test names each programme of a person once. */
function awardTable(facts: readonly Table[]): Table {
  const columns = {
    person_id: 'VARCHAR',
    programme: 'VARCHAR',
    award_month: 'VARCHAR',
    benefit_state: 'VARCHAR',
    last_paid_month: 'VARCHAR',
    monthly_amount_fen: 'BIGINT',
    stop_reason: 'VARCHAR',
    stopped_date: 'DATE',
    relation_to_deceased: 'VARCHAR',
    row_id: 'BIGINT',
  };
  const rows = ROSTERS.flatMap((source) => {
    const fact = facts.find(({ name }) => name === `fact_${source}`)!;
    const names = Object.keys(fact.columns);
    return fact.rows.map((row) => Object.keys(columns).map((column) => row[names.indexOf(column)] ?? null));
  });
  return table('programme_award', columns, rows);
}

/** How the rows of the rosters found their people: by a good number, unless the person's `link_rule` says otherwise. */
function linkTable(facts: readonly Table[], town: RiskTown): Table {
  const columns = { row_id: 'BIGINT', role: 'VARCHAR', person_id: 'VARCHAR', link_rule: 'VARCHAR' };
  const rows = ROSTERS.flatMap((source) => {
    const fact = facts.find(({ name }) => name === `fact_${source}`)!;
    const place = Object.keys(fact.columns).indexOf('person_id');
    return fact.rows.map((row) => {
      const person = String(row[place]);
      return [row[0], 'self', person, town.people[person]?.register.link_rule ?? 'ID_NAME_EXACT'];
    });
  });
  return table('person_link', columns, rows);
}

function statedTable(name: string, columns: Readonly<Record<string, string>>, town: RiskTown): Table {
  return table(
    name,
    columns,
    rowsOf(town, name).map(({ row, person }) =>
      Object.keys(columns).map((column) => (column === 'person_id' ? person : (row.fields[column] ?? null))),
    ),
  );
}

function personTable(town: RiskTown): Table {
  return table(
    'person',
    PERSON,
    Object.entries(town.people).map(([name, person]) => {
      const fields: Record<string, unknown> = {
        person_id: name,
        sex: person.sex,
        birth_date: person.birthDate,
        hukou_division: VILLAGE,
        residence_division: VILLAGE,
        household_id: `${name}家`,
        is_registered: true,
        is_resident: true,
        ...person.register,
      };
      return Object.keys(PERSON).map((column) => fields[column] ?? null);
    }),
  );
}

/** Deaths and departures that the register states, each with a row of the register's own batch. */
function lifeEventTable(town: RiskTown): Table {
  const columns = {
    person_id: 'VARCHAR',
    death_date: 'DATE',
    death_row: 'BIGINT',
    left_date: 'DATE',
    left_reason: 'VARCHAR',
    left_row: 'BIGINT',
  };
  const rows = Object.entries(town.people)
    .filter(([, { register }]) => register.death_date != null || register.left_date != null)
    .map(([name, { register }], line) => [
      name,
      register.death_date ?? null,
      register.death_date == null ? null : 2 ** 32 + line * 2,
      register.left_date ?? null,
      register.left_reason ?? null,
      register.left_date == null ? null : 2 ** 32 + line * 2 + 1,
    ]);
  return table('life_event', columns, rows);
}

function auditedTown(engine: Engine, sources: readonly SourceDefinition[]): AuditedTown {
  return {
    engine,
    rows: (sql) => engine.rows(sql),
    sourcesOf: (evidence) =>
      (evidence as number[]).map((id) => sources[Math.floor(id / 2 ** 32) - 2]?.source ?? 'register'),
  };
}

/** Columns of a table with their types, `row_id BIGINT`. */
export async function columnsOf(engine: Engine, name: string): Promise<string[]> {
  return (await engine.rows(`DESCRIBE ${sqlName(name)}`)).map(
    ({ column_name, column_type }) => `${column_name} ${column_type}`,
  );
}
