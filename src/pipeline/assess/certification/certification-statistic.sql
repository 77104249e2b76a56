-- table: certification_statistic
-- purpose: certifications of each division by programme: how many are held (not lost), how many of these have to prove
--   (neither exempt nor in their first term), how many have, and how. A division coded less deeply than a village is
--   carried down with zeros, so that the children of a division always add up to it
-- grain: one row per division and programme (ALL: all of them)
-- reads: certification
WITH
village AS (
  SELECT
    coalesce(division, '000000000000') AS village,
    programme,
    count(*) FILTER (WHERE state <> 'LOST') AS held,
    count(*) FILTER (WHERE state <> 'LOST' AND coalesce(basis, '') NOT IN ('EXEMPT', 'FIRST_TERM')) AS due,
    count(method) AS done,
    count(*) FILTER (WHERE state IN ('ENTITLED', 'RESUMED')) AS entitled,
    count(*) FILTER (WHERE basis IN ('EXEMPT', 'FIRST_TERM')) AS exempt,
    count(*) FILTER (WHERE state = 'TO_VERIFY') AS to_verify,
    count(*) FILTER (WHERE state = 'CONFLICT') AS conflict,
    count(*) FILTER (WHERE state = 'OVERDUE') AS overdue,
    count(*) FILTER (WHERE state = 'SUSPENDED') AS suspended,
    count(*) FILTER (WHERE state = 'LOST') AS lost,
    count(*) FILTER (WHERE method = 'DATA') AS by_data,
    count(*) FILTER (WHERE method = 'APP') AS by_app,
    count(*) FILTER (WHERE method = 'COUNTER') AS by_counter,
    count(*) FILTER (WHERE method = 'VISIT') AS by_visit,
    count(*) FILTER (WHERE method = 'SHARED') AS by_shared
  FROM certification
  GROUP BY
    coalesce(division, '000000000000'),
    programme
),
level AS (
  SELECT *
  FROM (VALUES (1, 2), (2, 4), (3, 6), (4, 9), (5, 12)) AS division_level (level, digits)
),
counted AS (
  SELECT
    substr(village.village, 1, level.digits) AS division,
    level.level,
    scope.programme,
    village.* EXCLUDE (village, programme)
  FROM village
  CROSS JOIN level
  CROSS JOIN unnest([village.programme, 'ALL']) AS scope (programme)
)
SELECT
  division,
  level,
  programme,
  CAST(sum(held) AS INTEGER) AS held,
  CAST(sum(due) AS INTEGER) AS due,
  CAST(sum(done) AS INTEGER) AS done,
  CAST(sum(entitled) AS INTEGER) AS entitled,
  CAST(sum(exempt) AS INTEGER) AS exempt,
  CAST(sum(to_verify) AS INTEGER) AS to_verify,
  CAST(sum(conflict) AS INTEGER) AS conflict,
  CAST(sum(overdue) AS INTEGER) AS overdue,
  CAST(sum(suspended) AS INTEGER) AS suspended,
  CAST(sum(lost) AS INTEGER) AS lost,
  CAST(sum(by_data) AS INTEGER) AS by_data,
  CAST(sum(by_app) AS INTEGER) AS by_app,
  CAST(sum(by_counter) AS INTEGER) AS by_counter,
  CAST(sum(by_visit) AS INTEGER) AS by_visit,
  CAST(sum(by_shared) AS INTEGER) AS by_shared,
  sum(done) / nullif(sum(due), 0) AS rate
FROM counted
GROUP BY
  division,
  level,
  programme
