-- table: household
-- purpose: people sharing a dwelling (DWELLING), and people without dwelling by their hukou booklet (HUKOU): residents
--   of no known dwelling, and those registered here who live elsewhere. The head is who the residents' list or the
--   booklet calls so, the eldest if several; the grid is the first of its residents' grids by code
-- grain: one row per household_id
-- reads: person, residence, fact_psb_hukou
WITH list_head AS (
  SELECT person_id
  FROM residence
  WHERE relation_to_head = 'HEAD'
),
booklet_head AS (
  SELECT DISTINCT person_id
  FROM fact_psb_hukou
  WHERE relation_to_head = 'HEAD'
),
member AS (
  SELECT
    p.household_id,
    p.person_id,
    coalesce(CAST(p.birth_date AS VARCHAR), '9999-12-31') || p.person_id AS seniority,
    p.is_resident,
    p.is_registered,
    p.is_resident AND p.dwelling_code IS NOT NULL AS in_dwelling,
    p.dwelling_code,
    p.hukou_no,
    CASE WHEN p.is_resident THEN p.grid_code END AS grid_code,
    p.residence_division,
    CASE
      WHEN p.is_resident AND p.dwelling_code IS NOT NULL THEN l.person_id IS NOT NULL
      ELSE b.person_id IS NOT NULL
    END AS is_head
  FROM person p
  LEFT JOIN list_head l ON l.person_id = p.person_id
  LEFT JOIN booklet_head b ON b.person_id = p.person_id
  WHERE p.household_id IS NOT NULL
)
SELECT
  household_id,
  CASE WHEN bool_or(in_dwelling) THEN 'DWELLING' ELSE 'HUKOU' END AS kind,
  min(dwelling_code) FILTER (in_dwelling) AS dwelling_code,
  CASE WHEN NOT bool_or(in_dwelling) THEN min(hukou_no) END AS hukou_no,
  min(grid_code) AS grid_code,
  coalesce(
    min(residence_division) FILTER (is_resident),
    min(residence_division)
  ) AS division,
  min_by(person_id, seniority) FILTER (is_head) AS head_person_id,
  count(*) AS members,
  count(*) FILTER (is_resident) AS residents,
  count(*) FILTER (is_registered) AS registered
FROM member
GROUP BY household_id
