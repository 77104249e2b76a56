import type { CoverageStatus } from '#domain/coverage-status.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import { type ArchiveSummary, readArchiveSummary } from './read-archive-summary.ts';
import { type CertificationReport, readCertification } from './read-certification.ts';
import { type LearningReport, readLearning } from './read-learning.ts';
import { type RiskReport, readRisk } from './read-risk.ts';

/** Coverage of one division; counts are people. */
export interface DivisionCoverage {
  readonly division: string;
  readonly name: string;
  readonly level: number;
  readonly residents: number;
  readonly inScope: number;
  readonly insured: number;
  /** 0–1; null where nobody is in scope. */
  readonly coverageRate: number | null;
  readonly paymentRate: number | null;
  readonly statuses: Readonly<Record<CoverageStatus, number>>;
}

export interface SourceBalance {
  readonly source: string;
  readonly name: string;
  readonly department: string;
  readonly files: number;
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly repeated: number;
}

export interface Report {
  readonly asOf: string;
  readonly division: string;
  readonly divisionName: string;
  readonly denominator: string;
  readonly persons: number;
  readonly residents: number;
  readonly registered: number;
  readonly residenceSplit: number;
  readonly households: number;
  readonly dwellings: number;
  readonly buildings: number;
  readonly grids: number;
  readonly locateByDwelling: number;
  readonly locateByHousehold: number;
  readonly residentWithoutDwelling: number;
  readonly uninsuredUnits: number;
  /** Fields of sources that miss a threshold of quality, of all that are measured. */
  readonly fieldsBelowQuality: number;
  readonly fieldsMeasured: number;
  /** The division itself, then its children. */
  readonly coverage: readonly DivisionCoverage[];
  /** Only for the whole deployment: deliveries have no division. */
  readonly sources: readonly SourceBalance[];
  /** Null, like the next three, when the last run was of a version that made none. */
  readonly certification: CertificationReport | null;
  readonly risk: RiskReport | null;
  /** Null also for a division, and while nobody has verified anything. */
  readonly learning: LearningReport | null;
  /** Of the whole deployment or a county; null also for a smaller division. */
  readonly archive: ArchiveSummary | null;
}

type Part = 'coverage' | 'sources' | 'certification' | 'risk' | 'learning' | 'archive';

const STATUS_COLUMNS = [
  'data_error',
  'deceased',
  'left',
  'beneficiary',
  'normal',
  'insured_elsewhere',
  'out_of_scope',
  'unclaimed',
  'interrupted',
  'dropped',
  'missed',
] as const;

/** The figures of the last run for a division (code prefix) and its children. */
export async function readReport(
  engine: Engine,
  options: { division?: string; denominator?: string } = {},
): Promise<Report> {
  const denominator = options.denominator ?? 'RESIDENT';
  const division = options.division ?? (await topDivision(engine, denominator));
  const prefix = sqlText(division);
  const [counts] = await engine.rows<Omit<Report, Part> & Record<string, number | string>>(`
    SELECT
      (SELECT as_of FROM run_parameter) AS "asOf",
      ${prefix} AS division,
      coalesce((SELECT name FROM division WHERE code = ${prefix}), ${prefix}) AS "divisionName",
      ${sqlText(denominator)} AS denominator,
      count(*) AS persons,
      count(*) FILTER (is_resident) AS residents,
      count(*) FILTER (is_registered) AS registered,
      count(*) FILTER (residence_split) AS "residenceSplit",
      (SELECT count(*) FROM household WHERE starts_with(coalesce(grid_code, ''), ${prefix})) AS households,
      (SELECT count(*) FROM dwelling WHERE starts_with(coalesce(grid_code, ''), ${prefix})) AS dwellings,
      (SELECT count(*) FROM building WHERE starts_with(coalesce(grid_code, ''), ${prefix})) AS buildings,
      (SELECT count(*) FROM grid WHERE starts_with(grid_code, ${prefix})) AS grids,
      (SELECT count(*) FROM locate_by_dwelling WHERE starts_with(coalesce(grid_code, ''), ${prefix})) AS "locateByDwelling",
      (SELECT count(*) FROM locate_by_household JOIN person p USING (person_id)
        WHERE starts_with(coalesce(p.hukou_division, ''), ${prefix})) AS "locateByHousehold",
      (SELECT count(*) FROM resident_without_dwelling JOIN person p USING (person_id)
        WHERE starts_with(coalesce(p.residence_division, ''), ${prefix})) AS "residentWithoutDwelling",
      (SELECT count(*) FROM unit_status
        WHERE status = 'UNINSURED_UNIT' AND starts_with(coalesce(division, ''), ${prefix})) AS "uninsuredUnits",
      (SELECT count(*) FILTER (NOT pass) FROM quality) AS "fieldsBelowQuality",
      (SELECT count(*) FROM quality) AS "fieldsMeasured"
    FROM person
    WHERE starts_with(coalesce(residence_division, hukou_division, ''), ${prefix})
  `);
  const coverage = await readCoverage(engine, division, denominator);
  const isWhole = options.division === undefined;
  const scope = { division, divisions: coverage, isWhole };
  return Object.freeze({
    ...(counts as unknown as Omit<Report, Part>),
    coverage,
    sources: isWhole ? await readBalances(engine) : [],
    certification: await readCertification(engine, scope),
    risk: await readRisk(engine, scope),
    learning: isWhole ? await readLearning(engine) : null,
    archive: await readArchiveSummary(engine, isWhole ? '' : division),
  });
}

