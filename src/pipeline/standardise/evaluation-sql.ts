import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { sqlName, sqlText } from '#engine/engine.ts';
import { type ColumnSql, columnSql, rawName } from './column-sql.ts';

/** Between the parts of a problem, and between problems; framed fields hold no control characters. */
export const PART_SEPARATOR = '\u001f';
const PROBLEM_SEPARATOR = '\u001e';

/** A file may bear the first day of the period that it tells of: whoever is born later is a mistake. */
const PERIOD_DAYS = 31;

/** A definition as SQL over the delivered cells. */
export interface Evaluation {
  /**
   * Query of one row per record: `line`; the columns of the standard table but its meta columns; `refusal`
   * and `problems`, NULL when there are none; `row_hash`, `key_hash`.
   */
  readonly sql: string;
  /** Columns of the standard table behind the meta columns, in order. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/**
 * Turns a definition into the query that judges and converts its records.
 * @param delivered query of `line` and the cells' text under `rawName(column)`
 * @param deliveredOn ISO date
 */
export function evaluationSql(
  definition: SourceDefinition,
  delivered: string,
  deliveredOn: string,
): Evaluation {
  const lastBirth = `DATE ${sqlText(daysAfter(deliveredOn, PERIOD_DAYS))}`;
  const parts = definition.columns.map((column) => ({ column, sql: columnSql(column, lastBirth) }));
  const outputs = parts.flatMap(({ sql }) => sql.outputs);

  let query = delivered;
  const depth = Math.max(...parts.map(({ sql }) => sql.steps.length));
  for (let step = 0; step < depth; step += 1) {
    const expressions = parts.flatMap(({ sql }) =>
      sql.steps.slice(step, step + 1).map(([name, expression]) => `  ${expression} AS ${name}`),
    );
    query = `SELECT\n  *,\n${expressions.join(',\n')}\nFROM (\n${query}\n)`;
  }
  const values = outputs.map(([name, , expression]) => `  ${expression} AS ${sqlName(name)}`);
  const converted = [
    'SELECT',
    '  line,',
    `${values.join(',\n')},`,
    `  ${refusalOf(definition, parts)} AS refusal,`,
    `  nullif(concat_ws(chr(30), ${parts.map((part) => problemOf(part, 'issue')).join(', ')}), '') AS problems`,
    `FROM (\n${query}\n)`,
  ].join('\n');
  const names = outputs.map(([name]) => sqlName(name));
  return {
    sql: [
      'SELECT',
      '  *,',
      `  hash(${names.join(', ')}) AS row_hash,`,
      `  hash(${keyColumns(definition).join(', ')}) AS key_hash`,
      `FROM (\n${converted}\n)`,
    ].join('\n'),
    columns: outputs.map(([name, type]) => ({ name, type })),
  };
}

/** Columns of the standard table that hold the business key. */
export function keyColumns({ key, columns }: SourceDefinition): string[] {
  return key.map((column) => {
    const type = columns.find((candidate) => candidate.column === column)?.type;
    return sqlName(type === 'id_no' ? `${column}_raw` : column);
  });
}

function daysAfter(isoDate: string, days: number): string {
  return new Date(Date.parse(isoDate) + days * 86_400_000).toISOString().slice(0, 10);
}

type Part = { readonly column: SourceDefinition['columns'][number]; readonly sql: ColumnSql };

/** The first reason to refuse the record: a required column, or nobody named. */
function refusalOf(definition: SourceDefinition, parts: readonly Part[]): string {
  const required = parts.filter(({ column }) => column.required || definition.key.includes(column.column));
  const reasons = required.map((part) => problemOf(part, 'refusal'));
  const [self] = definition.subject === 'person' ? definition.persons : [];
  if (self !== undefined) {
    const issueOf = (column: string) => parts.find((part) => part.column.column === column)!.sql.issue;
    reasons.push(
      `CASE WHEN ${issueOf(self.idNo)} = 'BLANK' AND ${issueOf(self.name)} = 'BLANK' THEN ${sqlText(
        [self.idNo, 'BLANK_IDENTITY', ''].join(PART_SEPARATOR),
      )} END`,
    );
  }
  return reasons.length === 1 ? reasons[0]! : `coalesce(${reasons.join(', ')})`;
}

/** `column ␟ reason ␟ value class`, or NULL. A blank is a reason to refuse, but no issue of its own. */
function problemOf({ column: { column }, sql: { issue } }: Part, as: 'refusal' | 'issue'): string {
  const condition = as === 'refusal' ? `${issue} IS NOT NULL` : `${issue} <> 'BLANK'`;
  const text = `concat(${sqlText(column + PART_SEPARATOR)}, ${issue}, chr(31), value_class(${rawName(column)}))`;
  return `CASE WHEN ${condition} THEN ${text} END`;
}

/** Query of one row per problem: `line`, `field`, `reason`, `value_class`; `from` has `line` and the column. */
export function problemRows(from: string, column: 'refusal' | 'problems'): string {
  const part = (index: number) => `split_part(problem, chr(31), ${index})`;
  return [
    'SELECT',
    '  line,',
    `  ${part(1)} AS field,`,
    `  ${part(2)} AS reason,`,
    `  nullif(${part(3)}, '') AS value_class`,
    'FROM (',
    `  SELECT line, unnest(string_split(${column}, ${sqlText(PROBLEM_SEPARATOR)})) AS problem`,
    `  FROM ${from}`,
    `  WHERE ${column} IS NOT NULL`,
    ')',
  ].join('\n');
}
