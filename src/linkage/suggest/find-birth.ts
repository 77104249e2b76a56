import type { Engine } from '#engine/engine.ts';
import { castColumn } from '../cleaning/cast-column.ts';
import { joinedSql, rawSql } from '../records/source-sql.ts';
import { type DatePart, FIRST_YEAR, findDatePart, LAST_YEAR } from './date-part-header.ts';
import type { MeantColumn } from './pair-columns.ts';
import { type SampledTable, sampleColumn } from './sampled-table.ts';

/** How a table says when a person was born: in one column, in three, or in both ways. */
export interface BirthColumns {
  readonly date: MeantColumn | undefined;
  /** Year, month and day. */
  readonly parts: readonly MeantColumn[] | undefined;
}

/** Share of the records filled in which the parts must make a date between the years. */
const LEAST_DATES = 0.7;

/** Finds them by headers; year, month and day only if their values make dates. */
export async function findBirth(
  engine: Engine,
  table: SampledTable,
  columns: readonly MeantColumn[],
): Promise<BirthColumns> {
  const date = columns.find(({ meaning }) => meaning === 'birth_date');
  const of = (part: DatePart) =>
    columns.filter((column) => column !== date && findDatePart(column.profile.name) === part);
  for (const year of of('year'))
    for (const month of of('month'))
      for (const day of of('day'))
        if (await areDates(engine, table, [year, month, day])) return { date, parts: [year, month, day] };
  return { date, parts: undefined };
}

async function areDates(
  engine: Engine,
  table: SampledTable,
  columns: readonly MeantColumn[],
): Promise<boolean> {
  const parts = columns.map((column) => sampleColumn(table, column));
  const [row] = await engine.rows<{ share: number | null }>(`
    SELECT avg(CASE WHEN year(date) BETWEEN ${FIRST_YEAR} AND ${LAST_YEAR} THEN 1 ELSE 0 END) AS share
    FROM (
      SELECT ${castColumn('date', 'joined')} AS date
      FROM (
        SELECT ${joinedSql('date', parts, 'raw')} AS joined
        FROM (SELECT ${rawSql(parts)} AS raw FROM ${table.sample.table} WHERE ${parts.join(' || ')} IS NOT NULL AND r < 4000)
      )
    )
  `);
  return (row!.share ?? 0) >= LEAST_DATES;
}
