-- table: verified_person
-- purpose: what the last check of a person by people found: alive on the day, dead since a day, in custody. Of two results
--   of one day the one that comes first in the alphabet, so that the order of rows says nothing
-- grain: one row per person_id
-- reads: fact_grid_verification, run_parameter
WITH ranked AS (
  SELECT
    checked.person_id,
    checked.verified_date,
    checked.result,
    -- A death that nobody could date, or dated behind the check, tells nothing of the days before it.
    CASE WHEN checked.result = 'DEAD' AND checked.death_date <= checked.verified_date THEN checked.death_date END
      AS death_date,
    checked.row_id,
    row_number() OVER (
      PARTITION BY checked.person_id
      ORDER BY checked.verified_date DESC, checked.result, checked.row_id DESC
    ) AS place
  FROM fact_grid_verification AS checked
  CROSS JOIN run_parameter AS run
  WHERE checked.person_id IS NOT NULL
    AND checked.verified_date <= run.as_of
    AND checked.result IN ('ALIVE', 'DEAD', 'IN_CUSTODY')
)
SELECT
  person_id,
  verified_date,
  result,
  death_date,
  row_id
FROM ranked
WHERE place = 1