/** Whose code lies elsewhere by a slip of some department does not lift the report to the province. */
const NEARLY_ALL = 0.99;

/** The smallest division that holds nearly everybody. */
async function topDivision(engine: Engine, denominator: string): Promise<string> {
  const [top] = await engine.rows<{ division: string }>(`
    SELECT division
    FROM coverage_rate
    WHERE denominator = ${sqlText(denominator)}
      AND length(division) <= 6
    QUALIFY in_scope >= ${NEARLY_ALL} * max(in_scope) OVER ()
    ORDER BY length(division) DESC, in_scope DESC
    LIMIT 1
  `);
  return top?.division ?? '';
}

async function readCoverage(
  engine: Engine,
  division: string,
  denominator: string,
): Promise<DivisionCoverage[]> {
  const rows = await engine.rows(`
    WITH below AS (
      SELECT min(length(division)) AS digits
      FROM coverage_rate
      WHERE starts_with(division, ${sqlText(division)})
        AND length(division) > ${division.length}
    )
    SELECT r.*, coalesce(d.name, r.division) AS name
    FROM coverage_rate r
    CROSS JOIN below
    LEFT JOIN division d ON d.code = r.division
    WHERE denominator = ${sqlText(denominator)}
      AND (r.division = ${sqlText(division)}
        OR (starts_with(r.division, ${sqlText(division)}) AND length(r.division) = below.digits))
    ORDER BY length(r.division), r.division
  `);
  return rows.map((row) =>
    Object.freeze({
      division: String(row.division),
      name: String(row.name),
      level: Number(row.level),
      residents: Number(row.residents),
      inScope: Number(row.in_scope),
      insured: Number(row.insured),
      coverageRate: row.coverage_rate === null ? null : Number(row.coverage_rate),
      paymentRate: row.payment_rate === null ? null : Number(row.payment_rate),
      statuses: Object.fromEntries(
        STATUS_COLUMNS.map((column) => [column.toUpperCase(), Number(row[column] ?? 0)]),
      ) as Record<CoverageStatus, number>,
    }),
  );
}

async function readBalances(engine: Engine): Promise<SourceBalance[]> {
  return await engine.rows<SourceBalance & Record<string, string | number>>(`
    SELECT
      b.source,
      coalesce(any_value(s.name), b.source) AS name,
      coalesce(any_value(d.name), any_value(b.department)) AS department,
      count(*) AS files,
      sum(b.read) AS read,
      sum(b.accepted) AS accepted,
      sum(b.quarantined) AS quarantined,
      sum(b.repeated) AS repeated
    FROM batch b
    LEFT JOIN rule_source s ON s.source = b.source
    LEFT JOIN rule_department d ON d.department = b.department
    GROUP BY b.source
    ORDER BY b.source
  `);
}
