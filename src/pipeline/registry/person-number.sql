-- table: person_number
-- purpose: number and name of each person. The name is taken from the records that carry the person's own, never from a
--   homophone, a variant or a slip, and only in need from records that a decision brought; of several the most
--   trusted source, then the latest delivery, then the last row (an order kept as one integer: rank of the delivery,
--   line, role `self` before others). Of several usable numbers the canonical one counts, and only where there is
--   none an unusable one and its issue. An identity table
-- grain: one row per person_id
-- reads: identity_record, person_link, delivery_precedence, person_several_number
WITH ranked_record AS (
  SELECT
    l.person_id,
    r.row_id,
    coalesce(several.is_canonical, r.id_no IS NOT NULL) AS has_number,
    r.id_no,
    r.id_no_raw,
    r.id_kind,
    r.id_issue,
    r.name AS any_name,
    CASE
      WHEN l.link_rule IN ('ID_NAME_EXACT', 'ID_NAME_CONFLICT', 'NO_USABLE_ID', 'DECIDED_DIFFERENT') THEN r.name
    END AS name,
    (d.trust_rank << 33) + ((r.row_id & 4294967295) << 1) + CASE WHEN r.role = 'self' THEN 1 ELSE 0 END AS precedence
  FROM identity_record r
  JOIN person_link l ON l.row_id = r.row_id AND l.role = r.role
  JOIN delivery_precedence d ON d.batch_no = r.row_id >> 32
  LEFT JOIN person_several_number several
    ON several.person_id = l.person_id
    AND several.id_no = r.id_no
),
person AS (
  SELECT
    person_id,
    count(*) AS record_count,
    -- One number or none: of several all but the canonical one are left out.
    any_value(id_no) FILTER (has_number) AS id_no,
    max(id_kind) FILTER (has_number) AS number_kind,
    max(id_kind) AS any_kind,
    max(id_issue) AS id_issue,
    max_by(id_no_raw, precedence) FILTER (has_number) AS number_raw,
    max_by(row_id, precedence) FILTER (has_number) AS number_row,
    max_by(id_no_raw, precedence) FILTER (id_no_raw IS NOT NULL) AS any_raw,
    max_by(row_id, precedence) FILTER (id_no_raw IS NOT NULL) AS any_raw_row,
    max_by(name, precedence) FILTER (name IS NOT NULL) AS name,
    max_by(row_id, precedence) FILTER (name IS NOT NULL) AS name_row,
    max_by(any_name, precedence) FILTER (any_name IS NOT NULL) AS any_name,
    max_by(row_id, precedence) FILTER (any_name IS NOT NULL) AS any_name_row
  FROM ranked_record
  GROUP BY person_id
)
SELECT
  person_id,
  record_count,
  id_no,
  CASE WHEN id_no IS NULL THEN any_kind ELSE number_kind END AS id_kind,
  CASE WHEN id_no IS NULL THEN id_issue END AS id_issue,
  CASE WHEN id_no IS NULL THEN any_raw ELSE number_raw END AS id_no_raw,
  CASE WHEN id_no IS NULL THEN any_raw_row ELSE number_row END AS number_row,
  coalesce(name, any_name) AS name,
  CASE WHEN name IS NULL THEN any_name_row ELSE name_row END AS name_row
FROM person
