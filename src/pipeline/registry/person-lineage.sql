-- table: person_lineage
-- purpose: the row that each field of person and person_identity was taken from; NULL where the field is. What follows
--   from several rows (household, residence split, issue, count) has no row of its own
-- grain: one row per person_id
-- reads: person, person_number, surviving_attribute, surviving_contact, residence, registration,
--   life_event, contested_person
SELECT
  p.person_id,
  CASE
    WHEN number_sex(n.id_no, n.id_kind) IS NULL OR (a.sex IS NOT NULL AND c.person_id IS NOT NULL) THEN a.sex_row
    ELSE n.number_row
  END AS sex_row,
  CASE
    WHEN number_birth_digits(n.id_no, n.id_kind) IS NULL OR (a.birth_date IS NOT NULL AND c.person_id IS NOT NULL)
      THEN a.birth_date_row
    ELSE n.number_row
  END AS birth_date_row,
  a.ethnicity_row,
  a.hukou_division_row,
  CASE
    WHEN r.residence_division IS NOT NULL THEN r.row_id
    WHEN a.hukou_division IS NOT NULL THEN a.hukou_division_row
    ELSE a.stated_residence_row
  END AS residence_division_row,
  CASE WHEN r.grid_code IS NOT NULL THEN r.row_id END AS grid_code_row,
  CASE WHEN r.dwelling_code IS NOT NULL THEN r.row_id END AS dwelling_code_row,
  a.hukou_no_row,
  CASE WHEN p.is_registered THEN h.row_id END AS is_registered_row,
  CASE WHEN p.is_resident THEN r.row_id END AS is_resident_row,
  e.death_row AS death_date_row,
  CASE WHEN p.left_date IS NOT NULL THEN e.left_row END AS left_date_row,
  CASE WHEN n.id_no IS NOT NULL AND coalesce(c.identity_issue <> 'NAME_CONFLICT', TRUE) THEN n.number_row END AS id_no_row,
  n.number_row AS id_no_raw_row,
  CASE WHEN n.id_kind IS NOT NULL THEN n.number_row END AS id_kind_row,
  n.name_row,
  s.mobile_row,
  s.hukou_address_row,
  CASE WHEN r.residence_address IS NOT NULL THEN r.row_id END AS residence_address_row
FROM person p
JOIN person_number n ON n.person_id = p.person_id
LEFT JOIN surviving_attribute a ON a.person_id = p.person_id
LEFT JOIN surviving_contact s ON s.person_id = p.person_id
LEFT JOIN residence r ON r.person_id = p.person_id
LEFT JOIN registration h ON h.person_id = p.person_id
LEFT JOIN life_event e ON e.person_id = p.person_id
LEFT JOIN contested_person c ON c.person_id = p.person_id
