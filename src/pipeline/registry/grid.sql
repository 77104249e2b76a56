-- table: grid
-- purpose: every grid: those of the grid office, and those that only dwellings or residents name
-- grain: one row per grid_code
-- reads: fact_grid_worker, dwelling, person
WITH office AS (
  SELECT
    grid_code,
    max_by(grid_name, row_id) FILTER (grid_name IS NOT NULL) AS grid_name
  FROM fact_grid_worker
  GROUP BY grid_code
),
housing AS (
  SELECT
    grid_code,
    count(*) AS dwellings
  FROM dwelling
  GROUP BY grid_code
),
population AS (
  SELECT
    grid_code,
    count(*) AS residents,
    count(DISTINCT household_id) AS households
  FROM person
  WHERE is_resident
    AND grid_code IS NOT NULL
  GROUP BY grid_code
),
code AS (
  SELECT grid_code FROM office
  UNION
  SELECT grid_code FROM housing
  UNION
  SELECT grid_code FROM population
)
SELECT
  c.grid_code,
  o.grid_name,
  substr(c.grid_code, 1, 12) AS division,
  o.grid_code IS NOT NULL AS is_listed,
  coalesce(h.dwellings, 0) AS dwellings,
  coalesce(p.households, 0) AS households,
  coalesce(p.residents, 0) AS residents
FROM code c
LEFT JOIN office o ON o.grid_code = c.grid_code
LEFT JOIN housing h ON h.grid_code = c.grid_code
LEFT JOIN population p ON p.grid_code = c.grid_code
