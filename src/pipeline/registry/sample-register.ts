import {
  type Catalogue,
  compileCatalogue,
  loadCatalogue,
  type SourceColumnType,
  type SourceDefinition,
} from '#catalogue/load-catalogue.ts';
import { readNameTables } from '#catalogue/names/name-tables.ts';
import { citizenCheckCharacter } from '#domain/citizen-number.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import { normaliseName } from '#domain/person-name.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, type EngineRow, sqlName, sqlText } from '#engine/engine.ts';
import type { GivenTable } from '../given-table.ts';
import { emptyHistory, nextPublication } from '../link/history/last-history.ts';
import { LINK_LEVELS } from '../link/link-level.ts';
import { linkModels, REGISTER_PRELUDE } from '../link/list-models.ts';
import { nameTables } from '../link/name-tables.ts';
import { scoreAllSubjects } from '../link/score-subjects.ts';
import type { Decision } from '../review/decision.ts';
import { decisionTables } from '../review/decision-tables.ts';
import { registryModels } from './list-models.ts';

type Value = string | number | boolean | null;

/**
 * A row of a source, number and name as the department writes them. What is not said is NULL; a key that is
 * not said is the row's place. `delivered_on`: the delivery it came with, 2026-10-01 by default.
 */
export type SampleRow = Readonly<Record<string, Value>>;

/** Rows by source code. */
export type SampleSources = Readonly<Record<string, readonly SampleRow[]>>;

export interface SampleRegister {
  /** First row of a query on the tables of the register. */
  row(sql: string): Promise<EngineRow | undefined>;
  rows(sql: string): Promise<EngineRow[]>;
  /** The person that a row speaks of; `line` counts from 1 within the source. */
  person(source: string, line?: number, role?: string): Promise<EngineRow>;
  /** Id of a row of the source's first delivery. */
  rowId(source: string, line: number): number;
}

const SQL_TYPES: Partial<Record<SourceColumnType, string>> = {
  date: 'DATE',
  integer: 'BIGINT',
  amount: 'BIGINT',
  bool: 'BOOLEAN',
};
const CATALOGUE: Catalogue = loadCatalogue();
const LINK_MODELS = linkModels(CATALOGUE.sources);
const MODELS = [...LINK_MODELS, ...registryModels(CATALOGUE.sources)];
const FIRST_DELIVERY = '2026-10-01';

