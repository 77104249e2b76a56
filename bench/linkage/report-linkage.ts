import type { Engine, EngineRow } from '#engine/engine.ts';
import type { TextTable } from '../text-table.ts';
import type { LinkageMeasure } from './measure-linkage.ts';

/** What linking is aimed at. */
export interface LinkageFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Register people that hold two real people under different own numbers. */
  readonly falseMerges: number;
}

export async function linkageFigures(engine: Engine): Promise<LinkageFigures> {
  const [all] = await engine.rows(
    `SELECT precision, recall, f1 FROM pair_agreement WHERE grouping_name = 'all'`,
  );
  const [merges] = await engine.rows(`SELECT people FROM person_defect WHERE defect = 'FALSE_MERGE'`);
  return {
    precision: all!.precision as number,
    recall: all!.recall as number,
    f1: all!.f1 as number,
    falseMerges: merges!.people as number,
  };
}

const DEFECTS: readonly (readonly [defect: string, what: string])[] = [
  ['FALSE_MERGE', 'false merges: two people with different own numbers in one'],
  ['SHARED_NUMBER_MERGE', 'two people on one number taken for one'],
  ['STRAY', 'people who hold a record of somebody else'],
  ['SPLIT', 'real people under several, each with an own number'],
  ['TWO_NUMBERS', 'real people of whom two numbers are delivered'],
  ['TWO_NUMBERS_FOUND', 'of these one person all the same'],
  ['SHARED', 'real people on a shared number'],
  ['SHARED_APART', 'of these apart'],
];

/** Tables of what was right and wrong; `title` says what linked. */
export async function linkageTables(
  { engine, isReviewed, exactSeconds }: LinkageMeasure,
  title: string,
): Promise<TextTable[]> {
  const agreement = async (...groups: readonly string[]) =>
    (
      await engine.rows(`
        SELECT * FROM pair_agreement WHERE grouping_name IN (${groups.map((group) => `'${group}'`).join(', ')})
        ORDER BY grouping_name, records DESC, mark`)
    ).map(agreementRow);
  const defects = new Map(
    (await engine.rows('SELECT defect, people FROM person_defect')).map((row) => [
      row.defect as string,
      row.people as number,
    ]),
  );
  return [
    {
      title: `${title}: pairs of records of one person`,
      columns: AGREEMENT,
      rows: await agreement('all', 'number'),
      note: 'A pair counts for a mark when at least one of its records bears it. Right: under the main person of whom it is about; wrong: under somebody else; apart: under a further person of the same.',
    },
    { title: `${title}: by error`, columns: AGREEMENT, rows: await agreement('error') },
    { title: `${title}: by source`, columns: AGREEMENT, rows: await agreement('source') },
    {
      title: `${title}: people`,
      columns: ['what', 'people'],
      rows: DEFECTS.map(([defect, what]) => [what, defects.get(defect) ?? 0]),
    },
    ...(exactSeconds === undefined ? [await reachTable(engine, title)] : []),
    ...(isReviewed ? [await reviewTable(engine, title)] : []),
  ];
}

const AGREEMENT = ['mark', 'records', 'right %', 'wrong', 'apart', 'precision', 'recall', 'F1'];

function agreementRow(row: EngineRow): (string | number)[] {
  const [records, right] = [row.records as number, row.right_records as number];
  return [
    row.mark as string,
    records,
    ((100 * right) / records).toFixed(2),
    row.wrong_records as number,
    row.apart_records as number,
    ...[row.precision, row.recall, row.f1].map((share) =>
      share === null ? 'n/a' : (share as number).toFixed(5),
    ),
  ];
}

async function reviewTable(engine: Engine, title: string): Promise<TextTable> {
  const rows = await engine.rows(`
    SELECT rule, count(*) AS pairs, count(*) FILTER (is_one) AS one
    FROM review_outcome
    GROUP BY ROLLUP (rule)
    ORDER BY rule NULLS FIRST`);
  return {
    title: `${title}: pairs for review`,
    columns: ['why', 'pairs', 'one person', 'yield %'],
    rows: rows.map(({ rule, pairs, one }) => [
      (rule as string | null) ?? 'all',
      pairs as number,
      one as number,
      ((100 * (one as number)) / (pairs as number)).toFixed(1),
    ]),
  };
}

/** Records without an own number of people who have one elsewhere: who could find them at all, and who did. */
async function reachTable(engine: Engine, title: string): Promise<TextTable> {
  const rows = await engine.rows(`
    SELECT
      source,
      count(*) AS records,
      count(*) FILTER (is_reachable) AS reachable,
      count(*) FILTER (result = 'RIGHT') AS right_records
    FROM reachable_record
    WHERE is_known
    GROUP BY ROLLUP (source)
    ORDER BY records DESC, source NULLS FIRST`);
  const share = (part: unknown, whole: unknown) => ((100 * (part as number)) / (whole as number)).toFixed(2);
  return {
    title: `${title}: records without an own number, of people who have one elsewhere`,
    columns: ['source', 'records', 'exact words suffice %', 'right %'],
    rows: rows.map(({ source, records, reachable, right_records }) => [
      (source as string | null) ?? 'all',
      records as number,
      share(reachable, records),
      share(right_records, records),
    ]),
  };
}
