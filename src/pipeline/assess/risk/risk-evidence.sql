-- table: risk_evidence
-- purpose: the rows that a hit rests on, each with its place: what tells of the fault stands before what was paid
-- grain: one row per rule, subject_key, cause, programme and row_id
-- reads: risk_finding
WITH
listed AS (
  SELECT
    rule,
    subject,
    subject_key,
    cause,
    programme,
    unnest(evidence) AS row_id,
    generate_subscripts(evidence, 1) AS position
  FROM risk_finding
)
SELECT
  rule,
  subject,
  subject_key,
  cause,
  programme,
  row_id,
  min(position) AS position
FROM listed
WHERE row_id IS NOT NULL
GROUP BY
  rule,
  subject,
  subject_key,
  cause,
  programme,
  row_id
