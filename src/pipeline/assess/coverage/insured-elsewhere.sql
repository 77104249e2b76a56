-- table: insured_elsewhere
-- purpose: who has a live enrolment, or draws a pension, outside the region by the national match
-- grain: one row per person_id
-- reads: fact_hrss_national_match, rule_state_meaning
WITH
match AS (
  SELECT
    national.person_id,
    national.scheme,
    national.insured_division,
    coalesce(national.drawing, FALSE) AS is_drawing,
    national.last_paid_month,
    national.row_id
  FROM fact_hrss_national_match AS national
  LEFT JOIN rule_state_meaning AS state
    ON state.source = 'hrss_national_match'
    AND state.column_name = 'insured_state'
    AND state.code = national.insured_state
    AND state.meaning = 'LIVE_ENROLMENT'
  WHERE state.meaning IS NOT NULL
    OR national.drawing
),
numbered AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY person_id
      ORDER BY is_drawing DESC, last_paid_month DESC NULLS LAST, row_id
    ) AS place
  FROM match
)
SELECT
  person_id,
  scheme,
  insured_division,
  is_drawing,
  last_paid_month,
  row_id
FROM numbered
WHERE place = 1