/** A well-formed number of nobody: division 640499; `sequence` odd for men. `birth`: ISO date. */
export function sampleNumber(birth: string, sequence: number): string {
  const digits = `640499${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return digits + citizenCheckCharacter(digits);
}

export interface SampleRun {
  readonly asOf?: string;
  readonly reversed?: boolean;
  readonly goingOn?: boolean;
  readonly decisions?: readonly Decision[];
  /** Only who each record is: no people, households or facts. */
  readonly onlyLink?: boolean;
}

/** An engine that has the fixed tables: rules, names, divisions. */
export interface SampleEngine {
  /** For the models behind the register. */
  readonly engine: Engine;
  /**
   * Makes the register of some rows, as on a first run; with `goingOn` as the run after the register made last.
   * `reversed` turns the order in which every table holds its rows, which must not matter.
   */
  register(sources: SampleSources, options?: SampleRun): Promise<SampleRegister>;
  close(): void;
}

/** Real DuckDB, real models, small hand-written standard tables; all in memory. */
export async function openSampleEngine(): Promise<SampleEngine> {
  const engine = await openDuckdb({ memoryLimit: '1GB', prelude: REGISTER_PRELUDE });
  const fixed = [
    ...nameTables(readNameTables()),
    ...compileCatalogue(CATALOGUE, '2026-10-31').filter(({ name }) => name === 'rule_state_meaning'),
    DIVISIONS,
    LINK_LEVELS,
  ];
  for (const table of fixed) await makeTable(engine, table.name, givenQuery(table));
  let runs = 0;
  return {
    engine,
    async register(sources, options: SampleRun = {}) {
      const { asOf = '2026-10-31', reversed = false, goingOn = false, decisions = [] } = options;
      const models = options.onlyLink ? LINK_MODELS : MODELS;
      runs = goingOn ? runs + 1 : 1;
      const standard = CATALOGUE.sources.map((source) =>
        standardTable(source, sources[source.source] ?? [], reversed),
      );
      for (const { name, ...table } of emptyHistory())
        await makeTable(
          engine,
          name,
          goingOn && name.startsWith('previous_')
            ? `SELECT * FROM ${name.replace('previous_', '')}`
            : givenQuery({ name, ...table }),
        );
      const given = [parameterTable(asOf), DEPLOYMENT, nextPublication(runs), ...decisionTables(decisions)];
      for (const table of [...given, ...standard]) await makeTable(engine, table.name, givenQuery(table));
      for (const model of models) {
        await makeTable(engine, model.table, model.sql);
        if (model.table === 'link_subject') await scoreAllSubjects(engine);
      }
      return showRegister(engine);
    },
    close: () => engine.close(),
  };
}

async function makeTable(engine: Engine, name: string, query: string): Promise<void> {
  await engine.run(`CREATE OR REPLACE TABLE ${sqlName(name)} AS ${query}`);
}

function givenQuery({ columns, rows }: GivenTable): string {
  const cast = columns.map(({ name, type }) => `CAST(${sqlName(name)} AS ${type}) AS ${sqlName(name)}`);
  const values = (rows.length > 0 ? rows : [columns.map(() => null)]).map(
    (row) => `(${row.map((v) => (typeof v === 'string' ? sqlText(v) : String(v))).join(', ')})`,
  );
  return `
    SELECT ${cast.join(', ')}
    FROM (VALUES ${values.join(', ')}) AS given(${columns.map(({ name }) => sqlName(name)).join(', ')})
    WHERE ${rows.length > 0}`;
}

function showRegister(engine: Engine): SampleRegister {
  return {
    rows: (sql) => engine.rows(sql),
    row: async (sql) => (await engine.rows(sql))[0],
    rowId: (source, line) => batchNo(source) * 2 ** 32 + line + 1,
    async person(source, line = 1, role = 'self') {
      const [row] = await engine.rows(`
        SELECT p.*, i.* EXCLUDE (person_id), l.link_rule
        FROM person_link l
        JOIN person p ON p.person_id = l.person_id
        JOIN person_identity i ON i.person_id = l.person_id
        WHERE l.row_id & 4294967295 = ${line + 1}
          AND l.role = ${sqlText(role)}
          AND l.row_id IN (SELECT row_id FROM standard_${source})`);
      if (!row) throw new Error(`row ${line} of ${source} has no person in role ${role}`);
      return row;
    },
  };
}

function parameterTable(asOf: string): GivenTable {
  return {
    name: 'run_parameter',
    columns: [
      { name: 'as_of', type: 'DATE' },
      { name: 'as_of_month', type: 'VARCHAR' },
      { name: 'person_salt', type: 'VARCHAR' },
    ],
    rows: [[asOf, asOf.slice(0, 7), SALT]],
  };
}

const SALT = 'a secret of this deployment';

const DEPLOYMENT: GivenTable = {
  name: 'deployment',
  columns: [{ name: 'person_salt', type: 'VARCHAR' }],
  rows: [[SALT]],
};

const DIVISIONS: GivenTable = {
  name: 'division_name',
  columns: ['code', 'name', 'level', 'parent', 'kind'].map((name) => ({
    name,
    type: name === 'level' ? 'INTEGER' : 'VARCHAR',
  })),
  rows: [
    ['4419', '无县市', 2, '44', 'CITY'],
    ['441900', '无县市', 3, '4419', 'FILLER'],
    ['64', '宁夏回族自治区', 1, null, 'PROVINCE'],
    ['6404', '固原市', 2, '64', 'CITY'],
    ['640499', '无名区', 3, '6404', 'DISTRICT'],
    ['640499001', '东街街道', 4, '640499', 'STREET'],
    ['640499001001', '东社区', 5, '640499001', 'COMMUNITY'],
    ['640499001002', '西社区', 5, '640499001', 'COMMUNITY'],
  ],
};

/** Deliveries of a source have numbers of their own; later ones are higher. */
function batchNo(source: string, delivery = 0): number {
  return 1 + CATALOGUE.sources.findIndex((definition) => definition.source === source) + delivery * 100;
}

function standardTable(
  definition: SourceDefinition,
  rows: readonly SampleRow[],
  reversed: boolean,
): GivenTable {
  const known = new Set(['delivered_on', ...definition.columns.map(({ column }) => column)]);
  for (const column of rows.flatMap((row) => Object.keys(row)))
    if (!known.has(column)) throw new Error(`${definition.source} has no column ${column}`);
  const deliveries = [...new Set(rows.map((row) => row.delivered_on ?? FIRST_DELIVERY))].sort();
  const cellsOf = (row: SampleRow, place: number): Cell[] => {
    const delivered = row.delivered_on ?? FIRST_DELIVERY;
    return [
      // Line 1 is the header.
      ['row_id', 'BIGINT', batchNo(definition.source, deliveries.indexOf(delivered)) * 2 ** 32 + place + 2],
      ['row_hash', 'UBIGINT', place],
      ['delivered_on', 'DATE', delivered],
      ...definition.columns.flatMap(({ column, type }) =>
        standardCells(column, type, row[column] ?? (definition.key.includes(column) ? `${place}` : null)),
      ),
    ];
  };
  const values = rows.map((row, place) => cellsOf(row, place).map(([, , value]) => value));
  return {
    name: `standard_${definition.source}`,
    columns: cellsOf({}, 0).map(([name, type]) => ({ name, type })),
    rows: reversed ? values.toReversed() : values,
  };
}

type Cell = readonly [name: string, sqlType: string, value: Value];

/** The columns that standardisation makes of one cell: name, SQL type, value. */
function standardCells(column: string, type: SourceColumnType, value: Value): Cell[] {
  const text = value === null ? null : String(value);
  if (type === 'id_no') {
    const number = parseIdentityNumber(text);
    return [
      [column, 'VARCHAR', number.normalised],
      [`${column}_raw`, 'VARCHAR', text],
      [`${column}_kind`, 'VARCHAR', number.kind],
      [`${column}_issue`, 'VARCHAR', number.issue],
    ];
  }
  if (type === 'name') {
    const name = normaliseName(text);
    return [
      [column, 'VARCHAR', name.name],
      [`${column}_issue`, 'VARCHAR', name.issue],
    ];
  }
  return [[column, SQL_TYPES[type] ?? 'VARCHAR', value]];
}
