import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Catalogue,
  compileCatalogue,
  loadCatalogue,
  type SourceColumnType,
  type SourceDefinition,
} from '#catalogue/load-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, type EngineRow, sqlName, sqlText } from '#engine/engine.ts';
import type { Model } from '#engine/model.ts';
import { type InputTable, runModels } from '#engine/run-models.ts';
import { writeParquet } from '#engine/write-parquet.ts';
import { coverageModels } from './coverage/list-models.ts';
import type { SamplePerson, SampleRow } from './sample-person.ts';

export interface SampleTown {
  /** ISO date. */
  readonly asOf: string;
  readonly people: readonly SamplePerson[];
  /** Rows that speak of no person: units. */
  readonly rows?: readonly SampleRow[];
  /** Rules to judge by; the shipped ones by default. */
  readonly catalogue?: Catalogue;
  /** What the last publication said, by place in `people`. */
  readonly previous?: readonly PreviousStatus[];
  /** Decisions on certification that the last publication held, by place in `people`. */
  readonly previousCertification?: readonly PreviousCertification[];
  /** Models to run; those of coverage by default. */
  readonly models?: readonly Model[];
  /** Turns the order of the rows in every table. */
  readonly reversed?: boolean;
}

export interface PreviousStatus {
  readonly person: number;
  readonly status: string;
  readonly previousStatus?: string;
  readonly since: string;
}

export interface PreviousCertification {
  readonly person: number;
  readonly programme: string;
  readonly state: string;
  readonly previousState?: string;
  readonly since: string;
  readonly basis?: string;
  readonly proofDate?: string;
  readonly proofChannel?: string;
  readonly strongDate?: string;
}

export interface AssessedTown {
  /** Rows of a table in the order of `orderBy`, `person_id` as place in `people`. */
  table(name: string, orderBy: string): Promise<EngineRow[]>;
  /** Columns of a table with their types, `row_id BIGINT`. */
  columnsOf(table: string): Promise<string[]>;
  /** The row of a person, undefined when the table has none. */
  of(table: string, person: SamplePerson): Promise<EngineRow | undefined>;
  /** Tags of a person. */
  tagsOf(person: SamplePerson): Promise<string[]>;
  /** Source and place (from 1) in that source of each row id. */
  rowsOf(evidence: unknown): string[];
}

/** What a row of a sample may say besides its source's columns: otherwise the as-of date, and the person alone. */
const GIVEN_FIELDS: readonly string[] = ['delivered_on', 'spouse_person_id'];
const IDENTITY_TYPES: readonly SourceColumnType[] = ['id_no', 'name', 'mobile', 'address'];
const SQL_TYPES: Partial<Record<SourceColumnType, string>> = {
  date: 'DATE',
  integer: 'BIGINT',
  amount: 'BIGINT',
  bool: 'BOOLEAN',
};
const PERSON_COLUMNS = {
  person_id: 'VARCHAR',
  sex: 'VARCHAR',
  birth_date: 'DATE',
  hukou_division: 'VARCHAR',
  residence_division: 'VARCHAR',
  dwelling_code: 'VARCHAR',
  is_registered: 'BOOLEAN',
  is_resident: 'BOOLEAN',
  identity_issue: 'VARCHAR',
  death_date: 'DATE',
  left_date: 'DATE',
  left_reason: 'VARCHAR',
};
const LINEAGE = [
  'id_no_row',
  'id_no_raw_row',
  'name_row',
  'birth_date_row',
  'residence_division_row',
  'hukou_division_row',
  'death_date_row',
  'left_date_row',
];
const VILLAGE = '640499001001';

/**
 * Puts a town into a real engine, runs every model of assess over it and hands the results to `ask`; nothing
 * stays behind.
 */
export async function assessTown<T>(
  town: SampleTown,
  ask: (assessed: AssessedTown) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'assess-'));
  const engine = await openDuckdb({ memoryLimit: '1GB' });
  try {
    const catalogue = town.catalogue ?? loadCatalogue();
    const inputs = await writeInputs(engine, town, catalogue, directory);
    await runModels(engine, { models: town.models ?? coverageModels(), inputs, tablesDirectory: directory });
    return await ask(assessed(engine, town, catalogue.sources));
  } finally {
    engine.close();
    rmSync(directory, { recursive: true });
  }
}

