-- table: person
-- purpose: one record per natural person, without name, number, phone or address. Birth date and sex are those in the
--   digits of a good number, else survivors; the other way round where two people claim the number. Residence is
--   where a list of residents places the person; for others the hukou village, then any place that a source states.
--   The dead and departed are no residents; who was seen living here after the departure, or took up a hukou again,
--   has not left
-- grain: one row per person_id
-- reads: person_number, surviving_attribute, residence, registration, life_event, contested_person, run_parameter
WITH known AS (
  SELECT
    n.person_id,
    CASE
      WHEN c.person_id IS NULL THEN coalesce(number_sex(n.id_no, n.id_kind), a.sex)
      ELSE coalesce(a.sex, number_sex(n.id_no, n.id_kind))
    END AS sex,
    CASE
      WHEN c.person_id IS NULL THEN coalesce(number_birth_date(n.id_no, n.id_kind), a.birth_date)
      ELSE coalesce(a.birth_date, number_birth_date(n.id_no, n.id_kind))
    END AS birth_date,
    a.ethnicity,
    division_prefix(a.hukou_division) AS hukou_division,
    division_prefix(r.residence_division) AS residence_division,
    division_prefix(a.stated_residence) AS stated_residence,
    r.grid_code,
    r.dwelling_code,
    r.is_hukou_elsewhere,
    a.hukou_no,
    coalesce(h.is_registered, FALSE) AS has_hukou,
    coalesce(h.is_collective, FALSE) AS is_collective,
    r.person_id IS NOT NULL AS is_listed,
    coalesce(c.identity_issue, n.id_issue) AS identity_issue,
    e.death_date,
    CASE
      WHEN r.last_seen_on > e.left_date OR (h.is_registered AND h.moved_in_on > e.left_date) THEN NULL
      ELSE e.left_date
    END AS left_date,
    e.left_reason,
    n.record_count
  FROM person_number n
  LEFT JOIN surviving_attribute a ON a.person_id = n.person_id
  LEFT JOIN residence r ON r.person_id = n.person_id
  LEFT JOIN registration h ON h.person_id = n.person_id
  LEFT JOIN life_event e ON e.person_id = n.person_id
  LEFT JOIN contested_person c ON c.person_id = n.person_id
),
placed AS (
  SELECT
    k.*,
    k.has_hukou AND NOT coalesce(k.death_date <= p.as_of OR k.left_date <= p.as_of, FALSE) AS is_registered,
    k.is_listed AND NOT coalesce(k.death_date <= p.as_of OR k.left_date <= p.as_of, FALSE) AS is_resident,
    least(length(k.residence_division), length(k.hukou_division)) AS common_digits,
    p.person_salt
  FROM known k
  CROSS JOIN run_parameter p
)
SELECT
  person_id,
  sex,
  birth_date,
  ethnicity,
  hukou_division,
  coalesce(residence_division, hukou_division, stated_residence) AS residence_division,
  grid_code,
  dwelling_code,
  CASE
    WHEN is_resident AND dwelling_code IS NOT NULL
      THEN short_hash(person_salt || '|dwelling|' || dwelling_code)
    WHEN (is_resident OR is_registered) AND hukou_no IS NOT NULL AND NOT is_collective
      THEN short_hash(person_salt || '|hukou|' || hukou_no)
  END AS household_id,
  hukou_no,
  is_registered,
  is_resident,
  -- A hukou known only to the county can only be told apart by county; of an unknown one the list may speak.
  CASE
    WHEN NOT is_resident THEN FALSE
    WHEN hukou_division IS NULL OR residence_division IS NULL THEN coalesce(is_hukou_elsewhere, FALSE)
    ELSE substr(residence_division, 1, CAST(common_digits AS INTEGER))
      <> substr(hukou_division, 1, CAST(common_digits AS INTEGER))
  END AS residence_split,
  identity_issue,
  death_date,
  left_date,
  CASE WHEN left_date IS NOT NULL THEN left_reason END AS left_reason,
  record_count
FROM placed
