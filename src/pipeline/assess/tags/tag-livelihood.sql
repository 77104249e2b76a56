-- table: tag_livelihood
-- purpose: lists T15–T19: what people live on
-- grain: one row per person_id, tag and source row
-- reads: livelihood_evidence, enrolment, rule_person_list
WITH
working AS (
  SELECT
    person_id,
    CASE
      WHEN livelihood = 'FLEXIBLE' THEN 'T15'
      -- Only the business register makes a sole trader; what a grid worker noted may be a stall without licence.
      WHEN livelihood IN ('SOLE_TRADER', 'SOLE_TRADER_WITH_STAFF') AND uscc IS NOT NULL THEN 'T16'
      WHEN livelihood = 'EMPLOYEE' THEN 'T17'
      WHEN livelihood = 'GIG_WORKER' THEN 'T18'
      WHEN livelihood = 'MIGRANT_WORKER' THEN 'T19'
    END AS tag,
    since,
    months_ago,
    row_id
  FROM livelihood_evidence
  UNION ALL
  SELECT
    person_id,
    'T17' AS tag,
    CAST(first_month || '-01' AS DATE) AS since,
    gap_months AS months_ago,
    account_row_id AS row_id
  FROM enrolment
  WHERE is_live
    AND insured_identity IN ('EMPLOYEE', 'STAFF')
)
SELECT
  working.person_id,
  working.tag,
  working.since,
  working.row_id
FROM working
JOIN rule_person_list AS list USING (tag)
WHERE list.window_months IS NULL
  OR working.months_ago <= list.window_months
