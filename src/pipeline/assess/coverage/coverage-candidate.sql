-- table: coverage_candidate
-- purpose: every coverage status whose condition a person meets; MISSED is what remains and needs no condition
-- grain: one row per person_id and status
-- reads: person, person_lineage, benefit, enrolment, insured_elsewhere, scope_exclusion, retirement,
--   rule_coverage, rule_coverage_grade, run_parameter
WITH
unidentified AS (
  SELECT
    person.person_id,
    'DATA_ERROR' AS status,
    CAST(NULL AS VARCHAR) AS scheme,
    CAST(NULL AS BIGINT) AS gap_months,
    CAST(NULL AS VARCHAR) AS grade,
    CASE person.identity_issue
      WHEN 'SHARED_NUMBER' THEN 'NUMBER_SHARED'
      WHEN 'NAME_CONFLICT' THEN 'NAME_CONFLICT'
      ELSE 'NUMBER_UNUSABLE'
    END AS reason,
    CAST(NULL AS VARCHAR) AS rule,
    CAST(NULL AS VARCHAR) AS rule_version,
    [lineage.id_no_row, lineage.id_no_raw_row, lineage.name_row] AS evidence
  FROM person
  LEFT JOIN person_lineage AS lineage USING (person_id)
  WHERE person.identity_issue IS NOT NULL
),
deceased AS (
  SELECT
    person.person_id,
    'DECEASED' AS status,
    CAST(NULL AS VARCHAR) AS scheme,
    CAST(NULL AS BIGINT) AS gap_months,
    CAST(NULL AS VARCHAR) AS grade,
    'DEATH_RECORDED' AS reason,
    CAST(NULL AS VARCHAR) AS rule,
    CAST(NULL AS VARCHAR) AS rule_version,
    [lineage.death_date_row] AS evidence
  FROM person
  CROSS JOIN run_parameter AS run
  LEFT JOIN person_lineage AS lineage USING (person_id)
  WHERE person.death_date <= run.as_of
),
departed AS (
  SELECT
    person.person_id,
    'LEFT' AS status,
    CAST(NULL AS VARCHAR) AS scheme,
    CAST(NULL AS BIGINT) AS gap_months,
    CAST(NULL AS VARCHAR) AS grade,
    CASE person.left_reason WHEN 'EMIGRATION' THEN 'EMIGRATED' ELSE 'MOVED_OUT' END AS reason,
    CAST(NULL AS VARCHAR) AS rule,
    CAST(NULL AS VARCHAR) AS rule_version,
    [lineage.left_date_row] AS evidence
  FROM person
  CROSS JOIN run_parameter AS run
  LEFT JOIN person_lineage AS lineage USING (person_id)
  WHERE person.left_date <= run.as_of
),
drawing AS (
  SELECT
    person_id,
    'BENEFICIARY' AS status,
    max(programme) FILTER (WHERE precedence = 1) AS scheme,
    CAST(NULL AS BIGINT) AS gap_months,
    CAST(NULL AS VARCHAR) AS grade,
    max('PENSION_' || benefit_state) FILTER (WHERE precedence = 1) AS reason,
    CAST(NULL AS VARCHAR) AS rule,
    CAST(NULL AS VARCHAR) AS rule_version,
    array_agg(row_id) AS evidence
  FROM benefit
  GROUP BY person_id
),
paying AS (
  SELECT
    person_id,
    'NORMAL' AS status,
    scheme,
    gap_months,
    CASE WHEN is_warned THEN 'WARN' END AS grade,
    CASE
      WHEN gap_months IS NULL THEN 'PAYING_BY_STATE'
      WHEN is_warned THEN 'PAYMENT_LATE'
      ELSE 'PAID_UP'
    END AS reason,
    rule,
    rule_version,
    [account_row_id, payment_row_id] AS evidence
  FROM enrolment
  WHERE precedence = 1
    AND is_paid
),
elsewhere AS (
  SELECT
    person_id,
    'INSURED_ELSEWHERE' AS status,
    scheme,
    CAST(NULL AS BIGINT) AS gap_months,
    CAST(NULL AS VARCHAR) AS grade,
    CASE WHEN is_drawing THEN 'DRAWING_ELSEWHERE' ELSE 'LIVE_ELSEWHERE' END AS reason,
    CAST(NULL AS VARCHAR) AS rule,
    CAST(NULL AS VARCHAR) AS rule_version,
    [row_id] AS evidence
  FROM insured_elsewhere
),
excluded AS (
  SELECT
    person_id,
    'OUT_OF_SCOPE' AS status,
    CAST(NULL AS VARCHAR) AS scheme,
    CAST(NULL AS BIGINT) AS gap_months,
    CAST(NULL AS VARCHAR) AS grade,
    max(exclusion) FILTER (WHERE precedence = 1) AS reason,
    'rule_scope_exclusion/' || max(exclusion) FILTER (WHERE precedence = 1) AS rule,
    max(rule_version) FILTER (WHERE precedence = 1) AS rule_version,
    array_agg(row_id) AS evidence
  FROM scope_exclusion
  WHERE out_of_scope
  GROUP BY person_id
),
work_pension AS (
  SELECT
    person_id,
    min(scheme) AS scheme,
    array_agg(account_row_id) AS account_rows
  FROM enrolment
  WHERE scheme <> 'RES_PENSION'
  GROUP BY person_id
),
-- Whoever has a work pension claims it in the retirement month, everybody else from the month after the
-- birthday at which the resident pension begins.
past_age AS (
  SELECT
    retirement.person_id,
    retirement.retirement_group,
    retirement.rule_version AS retirement_version,
    rule.rule_version AS age_version,
    work_pension.scheme,
    work_pension.account_rows
  FROM retirement
  CROSS JOIN rule_coverage AS rule
  LEFT JOIN work_pension USING (person_id)
  WHERE CASE
    WHEN work_pension.person_id IS NOT NULL THEN retirement.months_to_retirement <= 0
    ELSE retirement.age_months > rule.resident_pension_age_years * 12
  END
),
unclaiming AS (
  SELECT
    past_age.person_id,
    'UNCLAIMED' AS status,
    coalesce(past_age.scheme, resident_pension.scheme) AS scheme,
    CAST(NULL AS BIGINT) AS gap_months,
    CAST(NULL AS VARCHAR) AS grade,
    CASE WHEN past_age.scheme IS NULL THEN 'PENSION_AGE_REACHED' ELSE 'RETIREMENT_MONTH_REACHED' END AS reason,
    CASE
      WHEN past_age.scheme IS NULL THEN 'rule_coverage/resident_pension_age_years'
      ELSE 'rule_retirement/' || past_age.retirement_group
    END AS rule,
    CASE WHEN past_age.scheme IS NULL THEN past_age.age_version ELSE past_age.retirement_version END AS rule_version,
    list_concat(past_age.account_rows, [resident_pension.account_row_id, lineage.birth_date_row]) AS evidence
  FROM past_age
  LEFT JOIN enrolment AS resident_pension
    ON resident_pension.person_id = past_age.person_id
    AND resident_pension.scheme = 'RES_PENSION'
  LEFT JOIN person_lineage AS lineage
    ON lineage.person_id = past_age.person_id
),
interrupted AS (
  SELECT
    enrolment.person_id,
    'INTERRUPTED' AS status,
    enrolment.scheme,
    enrolment.gap_months,
    grade.grade,
    CASE
      WHEN enrolment.paid_until IS NULL AND enrolment.gap_months IS NOT NULL THEN 'NEVER_PAID'
      ELSE 'UNPAID_' || enrolment.insured_identity
    END AS reason,
    enrolment.rule,
    enrolment.rule_version,
    [enrolment.account_row_id, enrolment.payment_row_id] AS evidence
  FROM enrolment
  LEFT JOIN rule_coverage_grade AS grade
    ON enrolment.gap_months BETWEEN grade.from_months AND grade.to_months
  WHERE enrolment.precedence = 1
    AND enrolment.is_live
    AND NOT enrolment.is_paid
),
dropped AS (
  SELECT
    person_id,
    'DROPPED' AS status,
    scheme,
    CAST(NULL AS BIGINT) AS gap_months,
    CAST(NULL AS VARCHAR) AS grade,
    'ENROLMENT_ENDED' AS reason,
    CAST(NULL AS VARCHAR) AS rule,
    CAST(NULL AS VARCHAR) AS rule_version,
    [account_row_id, payment_row_id] AS evidence
  FROM enrolment
  WHERE precedence = 1
    AND NOT is_live
)
SELECT * FROM unidentified
UNION ALL
SELECT * FROM deceased
UNION ALL
SELECT * FROM departed
UNION ALL
SELECT * FROM drawing
UNION ALL
SELECT * FROM paying
UNION ALL
SELECT * FROM elsewhere
UNION ALL
SELECT * FROM excluded
UNION ALL
SELECT * FROM unclaiming
UNION ALL
SELECT * FROM interrupted
UNION ALL
SELECT * FROM dropped
