-- table: locate_by_dwelling
-- purpose: 以房找人: dwellings where water or power was used in the last three months and nobody is listed as living
-- grain: one row per dwelling_code
-- reads: dwelling
SELECT
  dwelling_code,
  building_code,
  grid_code,
  division,
  dwelling_use,
  last_usage_month,
  electricity_kwh,
  water_m3
FROM dwelling
WHERE residents = 0
  AND last_usage_month IS NOT NULL
