import type { Engine, EngineRow } from '#engine/engine.ts';
import { percent, type TableCell, type TextTable } from '../text-table.ts';

/** Records by what linking made of them, in total and by what was wrong with them. */
const LINKS = `
  WITH sorted_record AS (
    SELECT 'all' AS kind, 0 AS place, * FROM record_outcome
    UNION ALL
    SELECT 'no error', 1, * FROM record_outcome WHERE errors = ''
    UNION ALL
    SELECT kind, 2, record_outcome.*
    FROM record_outcome, unnest(string_split(errors, ',')) AS error(kind)
    WHERE errors <> ''
  )
  SELECT
    kind AS "error kind",
    count(*) AS records,
    count(*) FILTER (outcome = 'RIGHT') AS "right",
    count(*) FILTER (outcome = 'SPLIT') AS split,
    count(*) FILTER (outcome = 'WRONG') AS wrong,
    count(*) FILTER (outcome = 'NOT_LINKED') AS "not linked",
    count(*) FILTER (outcome = 'NO_TRUTH') AS "no truth"
  FROM sorted_record
  GROUP BY kind, place
  ORDER BY place, records DESC, kind`;

const PEOPLE = `
  SELECT 'people of the register' AS what, count(*) AS people FROM register_owner
  UNION ALL
  SELECT 'of these with a usable number', count(*) FROM register_owner WHERE has_usable_number
  UNION ALL
  SELECT 'real people in it', count(DISTINCT truth_id) FROM register_owner
  UNION ALL
  SELECT 'false merges: with records of two or more real people', count(*)
  FROM register_owner WHERE truth_people > 1
  UNION ALL
  SELECT 'splits: a further person with a usable number of somebody already there', count(*)
  FROM register_owner WHERE has_usable_number AND NOT is_main
  UNION ALL
  SELECT 'apart: a further person without a usable number of somebody already there', count(*)
  FROM register_owner WHERE NOT has_usable_number AND NOT is_main`;

const CONFUSION = `
  SELECT truth_status, found_status, count(*) AS people
  FROM status_outcome
  GROUP BY truth_status, found_status`;

const DISAGREEMENTS = `
  SELECT
    truth_status AS truth,
    found_status AS found,
    found_reason AS "reason found",
    mishaps AS "what is wrong with the rows",
    count(*) AS people
  FROM status_outcome
  WHERE truth_status <> found_status
  GROUP BY ALL
  ORDER BY people DESC, truth, found, "what is wrong with the rows"
  LIMIT 40`;

/** Further decisions about people whose status is found as it is. */
const DETAILS = `
  SELECT 'scheme' AS what, count(*) AS people, count(*) FILTER (truth_scheme IS NOT DISTINCT FROM found_scheme) AS agree
  FROM status_outcome WHERE truth_status = found_status
  UNION ALL
  SELECT 'gap_months', count(*), count(*) FILTER (truth_gap_months IS NOT DISTINCT FROM found_gap_months)
  FROM status_outcome WHERE truth_status = found_status AND truth_status IN ('NORMAL', 'INTERRUPTED')
  UNION ALL
  SELECT 'grade', count(*), count(*) FILTER (truth_grade IS NOT DISTINCT FROM found_grade)
  FROM status_outcome WHERE truth_status = found_status AND truth_status IN ('NORMAL', 'INTERRUPTED')
  UNION ALL
  SELECT 'in_denominator', count(*), count(*) FILTER (truth_in_denominator = found_in_denominator)
  FROM status_outcome WHERE truth_status = found_status
  UNION ALL
  SELECT 'is_registered', count(*), count(*) FILTER (truth_registered = found_registered)
  FROM status_outcome WHERE truth_status = found_status`;

const UNITS = `
  SELECT
    coalesce(truth.status, 'NO_SUCH_UNIT') AS truth_status,
    coalesce(found.status, 'NOT_FOUND') AS found_status,
    count(*) AS people
  FROM truth_unit AS truth
  FULL JOIN unit_status AS found USING (uscc)
  GROUP BY truth_status, found_status`;

const BALANCE = `
  SELECT
    coalesce(source, 'all') AS source,
    count(*) AS files,
    sum(rows) AS "rows sent",
    sum(junk_rows) AS "no records",
    sum(read) AS read,
    sum(accepted) AS accepted,
    sum(quarantined) AS quarantined,
    sum(repeated) AS repeated,
    count(*) FILTER (NOT is_read_whole) AS "files not read whole",
    count(*) FILTER (NOT adds_up) AS "files that do not add up"
  FROM file_balance
  GROUP BY ROLLUP (source)
  ORDER BY grouping(source) DESC, source`;

