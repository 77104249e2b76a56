import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';
import { hasTables } from '../known-tables.ts';
import { type SourceRow, withEvidence } from './source-row.ts';

/** How a person's entitlement to one programme stands, in words, and what it rests on. Dates are ISO. */
export interface CertificationExplanation {
  readonly programme: string;
  readonly programmeName: string;
  readonly department: string | null;
  readonly state: string;
  readonly stateName: string;
  readonly stateSince: string | null;
  readonly previousState: string | null;
  readonly basis: string | null;
  readonly method: string | null;
  readonly methodName: string | null;
  readonly reason: string | null;
  readonly reasonText: string | null;
  readonly points: number | null;
  readonly channels: number | null;
  readonly proofDate: string | null;
  readonly proofChannel: string | null;
  readonly recognisedFrom: string | null;
  readonly negativeChannel: string | null;
  readonly negativeDate: string | null;
  readonly dueDate: string | null;
  readonly nextStep: string | null;
  readonly nextStepName: string | null;
  readonly isPriority: boolean;
  readonly awardMonth: string | null;
  readonly monthlyAmountFen: number | null;
  readonly rule: string | null;
  readonly ruleVersion: string | null;
  readonly evidence: readonly SourceRow[];
}

/** A person's certifications in the order of the programmes; null when the last run made none at all. */
export async function readCertifications(
  engine: Engine,
  personId: string,
  options: { reveal: boolean },
): Promise<CertificationExplanation[] | null> {
  if (!(await hasTables(engine, 'certification', 'rule_programme'))) return null;
  const rows = await engine.rows<Omit<CertificationExplanation, 'evidence'> & EngineRow>(`
    SELECT
      c.programme,
      coalesce(p.name, c.programme) AS "programmeName",
      coalesce(d.name, c.department) AS department,
      c.state,
      coalesce(s.name, c.state) AS "stateName",
      CAST(c.state_since AS VARCHAR) AS "stateSince",
      coalesce(previous.name, c.previous_state) AS "previousState",
      c.basis,
      c.method,
      coalesce(way.name, c.method) AS "methodName",
      c.reason,
      r.text AS "reasonText",
      c.points,
      c.channels,
      CAST(c.proof_date AS VARCHAR) AS "proofDate",
      coalesce(proof.name, c.proof_channel) AS "proofChannel",
      coalesce(origin.name, c.recognised_from) AS "recognisedFrom",
      coalesce(negative.name, c.negative_channel) AS "negativeChannel",
      CAST(c.negative_date AS VARCHAR) AS "negativeDate",
      CAST(c.due_date AS VARCHAR) AS "dueDate",
      c.next_step AS "nextStep",
      coalesce(step.name, c.next_step) AS "nextStepName",
      coalesce(c.is_priority, FALSE) AS "isPriority",
      c.award_month AS "awardMonth",
      c.monthly_amount_fen AS "monthlyAmountFen",
      c.rule,
      c.rule_version AS "ruleVersion",
      c.evidence
    FROM certification c
    LEFT JOIN rule_programme p ON p.programme = c.programme
    LEFT JOIN rule_programme origin ON origin.programme = c.recognised_from
    LEFT JOIN rule_department d ON d.department = c.department
    LEFT JOIN rule_certification_state s ON s.state = c.state
    LEFT JOIN rule_certification_state previous ON previous.state = c.previous_state
    LEFT JOIN rule_certification_reason r ON r.reason = c.reason
    LEFT JOIN rule_certification_method way ON way.method = c.method
    LEFT JOIN rule_next_step step ON step.next_step = c.next_step
    LEFT JOIN rule_evidence_channel proof ON proof.channel = c.proof_channel
    LEFT JOIN rule_evidence_channel negative ON negative.channel = c.negative_channel
    WHERE c.person_id = ${sqlText(personId)}
    ORDER BY p.code NULLS LAST, c.programme`);
  return await withEvidence(engine, rows, options);
}
