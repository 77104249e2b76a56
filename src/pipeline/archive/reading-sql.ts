import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { sqlName, sqlText } from '#engine/engine.ts';
import { isIdentityColumn, personColumn } from '../registry/fact.ts';
import type { ArchiveReading, CodeCondition } from './archive-rules.ts';

/** The queries that take a reading's row of each person, and the tables they read. */
export interface ReadingSql {
  /** Named queries; the last bears the reading's name and has person_id, row_id and the columns asked for. */
  readonly queries: readonly (readonly [name: string, sql: string])[];
  readonly reads: readonly string[];
}

/**
 * @param columns what is wanted of the row. Identity stands in the standard table only, so from there it is taken
 */
export function readingSql(reading: ArchiveReading, columns: readonly string[]): ReadingSql {
  const { source } = reading;
  const fact = `fact_${source.source}`;
  const person = sqlName(personColumn(reading.role));
  const order = precedence(reading);
  const chosen = [
    '  SELECT',
    `    ${person} AS person_id,`,
    order === undefined ? '    max(row_id) AS row_id' : `    max_by(row_id, ${order}) AS row_id`,
    `  FROM ${fact}`,
    `  WHERE ${person} IS NOT NULL`,
    ...(reading.where ? [`    AND ${codeCondition(reading.where, source)}`] : []),
    `  GROUP BY ${person}`,
  ].join('\n');
  if (columns.length === 0) return { queries: [[reading.reading, chosen]], reads: [fact] };
  const holdsIdentity = columns.some((name) => {
    const column = source.columns.find((candidate) => candidate.column === name)!;
    return isIdentityColumn(source, column);
  });
  const values = holdsIdentity ? `standard_${source.source}` : fact;
  const row = [
    '  SELECT',
    ['chosen.person_id', 'chosen.row_id', ...columns.map((column) => `said.${sqlName(column)}`)]
      .map((column) => `    ${column}`)
      .join(',\n'),
    `  FROM ${reading.reading}_row chosen`,
    `  JOIN ${values} said ON said.row_id = chosen.row_id`,
  ].join('\n');
  return {
    queries: [
      [`${reading.reading}_row`, chosen],
      [reading.reading, row],
    ],
    reads: [...new Set([fact, values])],
  };
}

/** A condition on a column of the source, TRUE or FALSE even where nothing stands in it. */
export function codeCondition(
  { column, codes }: CodeCondition,
  source: SourceDefinition,
  table?: string,
): string {
  const name = table === undefined ? sqlName(column) : `${table}.${sqlName(column)}`;
  const isBool = source.columns.find((candidate) => candidate.column === column)?.type === 'bool';
  const known = codes.filter((code) => code !== null).map((code) => (isBool ? code : sqlText(code)));
  const parts = [
    ...(known.length > 0 ? [`coalesce(${name} IN (${known.join(', ')}), FALSE)`] : []),
    ...(codes.includes(null) ? [`${name} IS NULL`] : []),
  ];
  return parts.length === 1 ? parts[0]! : `(${parts.join(' OR ')})`;
}

/**
 * Preferred rows, then the latest, then the last delivered, as one integer. A day after the delivery is a misprint
 * and makes nothing the latest. Undefined where the last delivered row is all that counts.
 */
function precedence({ source, prefer, latestBy }: ArchiveReading): string | undefined {
  if (!prefer && latestBy === undefined) return undefined;
  const preferred = prefer ? `CASE WHEN ${codeCondition(prefer, source)} THEN 1000000 ELSE 0 END` : '0';
  return `CAST(${preferred} + ${recency(source, latestBy)} AS HUGEINT) * ${ROWS} + row_id`;
}

/** More than any row id. */
const ROWS = '10000000000000000000';

function recency(source: SourceDefinition, latestBy: string | undefined): string {
  if (latestBy === undefined) return '0';
  const name = sqlName(latestBy);
  switch (source.columns.find(({ column }) => column === latestBy)?.type) {
    case 'date':
      return `coalesce(CASE WHEN ${name} <= delivered_on THEN greatest(${name} - DATE '1900-01-01', 0) END, 0)`;
    case 'month':
      return `coalesce(greatest(month_index(${name}), 0), 0)`;
    default:
      return `coalesce(CASE WHEN ${name} BETWEEN 0 AND 9999 THEN ${name} END, 0)`;
  }
}
