import type { ArchiveType } from '#catalogue/archive-line-tables.ts';
import { sqlName } from '#engine/engine.ts';
import { type Model, parseModel } from '#engine/model.ts';
import type { ArchiveCategory, ArchiveItem, ArchiveOrigin, ArchiveReading } from './archive-rules.ts';
import { derivationSql } from './derivation-sql.ts';
import { codeCondition, readingSql } from './reading-sql.ts';

/** SQL types of the values by item type; amounts are fen. */
export const SQL_TYPES: Readonly<Record<ArchiveType, string>> = {
  s: 'VARCHAR',
  c: 'VARCHAR',
  d: 'DATE',
  m: 'VARCHAR',
  i: 'BIGINT',
  n: 'BIGINT',
  b: 'BOOLEAN',
  x: 'VARCHAR',
};

/** Where the row behind a column of a line table stands; columns that are not here follow from several rows. */
const LINE_ROWS: Readonly<Record<string, readonly string[] | string>> = {
  person: [
    'sex',
    'birth_date',
    'ethnicity',
    'hukou_division',
    'residence_division',
    'grid_code',
    'dwelling_code',
    'hukou_no',
    'death_date',
  ],
  person_identity: ['id_no', 'id_kind', 'name', 'mobile', 'hukou_address', 'residence_address'],
  employment_summary: ['livelihood', 'employer_uscc', 'employer_name', 'industry'],
  insurance_summary: ['insured_identity', 'first_month', 'paid_until', 'paid_months'],
  benefit_summary: [
    'programme',
    'benefit_state',
    'award_month',
    'monthly_amount_fen',
    'account_no',
    'stop_reason',
  ],
  retirement: 'account_row_id',
};

/**
 * The model `archive_<category>`: of each item the value, the row it was taken from (NULL: it follows from several)
 * and its quality; of each person once. Every source is read once. Where a value comes from and of which day it is
 * follows from the row's batch and is not stored.
 */
export function categoryModel({ category, items }: ArchiveCategory): Model {
  const origins = items.flatMap((item) => item.origins);
  const readings = new Map(
    origins.flatMap(({ reading }) => (reading ? [[reading.reading, reading] as const] : [])),
  );
  const queries = [...readings.values()].map((reading) =>
    readingSql(reading, wantedColumns(reading, origins)),
  );
  const lines = [...new Set(origins.filter(({ reading }) => !reading).map(({ place }) => place))].filter(
    (table) => table !== 'person',
  );
  const isLineaged = origins.some(({ place }) => place === 'person' || place === 'person_identity');
  const joined = [...lines, ...(isLineaged ? ['person_lineage'] : []), ...readings.keys()];
  const reads = [
    'person',
    ...lines,
    ...(isLineaged ? ['person_lineage'] : []),
    ...queries.flatMap((query) => query.reads),
    'batch',
    'rule_source',
    'run_parameter',
  ];
  const named = [['stale', STALE] as const, ...queries.flatMap((query) => query.queries), ['filled', '']];
  const filled = [
    '  SELECT',
    [
      'person.person_id',
      'coalesce(person.residence_division, person.hukou_division) AS division',
      'person.is_resident',
      ...items.flatMap(itemColumns),
    ]
      .map((column) => `    ${column}`)
      .join(',\n'),
    '  FROM person',
    '  CROSS JOIN run_parameter run',
    ...joined.map((table) => `  LEFT JOIN ${table} ON ${table}.person_id = person.person_id`),
  ].join('\n');
  return parseModel(
    [
      `-- table: archive_${category}`,
      `-- purpose: items of the livelihood archive, category ${category}: value, source row and quality. An identity table`,
      '-- grain: one row per person_id',
      `-- reads: ${[...new Set(reads)].join(', ')}`,
      'WITH',
      named.map(([name, sql]) => `${name} AS (\n${name === 'filled' ? filled : sql}\n)`).join(',\n'),
      'SELECT',
      [
        'filled.person_id',
        'filled.division',
        'filled.is_resident',
        ...items.flatMap((item) => shownColumns(item)),
      ]
        .map((column) => `  ${column}`)
        .join(',\n'),
      'FROM filled',
      'CROSS JOIN stale',
    ].join('\n'),
    'archive/category-model.ts',
  );
}

