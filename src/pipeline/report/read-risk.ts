import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';
import { hasTables } from '../known-tables.ts';

/** Leads on money paid wrongly; amounts are fen. */
export interface LeadCounts {
  readonly leads: number;
  /** Not closed yet. */
  readonly open: number;
  readonly verifiedTrue: number;
  readonly verifiedFalse: number;
  readonly amountFen: number;
  readonly recoveredFen: number;
}

export interface RiskReport {
  readonly whole: LeadCounts;
  /** Gravest first. */
  readonly grades: readonly (LeadCounts & { readonly grade: string })[];
  /** By whom they are about and gravest rule, gravest first; rules that show nobody are left out. */
  readonly rules: readonly (LeadCounts & {
    readonly subject: 'PERSON' | 'UNIT' | 'OPERATOR';
    readonly rule: string;
    readonly name: string;
    readonly grade: string;
  })[];
  /** The division itself (all leads, when none was asked for), then its children, as those of coverage. */
  readonly divisions: readonly (LeadCounts & { readonly division: string; readonly name: string })[];
}

const COUNTS = `
      count(l.lead_id) AS leads,
      count(l.lead_id) FILTER (s.is_open) AS open,
      count(l.lead_id) FILTER (l.is_true) AS "verifiedTrue",
      count(l.lead_id) FILTER (NOT l.is_true) AS "verifiedFalse",
      coalesce(sum(l.amount_fen), 0)::BIGINT AS "amountFen",
      coalesce(sum(l.recovered_fen), 0)::BIGINT AS "recoveredFen"`;

const LEADS = 'risk_lead l LEFT JOIN rule_lead_state s ON s.state = l.state';

const GRAVEST_FIRST = "CASE l.grade WHEN 'H' THEN 1 WHEN 'M' THEN 2 ELSE 3 END";

/**
 * Leads of a division (code prefix); null when the last run made none.
 *
 * @param scope.isWhole nobody asked for a division: leads without one, as those of operators, count too
 */
export async function readRisk(
  engine: Engine,
  scope: {
    readonly division: string;
    readonly divisions: readonly { readonly division: string; readonly name: string }[];
    readonly isWhole: boolean;
  },
): Promise<RiskReport | null> {
  if (!(await hasTables(engine, 'risk_lead', 'rule_risk'))) return null;
  const where = scope.isWhole
    ? ''
    : `WHERE starts_with(coalesce(l.division, ''), ${sqlText(scope.division)})`;
  const [whole] = await engine.rows<LeadCounts & EngineRow>(`SELECT ${COUNTS} FROM ${LEADS} ${where}`);
  const grades = await engine.rows<RiskReport['grades'][number] & EngineRow>(`
    SELECT l.grade, ${COUNTS}
    FROM ${LEADS}
    ${where}
    GROUP BY l.grade
    ORDER BY ${GRAVEST_FIRST}`);
  const rules = await engine.rows<RiskReport['rules'][number] & EngineRow>(`
    SELECT l.subject, l.rule, coalesce(any_value(r.name), l.rule) AS name, l.grade, ${COUNTS}
    FROM ${LEADS}
    LEFT JOIN rule_risk r ON r.rule = l.rule
    ${where}
    GROUP BY l.subject, l.rule, l.grade
    ORDER BY l.subject, ${GRAVEST_FIRST}, l.rule`);
  const prefixes = scope.divisions.map(({ division }) => `(${sqlText(division)})`).join(', ');
  const below =
    scope.divisions.length === 0
      ? []
      : await engine.rows<LeadCounts & { division: string } & EngineRow>(`
          SELECT d.division, ${COUNTS}
          FROM (VALUES ${prefixes}) d(division)
          LEFT JOIN risk_lead l ON starts_with(l.division, d.division)
          LEFT JOIN rule_lead_state s ON s.state = l.state
          GROUP BY d.division`);
  return Object.freeze({
    whole: whole!,
    grades,
    rules,
    divisions: scope.divisions.map(({ division, name }) => ({
      ...(scope.isWhole && division === scope.division
        ? whole!
        : below.find((row) => row.division === division)!),
      division,
      name,
    })),
  });
}
