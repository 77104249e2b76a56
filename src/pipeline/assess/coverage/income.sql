-- table: income
-- purpose: the monthly income that some record states, the best evidence first: wage tax, migrant work, grid
-- grain: one row per person_id with a stated income
-- reads: unit_staff, fact_agri_migrant_worker, fact_grid_resident, rule_coverage, run_parameter
WITH
wage AS (
  SELECT
    unit_staff.person_id,
    CAST(sum(unit_staff.monthly_income_fen) AS BIGINT) AS monthly_income_fen,
    max(unit_staff.row_id) AS row_id
  FROM unit_staff
  CROSS JOIN rule_coverage AS rule
  WHERE unit_staff.evidence_kind = 'WAGE'
    AND unit_staff.months_ago <= rule.staff_evidence_months
    AND unit_staff.monthly_income_fen > 0
  GROUP BY unit_staff.person_id
),
stated AS (
  SELECT
    person_id,
    1 AS place,
    monthly_income_fen,
    CAST(NULL AS DATE) AS stated_on,
    row_id
  FROM wage
  UNION ALL
  SELECT
    migrant.person_id,
    2 AS place,
    migrant.monthly_income_fen,
    migrant.leave_date AS stated_on,
    migrant.row_id
  FROM fact_agri_migrant_worker AS migrant
  CROSS JOIN run_parameter AS run
  WHERE migrant.monthly_income_fen > 0
    AND coalesce(migrant.return_date > run.as_of, TRUE)
  UNION ALL
  SELECT
    person_id,
    3 AS place,
    monthly_income_fen,
    collect_date AS stated_on,
    row_id
  FROM fact_grid_resident
  WHERE monthly_income_fen > 0
),
numbered AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY person_id ORDER BY place, stated_on DESC NULLS LAST, row_id) AS precedence
  FROM stated
)
SELECT
  person_id,
  CASE place WHEN 1 THEN 'WAGE' WHEN 2 THEN 'MIGRANT_WORK' ELSE 'GRID' END AS income_source,
  monthly_income_fen,
  row_id
FROM numbered
WHERE precedence = 1
