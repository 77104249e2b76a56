-- table: building
-- purpose: every building of the dwelling ledger: name and grid are those of most of its dwellings
-- grain: one row per building_code
-- reads: dwelling, fact_grid_dwelling
WITH described AS (
  SELECT
    f.building_code,
    f.grid_code,
    f.building_name,
    f.estate_name,
    count(*) AS dwellings
  FROM fact_grid_dwelling f
  JOIN dwelling d ON d.dwelling_row = f.row_id
  GROUP BY f.building_code, f.grid_code, f.building_name, f.estate_name
),
placed AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY building_code
      ORDER BY building_name IS NULL, dwellings DESC, grid_code, building_name, estate_name
    ) AS place
  FROM described
),
occupation AS (
  SELECT
    building_code,
    count(*) AS dwellings,
    sum(residents) AS residents
  FROM dwelling
  GROUP BY building_code
)
SELECT
  b.building_code,
  b.building_name,
  b.estate_name,
  b.grid_code,
  substr(b.grid_code, 1, 12) AS division,
  o.dwellings,
  CAST(o.residents AS BIGINT) AS residents
FROM placed b
JOIN occupation o ON o.building_code = b.building_code
WHERE b.place = 1