/** What a comparison with the truth comes to. */
export interface QualityFigures {
  /** People of whom some row carries a usable number. */
  readonly people: number;
  /** Share of them (0–1) whose coverage status is found as it is. */
  readonly statusAccuracy: number;
  readonly wrongLinks: number;
  readonly falseMerges: number;
  /** Files that were not read whole or do not add up. */
  readonly unbalancedFiles: number;
}

/** @param engine as `measureQuality` gives it */
export async function qualityFigures(engine: Engine): Promise<QualityFigures> {
  const [row] = await engine.rows<Record<keyof QualityFigures, number>>(`
    SELECT
      (SELECT count(*) FROM status_outcome) AS people,
      (SELECT avg(CAST(truth_status = found_status AS INTEGER)) FROM status_outcome) AS "statusAccuracy",
      (SELECT count(*) FROM record_outcome WHERE outcome = 'WRONG') AS "wrongLinks",
      (SELECT count(*) FROM register_owner WHERE truth_people > 1) AS "falseMerges",
      (SELECT count(*) FROM file_balance WHERE NOT (is_read_whole AND adds_up)) AS "unbalancedFiles"`);
  return row!;
}

/** The tables that a reader compares; numbers only, what is enough is for the reader to say. */
export async function qualityTables(engine: Engine): Promise<TextTable[]> {
  const { people, statusAccuracy } = await qualityFigures(engine);
  const agreeing = Math.round(people * statusAccuracy);
  const plain = async (title: string, sql: string, note?: string) =>
    table(title, await engine.rows(sql), note);
  return [
    await plain('Links by error kind', LINKS),
    await plain('People', PEOPLE),
    matrix(
      'Coverage status: truth (rows) × found (columns)',
      await engine.rows<Crossing>(CONFUSION),
      `${agreeing} of ${people} people whose records carry a usable number have their true status: ${percent(agreeing, people)}`,
    ),
    await plain('Disagreements on the status', DISAGREEMENTS),
    await plain('Of people with their true status', DETAILS),
    matrix('Units: truth (rows) × found (columns)', await engine.rows<Crossing>(UNITS)),
    await plain('Lists', LISTS),
    await plain('Balance', BALANCE),
  ];
}

/** After a later day, whose truth knows only the people to whom something happened. */
export async function dayTable(engine: Engine): Promise<TextTable> {
  const { people, statusAccuracy, wrongLinks, unbalancedFiles } = await qualityFigures(engine);
  return {
    title: 'After the next day, of the people it touched',
    columns: ['people', 'status found as it is', 'records linked wrong', 'files that do not balance'],
    rows: [[people, percent(Math.round(people * statusAccuracy), people), wrongLinks, unbalancedFiles]],
  };
}

const LISTS = `
  SELECT
    list,
    truth_entries AS truth,
    found_entries AS found,
    both_entries AS both,
    printf('%.2f %%', 100 * precision) AS precision,
    printf('%.2f %%', 100 * recall) AS recall
  FROM list_agreement
  ORDER BY list`;

interface Crossing extends EngineRow {
  readonly truth_status: string;
  readonly found_status: string;
  readonly people: number;
}

function table(title: string, rows: readonly EngineRow[], note?: string): TextTable {
  return {
    title,
    columns: Object.keys(rows[0] ?? { nothing: null }),
    rows: rows.map((row) => Object.values(row) as TableCell[]),
    ...(note === undefined ? {} : { note }),
  };
}

/** Counts of pairs as a matrix; what is true comes first, so that the diagonal shows what agrees. */
function matrix(title: string, crossings: readonly Crossing[], note?: string): TextTable {
  const truths = [...new Set(crossings.map((crossing) => crossing.truth_status))].sort();
  const others = new Set(crossings.map((crossing) => crossing.found_status));
  const found = [
    ...truths.filter((status) => others.has(status)),
    ...[...others].filter((s) => !truths.includes(s)),
  ];
  const count = (truth: string, status: string) =>
    crossings.find((c) => c.truth_status === truth && c.found_status === status)?.people ?? null;
  return {
    title,
    columns: ['truth', ...found],
    rows: truths.map((truth) => [truth, ...found.map((status) => count(truth, status))]),
    ...(note === undefined ? {} : { note }),
  };
}
