import { type Engine, sqlName } from '#engine/engine.ts';
import { rawSql } from '../records/source-sql.ts';
import { isJoined } from '../spec/column-source.ts';
import { deepFreeze } from '../spec/deep-freeze.ts';
import type { ColumnProfile, TableProfile } from './column-profile.ts';
import { type SampleColumn, sampleTable, type TableSample } from './sample-table.ts';

/** Records whose characters are looked at. */
const LOOKED_AT = 4_000;

/** Profiles a relation of the engine: one scan to sample it, one more for columns that may be ids. */
export async function profileTable(engine: Engine, relation: string): Promise<TableProfile> {
  return profileSample(engine, await sampleTable(engine, relation, 'suggest_profile'));
}

/** Profiles a sample. */
export async function profileSample(engine: Engine, sample: TableSample): Promise<TableProfile> {
  const { relation, rows, sampledRows, columns } = sample;
  return deepFreeze({ relation, rows, sampledRows, columns: await profileColumns(engine, sample, columns) });
}

/** Profiles some columns of a sample. */
export async function profileColumns(
  engine: Engine,
  sample: TableSample,
  columns: readonly SampleColumn[],
): Promise<readonly ColumnProfile[]> {
  const measured: Row[] = [];
  for (const column of columns)
    measured.push(await measureColumn(engine, sample.table, `c${sample.columns.indexOf(column)}`));
  const unique = await uniqueColumns(engine, sample, columns, measured);
  return columns.map(({ name, sqlType }, i) =>
    columnProfile(name, sqlType, sample.sampledRows, measured[i]!, unique.has(i)),
  );
}

type Row = Readonly<Record<string, number | null>>;

async function measureColumn(engine: Engine, table: string, column: string): Promise<Row> {
  const shares = Object.entries(SHARES)
    .map(([name, sql]) => `avg(CASE WHEN ${sql} THEN 1 ELSE 0 END) AS ${name}`)
    .join(',\n');
  const [row] = await engine.rows<Row>(`
    WITH
    valued AS (SELECT r, ${column} AS v FROM ${table} WHERE ${column} IS NOT NULL),
    counted AS (SELECT count(*) AS n FROM valued GROUP BY v),
    looked_at AS (SELECT v FROM valued WHERE r < ${LOOKED_AT}),
    counts AS (
      SELECT
        CAST(coalesce(sum(n), 0) AS DOUBLE) AS filled,
        count(*) AS distinct_values,
        CAST(coalesce(sum(n * (n - 1)), 0) AS DOUBLE) AS agreeing,
        CAST(coalesce(max(n), 0) AS DOUBLE) AS commonest
      FROM counted
    ),
    characters AS (
      SELECT
        min(length(v)) AS min_length,
        median(length(v)) AS median_length,
        max(length(v)) AS max_length,
        avg(length(v) - length(replace(v, ' ', '')) + 1) AS mean_words,
        min(try_cast(v AS BIGINT)) AS min_number,
        max(try_cast(v AS BIGINT)) AS max_number,
        ${shares}
      FROM looked_at
    )
    SELECT * FROM counts, characters
  `);
  return row!;
}

const YEAR = '(18[5-9][0-9]|19[0-9]{2}|20[0-3][0-9])';
const MONTH = '(0?[1-9]|1[0-2])';
const DAY = '(0?[1-9]|[12][0-9]|3[01])';
const SEPARATOR = '[-/. ]';
const DATE_SHAPES = [
  `(1[5-9]|20)[0-9]{2}${SEPARATOR}${MONTH}${SEPARATOR}${DAY}([ T][0-9:.+Z-]+)?`,
  `${YEAR}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])`,
  `[0-3]?[0-9]${SEPARATOR}[0-3]?[0-9]${SEPARATOR}(${YEAR}|[0-9]{2})`,
  `${YEAR} ?[年년] ?${MONTH} ?[月월] ?${DAY} ?[日号일]`,
  `${DAY}${SEPARATOR}\\p{L}{3,9}\\.?,?${SEPARATOR}${YEAR}`,
  `\\p{L}{3,9}\\.?${SEPARATOR}${DAY},?${SEPARATOR}${YEAR}`,
];
const YEAR_MONTH_SHAPE = `${YEAR}([-/.]${MONTH}|(0[1-9]|1[0-2])|年${MONTH}月)`;

function isLike(pattern: string): string {
  return `regexp_full_match(v, '${pattern}')`;
}

