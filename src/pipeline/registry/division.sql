-- table: division
-- purpose: every division of the catalogue with what the register counts in it. Codes are cut to the digits that say
--   something, so that every code inside begins with that of the outer division. A county that only stands in for
--   its city's missing ones (441900 in 4419) is that city
-- grain: one row per code
-- reads: division_name, person, household, dwelling, building, grid
WITH shortened AS (
  SELECT
    division_prefix(code) AS code,
    name,
    level,
    division_prefix(parent) AS parent,
    kind,
    row_number() OVER (PARTITION BY division_prefix(code) ORDER BY level, code) AS place
  FROM division_name
),
named AS (
  SELECT
    code,
    name,
    level,
    parent,
    kind
  FROM shortened
  WHERE place = 1
),
village_count AS (
  SELECT
    residence_division AS code,
    count(*) FILTER (is_resident) AS residents,
    0 AS registered,
    0 AS households,
    0 AS dwellings,
    0 AS buildings,
    0 AS grids
  FROM person
  GROUP BY residence_division
  UNION ALL
  SELECT hukou_division, 0, count(*) FILTER (is_registered), 0, 0, 0, 0
  FROM person
  GROUP BY hukou_division
  UNION ALL
  SELECT division, 0, 0, count(*) FILTER (residents > 0), 0, 0, 0
  FROM household
  GROUP BY division
  UNION ALL
  SELECT division, 0, 0, 0, count(*), 0, 0
  FROM dwelling
  GROUP BY division
  UNION ALL
  SELECT division, 0, 0, 0, 0, count(*), 0
  FROM building
  GROUP BY division
  UNION ALL
  SELECT division, 0, 0, 0, 0, 0, count(*)
  FROM grid
  GROUP BY division
),
level_digits AS (
  SELECT digits
  FROM (VALUES (2), (4), (6), (9), (12)) AS level(digits)
),
rolled_up AS (
  SELECT
    substr(v.code, 1, l.digits) AS code,
    sum(v.residents) AS residents,
    sum(v.registered) AS registered,
    sum(v.households) AS households,
    sum(v.dwellings) AS dwellings,
    sum(v.buildings) AS buildings,
    sum(v.grids) AS grids
  FROM village_count v
  CROSS JOIN level_digits l
  WHERE length(v.code) >= l.digits
  GROUP BY substr(v.code, 1, l.digits)
)
SELECT
  n.code,
  n.name,
  n.level,
  n.parent,
  n.kind,
  CAST(coalesce(r.residents, 0) AS BIGINT) AS residents,
  CAST(coalesce(r.registered, 0) AS BIGINT) AS registered,
  CAST(coalesce(r.households, 0) AS BIGINT) AS households,
  CAST(coalesce(r.dwellings, 0) AS BIGINT) AS dwellings,
  CAST(coalesce(r.buildings, 0) AS BIGINT) AS buildings,
  CAST(coalesce(r.grids, 0) AS BIGINT) AS grids
FROM named n
LEFT JOIN rolled_up r ON r.code = n.code
