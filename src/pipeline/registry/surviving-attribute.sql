-- table: surviving_attribute
-- purpose: field-level survivorship of what is no identity: of each field the value of the most trusted source that
--   states it, then of the latest delivery, then of the last row; blanks never win. Every value with the row it was
--   taken from. The order is kept as one integer: rank of the delivery, line, role `self` before others
-- grain: one row per person_id of whom anything is stated
-- reads: identity_record, person_link, delivery_precedence
WITH ranked_record AS (
  SELECT
    l.person_id,
    r.row_id,
    CASE WHEN r.sex IN ('1', '2') THEN r.sex END AS sex,
    r.birth_date,
    r.ethnicity,
    r.hukou_no,
    r.hukou_division,
    r.residence_division,
    (d.trust_rank << 33) + ((r.row_id & 4294967295) << 1) + CASE WHEN r.role = 'self' THEN 1 ELSE 0 END AS precedence
  FROM identity_record r
  JOIN person_link l ON l.row_id = r.row_id AND l.role = r.role
  JOIN delivery_precedence d ON d.batch_no = r.row_id >> 32
  WHERE r.sex IS NOT NULL
    OR r.birth_date IS NOT NULL
    OR r.ethnicity IS NOT NULL
    OR r.hukou_no IS NOT NULL
    OR r.hukou_division IS NOT NULL
    OR r.residence_division IS NOT NULL
)
SELECT
  person_id,
  max_by(sex, precedence) FILTER (sex IS NOT NULL) AS sex,
  max_by(row_id, precedence) FILTER (sex IS NOT NULL) AS sex_row,
  max_by(birth_date, precedence) FILTER (birth_date IS NOT NULL) AS birth_date,
  max_by(row_id, precedence) FILTER (birth_date IS NOT NULL) AS birth_date_row,
  max_by(ethnicity, precedence) FILTER (ethnicity IS NOT NULL) AS ethnicity,
  max_by(row_id, precedence) FILTER (ethnicity IS NOT NULL) AS ethnicity_row,
  max_by(hukou_no, precedence) FILTER (hukou_no IS NOT NULL) AS hukou_no,
  max_by(row_id, precedence) FILTER (hukou_no IS NOT NULL) AS hukou_no_row,
  max_by(hukou_division, precedence) FILTER (hukou_division IS NOT NULL) AS hukou_division,
  max_by(row_id, precedence) FILTER (hukou_division IS NOT NULL) AS hukou_division_row,
  max_by(residence_division, precedence) FILTER (residence_division IS NOT NULL) AS stated_residence,
  max_by(row_id, precedence) FILTER (residence_division IS NOT NULL) AS stated_residence_row
FROM ranked_record
GROUP BY person_id
