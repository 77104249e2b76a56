import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { sqlName, sqlText } from '#engine/engine.ts';
import { type Model, parseModel } from '#engine/model.ts';

/** Columns by which a source is the roster of programmes. */
const ROSTER = ['programme', 'award_month', 'benefit_state'] as const;
/** What a roster may say besides. */
const DETAILS = Object.freeze([
  ['last_paid_month', 'VARCHAR'],
  ['monthly_amount_fen', 'BIGINT'],
  ['stop_reason', 'VARCHAR'],
  ['stopped_date', 'DATE'],
  ['account_no_key', 'VARCHAR'],
  ['relation_to_deceased', 'VARCHAR'],
] as const);

/**
 * The model `programme_award`: who draws which programme, from every roster, so that a roster added in YAML needs no
 * code.
 */
export function programmeAwardModel(sources: readonly SourceDefinition[]): Model {
  const rosters = sources.filter(
    ({ subject, columns }) =>
      subject === 'person' && ROSTER.every((name) => columns.some(({ column }) => column === name)),
  );
  const reads = rosters.map(({ source }) => `fact_${source}`);
  return parseModel(
    `-- table: programme_award
-- purpose: the programmes that people draw: paying, suspended, or ended not long ago. Of several awards of one programme
--   the one that pays, then the latest. A state that cannot be read is held to be paying
-- grain: one row per person_id, programme
-- reads: ${[...reads, 'rule_programme', 'rule_certification', 'run_parameter'].join(', ')}
WITH roster AS (
${rosters.map(branch).join('\n  UNION ALL\n')}
),
held AS (
  SELECT
    roster.*,
    programme_rule.department
  FROM roster
  JOIN rule_programme AS programme_rule USING (programme)
  CROSS JOIN rule_certification AS rule
  CROSS JOIN run_parameter AS run
  WHERE roster.person_id IS NOT NULL
    AND (
      roster.benefit_state <> 'TERMINATED'
      OR coalesce(roster.stopped_date, last_day(CAST(roster.last_paid_month || '-01' AS DATE)))
        >= CAST(run.as_of - to_months(CAST(rule.terminated_months AS INTEGER)) AS DATE)
    )
),
-- Few people draw one programme twice: only they have to be put in order.
several AS (
  SELECT
    person_id,
    programme
  FROM held
  GROUP BY
    person_id,
    programme
  HAVING count(*) > 1
),
ordered AS (
  SELECT
    held.*,
    row_number() OVER (
      PARTITION BY held.person_id, held.programme
      ORDER BY
        CASE held.benefit_state WHEN 'PAYING' THEN 1 WHEN 'SUSPENDED' THEN 2 ELSE 3 END,
        held.award_month DESC NULLS LAST,
        held.row_id
    ) AS place
  FROM held
  SEMI JOIN several USING (person_id, programme)
),
chosen AS (
  SELECT *
  FROM held
  ANTI JOIN several USING (person_id, programme)
  UNION ALL
  SELECT * EXCLUDE (place)
  FROM ordered
  WHERE place = 1
)
SELECT
  person_id,
  programme,
  department,
  source,
  award_month,
  benefit_state,
${DETAILS.map(([name]) => `  ${name},`).join('\n')}
  row_id
FROM chosen`,
    'assess/certification/programme-award.ts',
  );
}

function branch({ source, columns, tokens }: SourceDefinition): string {
  const known = new Set([...columns.map(({ column }) => column), ...tokens.map((token) => `${token}_key`)]);
  const details = DETAILS.map(([name, type]) =>
    known.has(name) ? `    ${sqlName(name)},` : `    CAST(NULL AS ${type}) AS ${name},`,
  );
  return `  SELECT
    person_id,
    programme,
    ${sqlText(source)} AS source,
    award_month,
    coalesce(benefit_state, 'PAYING') AS benefit_state,
${details.join('\n')}
    row_id
  FROM fact_${source}`;
}
