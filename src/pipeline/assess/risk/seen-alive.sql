-- table: seen_alive
-- purpose: who was last found alive by a check on the spot, which clears up a death on record before that day
-- grain: one row per person_id
-- reads: fact_grid_verification, run_parameter
SELECT
  verified.person_id,
  max(verified.verified_date) AS verified_date,
  max(verified.row_id) AS row_id
FROM fact_grid_verification AS verified
CROSS JOIN run_parameter AS run
WHERE verified.person_id IS NOT NULL
  AND verified.result = 'ALIVE'
  AND verified.verified_date <= run.as_of
GROUP BY verified.person_id
