-- table: tag_insurance
-- purpose: lists T01–T07: how people stand with the pension schemes
-- grain: one row per person_id, tag and source row
-- reads: coverage_status, enrolment, benefit, insured_elsewhere, retirement, certification, rule_status,
--   rule_certification_state, rule_person_list
WITH
insured AS (
  SELECT
    person_id,
    'T01' AS tag,
    CAST(first_month || '-01' AS DATE) AS since,
    account_row_id AS row_id
  FROM enrolment
  WHERE is_live
),
uninsured AS (
  SELECT
    coverage.person_id,
    'T02' AS tag,
    coverage.status_since AS since,
    coverage.evidence[1] AS row_id
  FROM coverage_status AS coverage
  JOIN rule_status AS rule USING (status)
  WHERE rule.should_insure
),
interrupted AS (
  SELECT
    coverage.person_id,
    'T03' AS tag,
    CAST(coalesce(month_text(month_index(enrolment.paid_until) + 1), enrolment.first_month) || '-01' AS DATE) AS since,
    enrolment.account_row_id AS row_id
  FROM coverage_status AS coverage
  JOIN enrolment
    ON enrolment.person_id = coverage.person_id
    AND enrolment.precedence = 1
  WHERE coverage.status = 'INTERRUPTED'
),
insured_outside AS (
  SELECT
    coverage.person_id,
    'T04' AS tag,
    coverage.status_since AS since,
    insured_elsewhere.row_id
  FROM coverage_status AS coverage
  JOIN insured_elsewhere USING (person_id)
  WHERE coverage.status = 'INSURED_ELSEWHERE'
),
beneficiary AS (
  SELECT
    person_id,
    'T05' AS tag,
    CAST(award_month || '-01' AS DATE) AS since,
    row_id
  FROM benefit
),
-- Whose entitlement nothing shows: due and without proof, in doubt, or suspended for want of proof.
uncertified AS (
  SELECT
    certification.person_id,
    'T06' AS tag,
    coalesce(certification.negative_date, certification.due_date) AS since,
    certification.evidence[1] AS row_id
  FROM certification
  JOIN rule_certification_state AS state USING (state)
  WHERE state.is_uncertified
),
retiring AS (
  SELECT
    retirement.person_id,
    'T07' AS tag,
    CAST(month_text(month_index(retirement.retire_month) - list.window_months) || '-01' AS DATE) AS since,
    enrolment.account_row_id AS row_id
  FROM retirement
  JOIN rule_person_list AS list
    ON list.tag = 'T07'
  JOIN enrolment USING (person_id)
  LEFT JOIN benefit USING (person_id)
  WHERE retirement.months_to_retirement BETWEEN 0 AND list.window_months
    AND enrolment.scheme <> 'RES_PENSION'
    AND enrolment.is_live
    AND benefit.person_id IS NULL
)
SELECT * FROM insured
UNION ALL
SELECT * FROM uninsured
UNION ALL
SELECT * FROM interrupted
UNION ALL
SELECT * FROM insured_outside
UNION ALL
SELECT * FROM beneficiary
UNION ALL
SELECT * FROM uncertified
UNION ALL
SELECT * FROM retiring