function hasScript(...scripts: string[]): string {
  return `regexp_matches(v, '[${scripts.map((script) => `\\p{${script}}`).join('')}]')`;
}

const SHARES: Readonly<Record<string, string>> = Object.freeze({
  several_words: `regexp_matches(v, '[^\\s,;、　][\\s,;、　]+[^\\s,;、　]')`,
  digits_only: isLike('[0-9]+'),
  any_digit: `regexp_matches(v, '[0-9０-９]')`,
  id_number: isLike('[1-9][0-9]{16}[0-9Xx]'),
  leading_zero: isLike('0[0-9]+'),
  decimal_number: isLike('[-+]?[0-9]+[.,][0-9]+'),
  at_sign: `regexp_matches(v, '[^@ ]@[^@ ]')`,
  phone_like: `${isLike('[-+()/. 0-9]+')} AND length(regexp_replace(v, '[^0-9]', '', 'g')) BETWEEN 7 AND 15`,
  list_like: isLike('(\\[.*\\]|\\{.*\\}|[^|;]+([|;][^|;]+)+)'),
  latin: hasScript('Latin'),
  han: hasScript('Han'),
  kana: hasScript('Hiragana', 'Katakana'),
  hangul: hasScript('Hangul'),
  other_letters: `regexp_matches(v, '\\p{L}') AND NOT ${hasScript('Latin', 'Han', 'Hiragana', 'Katakana', 'Hangul')}`,
  any_date: isLike(`(${DATE_SHAPES.join('|')})`),
  day_first: isLike(`(1[3-9]|2[0-9]|3[01])${SEPARATOR}${MONTH}${SEPARATOR}(${YEAR}|[0-9]{2})`),
  month_first: isLike(`${MONTH}${SEPARATOR}(1[3-9]|2[0-9]|3[01])${SEPARATOR}(${YEAR}|[0-9]{2})`),
  year_month: isLike(YEAR_MONTH_SHAPE),
  year_like: isLike(YEAR),
});

/** Columns whose values are all distinct over the whole table. */
async function uniqueColumns(
  engine: Engine,
  { relation, sampledRows }: TableSample,
  columns: readonly SampleColumn[],
  measured: readonly Row[],
): Promise<ReadonlySet<number>> {
  const candidates = measured.flatMap((row, i) =>
    row.filled === row.distinct_values && Number(row.filled) > Math.min(1, sampledRows) ? [i] : [],
  );
  if (candidates.length === 0) return new Set();
  const [row] = await engine.rows<Record<string, boolean>>(`
    SELECT ${candidates
      .map((i) => columns[i]!.source)
      .map((source) => (isJoined(source) ? rawSql(source) : sqlName(source)))
      .map((value, k) => `count(${value}) = count(DISTINCT ${value}) AS u${k}`)
      .join(', ')}
    FROM ${sqlName(relation)}
  `);
  return new Set(candidates.filter((_, k) => row![`u${k}`]));
}

function columnProfile(
  name: string,
  sqlType: string,
  rows: number,
  row: Row,
  isUnique: boolean,
): ColumnProfile {
  const n = (key: string) => Number(row[key] ?? 0);
  const filled = n('filled');
  return {
    name,
    sqlType,
    filled: rows === 0 ? 0 : filled / rows,
    distinct: n('distinct_values'),
    isUnique,
    chance: filled < 2 ? 0 : n('agreeing') / (filled * (filled - 1)),
    commonest: filled === 0 ? 0 : n('commonest') / filled,
    length: { min: n('min_length'), median: n('median_length'), max: n('max_length') },
    severalWords: n('several_words'),
    meanWords: n('mean_words'),
    digitsOnly: n('digits_only'),
    anyDigit: n('any_digit'),
    leadingZero: n('leading_zero'),
    idNumberLike: n('id_number'),
    decimal: n('decimal_number'),
    at: n('at_sign'),
    phoneLike: n('phone_like'),
    listLike: n('list_like'),
    scripts: {
      latin: n('latin'),
      han: n('han'),
      kana: n('kana'),
      hangul: n('hangul'),
      other: n('other_letters'),
    },
    dates: {
      any: n('any_date'),
      dayFirst: n('day_first'),
      monthFirst: n('month_first'),
      yearMonth: n('year_month'),
    },
    number: row.min_number === null ? undefined : { min: n('min_number'), max: n('max_number') },
    yearLike: n('year_like'),
  };
}