/** The coverage decisions in the order of `people`, the evidence of each by source. */
export function decisionsOf(town: SampleTown): Promise<EngineRow[]> {
  return assessTown(town, async (found) =>
    (await found.table('coverage_status', 'person_id')).map((decision) => ({
      ...decision,
      evidence: found.rowsOf(decision.evidence),
    })),
  );
}

async function writeInputs(
  engine: Engine,
  town: SampleTown,
  catalogue: Catalogue,
  directory: string,
): Promise<InputTable[]> {
  const tables: Table[] = [
    {
      name: 'run_parameter',
      columns: { as_of: 'DATE', as_of_month: 'VARCHAR' },
      rows: [[town.asOf, town.asOf.slice(0, 7)]],
    },
    ...compileCatalogue(catalogue, town.asOf).map(({ name, columns, rows }) => ({
      name,
      columns: Object.fromEntries(columns.map((column) => [column.name, column.type])),
      rows,
    })),
    ...catalogue.sources.map((source, index) => factTable(source, index, town)),
    ...registerTables(town),
    previousTable(town),
    previousCertificationTable(town),
  ];
  const read = new Set((town.models ?? coverageModels()).flatMap(({ reads }) => reads));
  const inputs: InputTable[] = [];
  for (const table of tables.filter(({ name }) => read.has(name))) {
    const path = join(directory, 'inputs', `${table.name}.parquet`);
    await writeParquet(engine, tableQuery(table, town.reversed ?? false), path);
    inputs.push({ table: table.name, path, key: table.name });
  }
  return inputs;
}

interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly unknown[])[];
}

function tableQuery({ columns, rows }: Table, reversed: boolean): string {
  const names = Object.keys(columns);
  const typed = Object.entries(columns).map(
    ([name, type]) => `CAST(${sqlName(name)} AS ${type}) AS ${sqlName(name)}`,
  );
  const values = (reversed ? rows.toReversed() : rows).map(
    (row) => `(${names.map((_, index) => literal(row[index])).join(', ')})`,
  );
  const nothing = `(${names.map(() => 'NULL').join(', ')})`;
  return `
    SELECT ${typed.join(', ')}
    FROM (VALUES ${values.length > 0 ? values.join(', ') : nothing}) AS t(${names.map(sqlName).join(', ')})
    ${values.length > 0 ? '' : 'WHERE FALSE'}`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'string' ? sqlText(value) : String(value);
}

function personId(index: number): string {
  return String(index).padStart(32, '0');
}

/** The facts of a source, as the register hands them on: without identity, with the people named in the row. */
function factTable(source: SourceDefinition, index: number, town: SampleTown): Table {
  const columns = [
    ...source.columns.filter(
      ({ column, type }) => !IDENTITY_TYPES.includes(type) && !source.tokens.includes(column),
    ),
    ...source.tokens.map((token) => ({ column: `${token}_key`, type: 'text' as const })),
  ];
  const people = [
    ...(source.subject === 'event' ? ['person_id'] : []),
    ...source.persons.map(({ role }) => (role === 'self' ? 'person_id' : `${role}_person_id`)),
  ];
  const given = [
    ...town.people.flatMap((person, place) => person.rows.map((row) => ({ row, id: personId(place) }))),
    ...(town.rows ?? []).map((row) => ({ row, id: null })),
  ].filter(({ row }) => row.source === source.source);
  for (const { row } of given)
    for (const field of Object.keys(row.fields))
      if (!GIVEN_FIELDS.includes(field) && !columns.some(({ column }) => column === field))
        throw new Error(`${source.source} has no column ${field}`);
  return {
    name: `fact_${source.source}`,
    columns: {
      row_id: 'BIGINT',
      delivered_on: 'DATE',
      ...Object.fromEntries(people.map((column) => [column, 'VARCHAR'])),
      ...Object.fromEntries(columns.map(({ column, type }) => [column, SQL_TYPES[type] ?? 'VARCHAR'])),
    },
    rows: given.map(({ row, id }, line) => [
      rowId(index, line + 1),
      row.fields.delivered_on ?? town.asOf,
      ...people.map((column) => row.fields[column] ?? id),
      ...columns.map(({ column }) => row.fields[column] ?? null),
    ]),
  };
}

