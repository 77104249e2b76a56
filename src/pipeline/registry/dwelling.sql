-- table: dwelling
-- purpose: every dwelling of the ledger, who lives there and whether water or power is used. Use is counted in
--   the three months before the as-of month and in that month as far as it is billed
-- grain: one row per dwelling_code
-- reads: standard_grid_dwelling, fact_utility_usage, person, run_parameter
WITH ledger AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY dwelling_code ORDER BY delivered_on DESC, row_id DESC) AS place
  FROM standard_grid_dwelling
),
recent_usage AS (
  SELECT
    u.dwelling_code,
    max(u.usage_month) AS last_usage_month,
    CAST(sum(u.electricity_kwh) AS BIGINT) AS electricity_kwh,
    CAST(sum(u.water_m3) AS BIGINT) AS water_m3
  FROM fact_utility_usage u
  CROSS JOIN run_parameter parameter
  WHERE u.dwelling_code IS NOT NULL
    AND (u.electricity_kwh > 0 OR u.water_m3 > 0)
    AND month_index(parameter.as_of_month) - month_index(u.usage_month) BETWEEN 0 AND 3
  GROUP BY u.dwelling_code
),
occupation AS (
  SELECT
    dwelling_code,
    count(*) AS residents
  FROM person
  WHERE is_resident
    AND dwelling_code IS NOT NULL
  GROUP BY dwelling_code
)
SELECT
  l.dwelling_code,
  l.building_code,
  l.grid_code,
  substr(l.grid_code, 1, 12) AS division,
  l.unit_no,
  l.room_no,
  l.dwelling_use,
  l.address,
  coalesce(o.residents, 0) AS residents,
  u.last_usage_month,
  u.electricity_kwh,
  u.water_m3,
  l.row_id AS dwelling_row
FROM ledger l
LEFT JOIN recent_usage u ON u.dwelling_code = l.dwelling_code
LEFT JOIN occupation o ON o.dwelling_code = l.dwelling_code
WHERE l.place = 1
