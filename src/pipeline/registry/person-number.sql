-- table: person_number
-- purpose: number and name of each person. The name is taken from the records that carry the person's own, never from a
--   homophone, a variant or a slip; of several the most trusted source, then the latest delivery, then the last row
--   (an order kept as one integer: rank of the delivery, line, role `self` before others). An identity table
-- grain: one row per person_id
-- reads: identity_record, person_link, delivery_precedence
WITH ranked_record AS (
  SELECT
    l.person_id,
    r.row_id,
    r.id_no,
    r.id_no_raw,
    r.id_kind,
    r.id_issue,
    CASE
      WHEN l.link_rule IN ('ID_NAME_EXACT', 'ID_NAME_CONFLICT', 'NO_USABLE_ID') THEN r.name
    END AS name,
    (d.trust_rank << 33) + ((r.row_id & 4294967295) << 1) + CASE WHEN r.role = 'self' THEN 1 ELSE 0 END AS precedence
  FROM identity_record r
  JOIN person_link l ON l.row_id = r.row_id AND l.role = r.role
  JOIN delivery_precedence d ON d.batch_no = r.row_id >> 32
)
SELECT
  person_id,
  count(*) AS record_count,
  -- One number or none: all records of a person with a usable number carry the same.
  any_value(id_no) AS id_no,
  max(id_kind) AS id_kind,
  max(id_issue) AS id_issue,
  max_by(id_no_raw, precedence) FILTER (id_no_raw IS NOT NULL) AS id_no_raw,
  max_by(row_id, precedence) FILTER (id_no_raw IS NOT NULL) AS number_row,
  max_by(name, precedence) FILTER (name IS NOT NULL) AS name,
  max_by(row_id, precedence) FILTER (name IS NOT NULL) AS name_row
FROM ranked_record
GROUP BY person_id