/** Batches that are older than their source may be. */
const STALE = [
  '  SELECT coalesce(list(CAST(batch.batch_no AS BIGINT)), []) AS batches',
  '  FROM batch',
  '  JOIN rule_source ON rule_source.source = batch.source',
  '  CROSS JOIN run_parameter run',
  '  WHERE run.as_of - batch.delivered_on > rule_source.max_age_days',
].join('\n');

function wantedColumns(reading: ArchiveReading, origins: readonly ArchiveOrigin[]): string[] {
  const own = origins.filter(({ place }) => place === reading.reading);
  return [
    ...new Set(
      own.flatMap(({ column, when }) => [
        ...(column === '*' ? [] : [column]),
        ...(when ? [when.column] : []),
      ]),
    ),
  ];
}

/** Value, row and contradiction of an item. */
function itemColumns({ identifier, type, origins }: ArchiveItem): string[] {
  if (origins.length === 0) return [];
  const values = origins.map(originValue);
  const rows = origins.map(originRow);
  const value = values.length === 1 ? values[0]! : `coalesce(${values.join(', ')})`;
  const row = `CASE ${values.map((one, index) => `WHEN ${one} IS NOT NULL THEN ${rows[index]}`).join(' ')} END`;
  const compared = values.filter((_, index) => origins[index]!.isCompared);
  const differs = compared.flatMap((left, index) =>
    compared.slice(index + 1).map((right) => `coalesce(${left} <> ${right}, FALSE)`),
  );
  return [
    `CAST(${value} AS ${SQL_TYPES[type]}) AS ${sqlName(identifier)}`,
    `CAST(${row} AS BIGINT) AS ${sqlName(`${identifier}_row`)}`,
    ...(differs.length > 0 ? [`${differs.join(' OR ')} AS ${sqlName(`${identifier}_differs`)}`] : []),
  ];
}

function shownColumns({ identifier, type, origins }: ArchiveItem): string[] {
  const [value, row, quality] = [identifier, `${identifier}_row`, `${identifier}_quality`].map(sqlName);
  if (origins.length === 0) {
    return [
      `CAST(NULL AS ${SQL_TYPES[type]}) AS ${value}`,
      `CAST(NULL AS BIGINT) AS ${row}`,
      `CAST(NULL AS VARCHAR) AS ${quality}`,
    ];
  }
  const isCompared = origins.filter((origin) => origin.isCompared).length > 1;
  const cases = [
    `WHEN filled.${value} IS NULL THEN NULL`,
    ...(isCompared ? [`WHEN filled.${sqlName(`${identifier}_differs`)} THEN 'CONFLICT'`] : []),
    `WHEN filled.${row} IS NULL THEN 'DERIVED'`,
    `WHEN list_contains(stale.batches, filled.${row} >> 32) THEN 'STALE'`,
    "ELSE 'GOOD'",
  ];
  return [`filled.${value}`, `filled.${row}`, `CASE ${cases.join(' ')} END AS ${quality}`];
}

function originValue({ reading, place, column, derivation, when }: ArchiveOrigin): string {
  const name = `${place}.${sqlName(column === '*' ? 'row_id' : column)}`;
  const value = derivationSql(derivation, name);
  if (!when || !reading) return value;
  return `CASE WHEN ${codeCondition(when, reading.source, place)} THEN ${value} END`;
}

function originRow({ reading, place, column }: ArchiveOrigin): string {
  if (reading) return `${place}.row_id`;
  const rows = LINE_ROWS[place];
  if (typeof rows === 'string') return `${place}.${rows}`;
  if (!rows?.includes(column)) return 'CAST(NULL AS BIGINT)';
  const table = place === 'person' || place === 'person_identity' ? 'person_lineage' : place;
  return `${table}.${sqlName(`${column}_row`)}`;
}
