import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';
import { hasTables } from '../known-tables.ts';
import { type SourceRow, withEvidence } from './source-row.ts';

/** A lead about a person: why it was raised, what is at stake, and how far it has been followed. */
export interface LeadExplanation {
  readonly leadId: string;
  /** The gravest rule that fits, and all of them by name. */
  readonly rule: string;
  readonly ruleName: string;
  readonly ruleNames: readonly string[];
  readonly reason: string | null;
  readonly grade: string;
  /** Names of the programmes that paid. */
  readonly programmes: readonly string[];
  /** Months that the rules show, YYYY-MM. */
  readonly fromMonth: string | null;
  readonly toMonth: string | null;
  readonly amountFen: number | null;
  readonly amountDueFen: number | null;
  readonly recoveredFen: number | null;
  readonly state: string;
  readonly stateName: string;
  /** ISO date. */
  readonly stateSince: string | null;
  readonly isTrue: boolean | null;
  /** As a clerk reads it. */
  readonly closeReason: string | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly ruleVersion: string | null;
  readonly evidence: readonly SourceRow[];
}

/** The leads about a person, gravest first; null when the last run made none at all. */
export async function readLeads(
  engine: Engine,
  personId: string,
  options: { reveal: boolean },
): Promise<LeadExplanation[] | null> {
  if (!(await hasTables(engine, 'risk_lead', 'rule_risk'))) return null;
  const rows = await engine.rows<Omit<LeadExplanation, 'evidence'> & EngineRow>(`
    SELECT
      l.lead_id AS "leadId",
      l.rule,
      coalesce(r.name, l.rule) AS "ruleName",
      coalesce((
        SELECT list(coalesce(named.name, fitting.rule) ORDER BY fitting.rule)
        FROM (SELECT unnest(l.rules) AS rule) fitting
        LEFT JOIN rule_risk named ON named.rule = fitting.rule
      ), []) AS "ruleNames",
      r.reason,
      l.grade,
      coalesce((
        SELECT list(coalesce(named.name, paying.programme) ORDER BY named.code, paying.programme)
        FROM (SELECT unnest(l.programmes) AS programme) paying
        LEFT JOIN rule_programme named ON named.programme = paying.programme
      ), []) AS programmes,
      l.from_month AS "fromMonth",
      l.to_month AS "toMonth",
      l.amount_fen AS "amountFen",
      l.amount_due_fen AS "amountDueFen",
      l.recovered_fen AS "recoveredFen",
      l.state,
      coalesce(s.name, l.state) AS "stateName",
      CAST(l.state_since AS VARCHAR) AS "stateSince",
      l.is_true AS "isTrue",
      coalesce(c.name, l.close_reason) AS "closeReason",
      CAST(l.first_seen AS VARCHAR) AS "firstSeen",
      CAST(l.last_seen AS VARCHAR) AS "lastSeen",
      l.rule_version AS "ruleVersion",
      l.evidence
    FROM risk_lead l
    LEFT JOIN rule_risk r ON r.rule = l.rule
    LEFT JOIN rule_lead_state s ON s.state = l.state
    LEFT JOIN rule_lead_close c ON c.close_reason = l.close_reason
    WHERE l.subject = 'PERSON'
      AND l.person_id = ${sqlText(personId)}
    ORDER BY CASE l.grade WHEN 'H' THEN 1 WHEN 'M' THEN 2 ELSE 3 END, l.rule, l.lead_id`);
  return await withEvidence(engine, rows, options);
}
