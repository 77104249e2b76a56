-- table: verified_person
-- purpose: what the last check of a person by people found: alive on the day, dead since a day, in custody
-- grain: one row per person_id
-- reads: fact_grid_verification, run_parameter
WITH verification AS (
  SELECT
    v.person_id,
    v.verified_date,
    v.result,
    least(coalesce(v.death_date, v.verified_date), v.verified_date) AS death_date,
    v.row_id
  FROM fact_grid_verification AS v
  CROSS JOIN run_parameter AS run
  WHERE v.person_id IS NOT NULL
    AND v.verified_date <= run.as_of
    AND v.result IN ('ALIVE', 'DEAD', 'IN_CUSTODY')
)
SELECT
  person_id,
  max_by(verified_date, (verified_date, row_id)) AS verified_date,
  max_by(result, (verified_date, row_id)) AS result,
  max_by(CASE WHEN result = 'DEAD' THEN death_date END, (verified_date, row_id)) AS death_date,
  max(row_id) AS row_id
FROM verification
GROUP BY person_id
