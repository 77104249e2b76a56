-- table: certification_term
-- purpose: the terms of each programme in each division where somebody lives: those of the longest region that fits
-- grain: one row per programme and division ('': not known)
-- reads: person, rule_programme_term
WITH
place AS (
  SELECT DISTINCT coalesce(residence_division, hukou_division, '') AS division
  FROM person
),
fitting AS (
  SELECT
    term.*,
    place.division,
    row_number() OVER (
      PARTITION BY term.programme, place.division
      ORDER BY CASE WHEN term.region = '*' THEN 0 ELSE length(term.region) END DESC
    ) AS place
  FROM rule_programme_term AS term
  CROSS JOIN place
  WHERE term.region = '*'
    OR starts_with(place.division, term.region)
)
SELECT
  programme,
  division,
  region,
  CAST(cycle_months AS INTEGER) AS cycle_months,
  max_proof_age_days,
  accepts_strong,
  accepts_weak,
  grace_days,
  rule_version
FROM fitting
WHERE place = 1
