-- table: surviving_contact
-- purpose: where to find a person: the mobile of the latest delivery, since people change it; the hukou address of the
--   most trusted source, then the latest delivery, then the last row. An identity table
-- grain: one row per person_id with mobile or hukou address
-- reads: identity_record, person_link, delivery_precedence
WITH ranked_record AS (
  SELECT
    l.person_id,
    r.row_id,
    r.mobile,
    r.hukou_address,
    (d.trust_rank << 33) + ((r.row_id & 4294967295) << 1) + CASE WHEN r.role = 'self' THEN 1 ELSE 0 END AS precedence,
    (d.recency_rank << 33) + ((r.row_id & 4294967295) << 1) + CASE WHEN r.role = 'self' THEN 1 ELSE 0 END AS recency
  FROM identity_record r
  JOIN person_link l ON l.row_id = r.row_id AND l.role = r.role
  JOIN delivery_precedence d ON d.batch_no = r.row_id >> 32
  WHERE r.mobile IS NOT NULL
    OR r.hukou_address IS NOT NULL
)
SELECT
  person_id,
  max_by(mobile, recency) FILTER (mobile IS NOT NULL) AS mobile,
  max_by(row_id, recency) FILTER (mobile IS NOT NULL) AS mobile_row,
  max_by(hukou_address, precedence) FILTER (hukou_address IS NOT NULL) AS hukou_address,
  max_by(row_id, precedence) FILTER (hukou_address IS NOT NULL) AS hukou_address_row
FROM ranked_record
GROUP BY person_id
