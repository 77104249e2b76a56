-- table: risk_month
-- purpose: the hits by month, so that no month of a programme is counted twice. A hit over several months is spread
--   evenly, to the fen; of two hits of one rule on one month the greater counts
-- grain: one row per rule, subject_key, cause, programme and month (NULL: the hit names no month)
-- reads: risk_finding
WITH
span AS (
  SELECT
    rule,
    subject,
    subject_key,
    cause,
    programme,
    month_index(from_month) AS first_index,
    month_index(to_month) - month_index(from_month) + 1 AS months,
    amount_fen
  FROM risk_finding
  WHERE from_month IS NOT NULL
),
spread AS (
  SELECT
    span.*,
    unnest(generate_series(1, months)) AS place
  FROM span
),
single AS (
  SELECT
    rule,
    subject,
    subject_key,
    cause,
    programme,
    month_text(first_index + place - 1) AS month,
    CAST(amount_fen * place // months - amount_fen * (place - 1) // months AS BIGINT) AS amount_fen
  FROM spread
  UNION ALL
  SELECT
    rule,
    subject,
    subject_key,
    cause,
    programme,
    CAST(NULL AS VARCHAR) AS month,
    amount_fen
  FROM risk_finding
  WHERE from_month IS NULL
)
SELECT
  rule,
  subject,
  subject_key,
  cause,
  programme,
  month,
  max(amount_fen) AS amount_fen
FROM single
GROUP BY
  rule,
  subject,
  subject_key,
  cause,
  programme,
  month