/** Batch 1 is the register's own; each source has a batch of its own behind it. */
function rowId(sourceIndex: number, line: number): number {
  return (sourceIndex + 2) * 2 ** 32 + line;
}

function registerTables(town: SampleTown): Table[] {
  const known = Object.keys(PERSON_COLUMNS);
  return [
    {
      name: 'person',
      columns: PERSON_COLUMNS,
      rows: town.people.map((person, place) => {
        const fields: Record<string, unknown> = {
          person_id: personId(place),
          sex: person.sex,
          birth_date: person.birthDate,
          hukou_division: VILLAGE,
          residence_division: VILLAGE,
          is_registered: true,
          is_resident: true,
          ...person.register,
        };
        return known.map((column) => fields[column]);
      }),
    },
    {
      name: 'dwelling',
      columns: { dwelling_code: 'VARCHAR', residents: 'BIGINT' },
      rows: [...residentsByDwelling(town)],
    },
    {
      name: 'person_lineage',
      columns: {
        person_id: 'VARCHAR',
        ...Object.fromEntries(LINEAGE.map((column) => [column, 'BIGINT'])),
      },
      rows: town.people.map((_, place) => [personId(place), ...LINEAGE.map(() => 2 ** 32 + place)]),
    },
  ];
}

function residentsByDwelling({ people }: SampleTown): Map<unknown, number> {
  const residents = new Map<unknown, number>();
  for (const { register = {} } of people) {
    const code = register.dwelling_code;
    if (code && register.is_resident !== false) residents.set(code, (residents.get(code) ?? 0) + 1);
  }
  return residents;
}

function previousTable({ previous = [] }: SampleTown): Table {
  return {
    name: 'previous_coverage_status',
    columns: { person_id: 'VARCHAR', status: 'VARCHAR', previous_status: 'VARCHAR', status_since: 'DATE' },
    rows: previous.map(({ person, status, previousStatus, since }) => [
      personId(person),
      status,
      previousStatus ?? null,
      since,
    ]),
  };
}

function previousCertificationTable({ previousCertification = [] }: SampleTown): Table {
  return {
    name: 'previous_certification',
    columns: {
      person_id: 'VARCHAR',
      programme: 'VARCHAR',
      state: 'VARCHAR',
      previous_state: 'VARCHAR',
      state_since: 'DATE',
      basis: 'VARCHAR',
      proof_date: 'DATE',
      proof_channel: 'VARCHAR',
      strong_date: 'DATE',
      due_date: 'DATE',
      evidence: 'BIGINT[]',
    },
    rows: previousCertification.map((one) => [
      personId(one.person),
      one.programme,
      one.state,
      one.previousState ?? null,
      one.since,
      one.basis ?? null,
      one.proofDate ?? null,
      one.proofChannel ?? null,
      one.strongDate ?? null,
      null,
      null,
    ]),
  };
}

function assessed(engine: Engine, town: SampleTown, sources: readonly SourceDefinition[]): AssessedTown {
  const idOf = (person: SamplePerson) => sqlText(personId(town.people.indexOf(person)));
  return {
    table: (name, orderBy) => engine.rows(`SELECT * FROM ${sqlName(name)} ORDER BY ${orderBy}`),
    columnsOf: async (table) =>
      (await engine.rows(`DESCRIBE ${sqlName(table)}`)).map(
        ({ column_name, column_type }) => `${column_name} ${column_type}`,
      ),
    of: async (table, person) =>
      (await engine.rows(`SELECT * FROM ${sqlName(table)} WHERE person_id = ${idOf(person)}`))[0],
    tagsOf: async (person) =>
      (await engine.rows(`SELECT tag FROM person_tag WHERE person_id = ${idOf(person)} ORDER BY tag`)).map(
        ({ tag }) => String(tag),
      ),
    rowsOf: (evidence) =>
      (evidence as number[]).map((id) => sources[Math.floor(id / 2 ** 32) - 2]?.source ?? 'register'),
  };
}

export { IDENTITY_TYPES, LINEAGE, SQL_TYPES, type Table, tableQuery };
