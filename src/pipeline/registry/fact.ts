import type { SourceColumn, SourceColumnType, SourceDefinition } from '#catalogue/load-catalogue.ts';
import { sqlName } from '#engine/engine.ts';
import { type Model, parseModel } from '#engine/model.ts';

/** Columns of these types say who a person is or where to find one: they stay in the identity tables. */
const IDENTITY_TYPES: ReadonlySet<SourceColumnType> = new Set(['id_no', 'name', 'mobile', 'address']);
/** Numbers that an office or bank gave the person. */
const PERSONAL_NUMBERS: ReadonlySet<string> = new Set(['personal_no', 'account_no', 'student_no']);

/**
 * The models `fact_<source>`: the standard rows of each source for assessment, without what identifies people
 * directly, and with `person_id` (role `self`) and `<role>_person_id` (any other role) in its place. The business
 * key of a person source is a personal number of its department and goes too; `row_id` stands for the row. An event
 * has the `person_id` to whom it happened, NULL where the register cannot tell. A token stands there as a salted hash
 * `<column>_key`, which can be compared with others but not read.
 */
export function factModels(sources: readonly SourceDefinition[]): Model[] {
  return sources.map(factModel);
}

function factModel(source: SourceDefinition): Model {
  const table = `standard_${source.source}`;
  const isEvent = source.subject === 'event';
  const { tokens } = source;
  const columns = [
    's.row_id',
    's.delivered_on',
    ...(isEvent ? ['owner.person_id'] : []),
    ...source.persons.map(({ role }) => `${alias(role)}.person_id AS ${personColumn(role)}`),
    ...source.columns
      .filter((column) => !isIdentityColumn(source, column))
      .map(({ column }) => `s.${sqlName(column)}`),
    ...tokens.map(
      (column) =>
        `short_hash(deployment.person_salt || '|' || s.${sqlName(column)}) AS ${sqlName(`${column}_key`)}`,
    ),
  ];
  const joins = [
    ...source.persons.flatMap(({ role }) => [
      `LEFT JOIN person_link ${alias(role)}`,
      `  ON ${alias(role)}.row_id = s.row_id`,
      `  AND ${alias(role)}.role = '${role}'`,
    ]),
    ...(isEvent
      ? [
          'LEFT JOIN event_person owner',
          '  ON owner.id_no = s.id_no',
          "  AND owner.name = coalesce(s.name, '')",
        ]
      : []),
    ...(tokens.length > 0 ? ['CROSS JOIN deployment'] : []),
  ];
  const reads = [
    table,
    ...(source.persons.length > 0 ? ['person_link'] : []),
    ...(isEvent ? ['event_person'] : []),
    ...(tokens.length > 0 ? ['deployment'] : []),
  ];
  return parseModel(
    [
      `-- table: fact_${source.source}`,
      `-- purpose: rows of ${source.source} for assessment, without identity`,
      '-- grain: one row per row_id',
      `-- reads: ${reads.join(', ')}`,
      'SELECT',
      columns.map((column) => `  ${column}`).join(',\n'),
      `FROM ${table} s`,
      ...joins,
    ].join('\n'),
    'registry/fact.ts',
  );
}

/** Whether a column says who a person is: then it stands in `standard_<source>` and not in the fact. */
export function isIdentityColumn(source: SourceDefinition, { column, type }: SourceColumn): boolean {
  return (
    IDENTITY_TYPES.has(type) ||
    source.tokens.includes(column) ||
    (source.persons.length > 0 && PERSONAL_NUMBERS.has(column)) ||
    (source.subject === 'person' && type === 'text' && source.key.includes(column))
  );
}

function alias(role: string): string {
  return `${role}_link`;
}

/** The column of a fact that holds the person of a role. */
export function personColumn(role: string): string {
  return role === 'self' ? 'person_id' : `${role}_person_id`;
}
