-- table: delivery_precedence
-- purpose: the order in which deliveries are believed, as a number: survivorship then compares one integer a row.
--   By trust: the more trusted source, then the later delivery, then the later batch; by recency: the later
--   delivery first
-- grain: one row per batch_no
-- reads: identity_record
WITH delivery AS (
  SELECT
    row_id >> 32 AS batch_no,
    max(trust) AS trust,
    max(delivered_on) AS delivered_on
  FROM identity_record
  GROUP BY row_id >> 32
)
SELECT
  batch_no,
  row_number() OVER (ORDER BY trust, delivered_on, batch_no) AS trust_rank,
  row_number() OVER (ORDER BY delivered_on, trust, batch_no) AS recency_rank
FROM delivery
