import { type Engine, sqlName } from '#engine/engine.ts';
import { LinkageError, type LinkageProblem } from '../linkage-error.ts';
import { rawSql } from '../records/source-sql.ts';
import { isJoined, sourceColumns } from './column-source.ts';
import { countDates } from './count-dates.ts';
import type { LinkageSpec } from './linkage-spec.ts';
import { choiceRemedy } from './nearest-name.ts';

type Side = 'left' | 'right';

interface Table {
  readonly side: Side;
  readonly relation: string;
}

/**
 * Checks a spec against the relations it is to be applied to: every column exists, ids are unique and there. One
 * scan per relation.
 *
 * @returns warnings, which do not stop the work: columns that say nothing because they are empty or constant
 * @throws LinkageError with every problem found
 */
export async function checkColumns(
  engine: Engine,
  spec: LinkageSpec,
  left: string,
  right?: string,
): Promise<readonly LinkageProblem[]> {
  await checkColumnNames(engine, spec, left, right);
  const tables = tablesOf(left, right);
  const problems: LinkageProblem[] = [];
  const contents: ColumnContent[][] = [];
  for (const table of tables) {
    const { content, ...id } = await readContent(engine, spec, table);
    problems.push(...idProblems(spec, table, id), ...(await dateProblems(engine, spec, table)));
    contents.push(content);
  }
  if (problems.length > 0) throw new LinkageError(problems);
  return Object.freeze(
    spec.columns.flatMap((column, index) => {
      const found = warning(
        column.name,
        contents.map((content) => content[index]!),
      );
      return found ? [found] : [];
    }),
  );
}

/**
 * The first part of it: every column exists.
 * @throws LinkageError with every problem found
 */
export async function checkColumnNames(
  engine: Engine,
  spec: LinkageSpec,
  left: string,
  right?: string,
): Promise<void> {
  const missing: LinkageProblem[] = [];
  for (const table of tablesOf(left, right)) missing.push(...(await missingColumns(engine, spec, table)));
  if (missing.length > 0) throw new LinkageError(missing);
}

function tablesOf(left: string, right: string | undefined): readonly Table[] {
  const tables: Table[] = [{ side: 'left', relation: left }];
  return right === undefined ? tables : [...tables, { side: 'right', relation: right }];
}

async function missingColumns(
  engine: Engine,
  spec: LinkageSpec,
  { side, relation }: Table,
): Promise<LinkageProblem[]> {
  const described = await engine.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${sqlName(relation)}`);
  const names = described.map(({ column_name }) => column_name);
  const wanted = [
    ...(spec.id ? [{ path: 'id', name: spec.id[side] }] : []),
    ...(spec.truth ? [{ path: 'truth', name: spec.truth[side] }] : []),
    ...spec.columns.flatMap((column) =>
      sourceColumns(column.from[side]).map((name) => ({ path: `columns.${column.name}`, name })),
    ),
  ];
  // The engine takes names in any letter case.
  const known = new Set(names.map((name) => name.toLowerCase()));
  return wanted
    .filter(({ name }) => !known.has(name.toLowerCase()))
    .map(({ path, name }) => ({
      code: 'UNKNOWN_COLUMN',
      path,
      what: `The ${side} table has no column \`${name}\``,
      remedy: choiceRemedy(name, names),
    }));
}

/** Share of what year, month and day make that must be in the calendar: with month and day exchanged two fifths are. */
const LEAST_DATES = 0.7;

/** Dates made of columns that hold something else, or in another order. */
async function dateProblems(
  engine: Engine,
  spec: LinkageSpec,
  { side, relation }: Table,
): Promise<LinkageProblem[]> {
  const problems: LinkageProblem[] = [];
  for (const { name, type, from } of spec.columns) {
    const source = from[side];
    if (type !== 'date' || !isJoined(source)) continue;
    const { filled, possible } = await countDates(engine, relation, source);
    if (possible < LEAST_DATES * filled)
      problems.push({
        code: 'NO_DATES',
        path: `columns.${name}`,
        what: `Only ${possible} of ${filled} dates that the ${side} table has in \`${name}\` can be`,
        remedy: 'Write the columns in the order year, month, day (or day, month, year)',
      });
  }
  return problems;
}

interface ColumnContent {
  readonly filled: number;
  /** The one value, when there is only one. */
  readonly constant: string | undefined;
}

interface IdContent {
  readonly rows: number;
  readonly ids: number;
  readonly distinctIds: number;
}

async function readContent(
  engine: Engine,
  spec: LinkageSpec,
  { side, relation }: Table,
): Promise<IdContent & { content: ColumnContent[] }> {
  const id = spec.id && sqlName(spec.id[side]);
  const texts = spec.columns.map(({ from }) => `nullif(trim(${rawSql(from[side])}), '')`);
  const [row] = await engine.rows<Record<string, string | number | null>>(`
    SELECT
      count(*) AS row_count,
      ${id ? `count(${id})` : '0'} AS id_count,
      ${id ? `count(DISTINCT ${id})` : '0'} AS distinct_ids
      ${texts.map((text, i) => `, count(${text}) AS n${i}, min(${text}) AS low${i}, max(${text}) AS high${i}`).join('\n')}
    FROM ${sqlName(relation)}
  `);
  return {
    rows: Number(row!.row_count),
    ids: Number(row!.id_count),
    distinctIds: Number(row!.distinct_ids),
    content: spec.columns.map((_, i) => ({
      filled: Number(row![`n${i}`]),
      constant: row![`low${i}`] === row![`high${i}`] ? String(row![`low${i}`]) : undefined,
    })),
  };
}

function idProblems(
  spec: LinkageSpec,
  { side }: Table,
  { rows, ids, distinctIds }: IdContent,
): LinkageProblem[] {
  if (spec.id === undefined) return [];
  const problems: LinkageProblem[] = [];
  if (ids < rows)
    problems.push({
      code: 'BLANK_ID',
      path: 'id',
      what: `${rows - ids} of ${rows} records of the ${side} table have no \`${spec.id[side]}\``,
      remedy: 'Fill it, name another column, or leave `id` out: then the position in the file is the id',
    });
  if (distinctIds < ids)
    problems.push({
      code: 'DUPLICATE_ID',
      path: 'id',
      what: `${ids} records of the ${side} table have only ${distinctIds} different values of \`${spec.id[side]}\``,
      remedy: 'Name a column that is unique, or leave `id` out: then the position in the file is the id',
    });
  return problems;
}

function warning(name: string, sides: readonly ColumnContent[]): LinkageProblem | undefined {
  const isEmpty = sides.some(({ filled }) => filled === 0);
  const isConstant = sides.every(({ constant }) => constant !== undefined && constant === sides[0]!.constant);
  if (!isEmpty && !isConstant) return undefined;
  return {
    code: isEmpty ? 'EMPTY_COLUMN' : 'CONSTANT_COLUMN',
    path: `columns.${name}`,
    what: isEmpty ? `Column \`${name}\` is empty` : `Column \`${name}\` has the same value everywhere`,
    remedy: 'It says nothing about who a record is; take it out of comparisons and blocking',
  };
}
