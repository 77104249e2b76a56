-- table: locate_by_household
-- purpose: 以户找人: people of a hukou booklet, alive and registered here, whom no list of residents names and of whom
--   nothing says that they are away (grid list, work elsewhere, service, custody), while others of the booklet live
--   in a household here. The household is that of most of the others, then the first by id. A listing with an
--   unusable number and the same name in that grid is taken for the person
-- grain: one row per person_id
-- reads: person, person_identity, registration, identity_record, person_link, rule_state_meaning, fact_agri_migrant_worker,
--   fact_vet_active_service, fact_justice_custody, run_parameter
WITH booklet_household AS (
  SELECT
    p.hukou_no,
    p.household_id,
    p.grid_code,
    p.residence_division,
    count(*) AS present_members
  FROM person p
  WHERE p.is_resident
    AND p.is_registered
    AND p.hukou_no IS NOT NULL
    AND p.household_id IS NOT NULL
  GROUP BY p.hukou_no, p.household_id, p.grid_code, p.residence_division
),
home AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY hukou_no ORDER BY present_members DESC, household_id, grid_code) AS place
  FROM booklet_household
),
known_away AS (
  SELECT l.person_id
  FROM identity_record r
  JOIN rule_state_meaning m
    ON m.source = r.source
    AND m.column_name = 'residence_type'
    AND m.code = r.residence_type
    AND m.meaning = 'AWAY'
  JOIN person_link l ON l.row_id = r.row_id AND l.role = r.role
  UNION
  SELECT w.person_id
  FROM fact_agri_migrant_worker w
  CROSS JOIN run_parameter parameter
  WHERE coalesce(w.leave_date <= parameter.as_of, TRUE)
    AND coalesce(w.return_date > parameter.as_of, TRUE)
  UNION
  SELECT s.person_id
  FROM fact_vet_active_service s
  CROSS JOIN run_parameter parameter
  WHERE coalesce(s.enlist_date <= parameter.as_of, TRUE)
    AND coalesce(s.discharge_date > parameter.as_of, TRUE)
  UNION
  SELECT c.person_id
  FROM fact_justice_custody c
  JOIN rule_state_meaning m
    ON m.source = 'justice_custody'
    AND m.column_name = 'custody_kind'
    AND m.code = c.custody_kind
    AND m.meaning = 'CUSTODY'
  CROSS JOIN run_parameter parameter
  WHERE c.start_date <= parameter.as_of
    AND coalesce(c.end_date >= parameter.as_of, TRUE)
),
unlinked_listing AS (
  SELECT DISTINCT
    name,
    grid_code
  FROM identity_record
  WHERE id_no IS NULL
    AND name IS NOT NULL
    AND grid_code IS NOT NULL
)
SELECT
  p.person_id,
  home.household_id,
  home.grid_code,
  home.residence_division AS division,
  home.present_members
FROM person p
JOIN registration g ON g.person_id = p.person_id AND NOT g.is_collective
JOIN home ON home.hukou_no = p.hukou_no AND home.place = 1
JOIN person_identity i ON i.person_id = p.person_id
LEFT JOIN unlinked_listing u ON u.name = i.name AND u.grid_code = home.grid_code
LEFT JOIN known_away away ON away.person_id = p.person_id
WHERE p.is_registered
  AND NOT p.is_resident
  AND p.identity_issue IS NULL
  AND u.name IS NULL
  AND away.person_id IS NULL
