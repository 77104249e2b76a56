-- table: risk_hit
-- purpose: what each rule found about whom, in which programme, and how much money is at stake
-- grain: one row per rule, subject_key, cause and programme (NULL: none in particular)
-- reads: risk_month, risk_evidence, fact_hrss_staff
WITH
stake AS (
  SELECT
    rule,
    subject,
    subject_key,
    cause,
    programme,
    min(month) AS from_month,
    max(month) AS to_month,
    CAST(sum(amount_fen) AS BIGINT) AS amount_fen
  FROM risk_month
  GROUP BY
    rule,
    subject,
    subject_key,
    cause,
    programme
),
placed AS (
  SELECT
    rule,
    subject_key,
    cause,
    coalesce(programme, '') AS programme_key,
    row_id,
    row_number() OVER (
      PARTITION BY rule, subject_key, cause, programme
      ORDER BY position, row_id
    ) AS place
  FROM risk_evidence
),
proof AS (
  SELECT
    rule,
    subject_key,
    cause,
    programme_key,
    list_sort(array_agg(row_id)) AS evidence
  FROM placed
  WHERE place <= 8
  GROUP BY
    rule,
    subject_key,
    cause,
    programme_key
),
staff AS (
  SELECT
    staff_no_key,
    min(person_id) AS person_id
  FROM fact_hrss_staff
  WHERE staff_no_key IS NOT NULL
  GROUP BY staff_no_key
)
SELECT
  stake.rule,
  stake.subject,
  stake.subject_key,
  CASE stake.subject WHEN 'PERSON' THEN stake.subject_key WHEN 'OPERATOR' THEN staff.person_id END AS person_id,
  CASE WHEN stake.subject = 'UNIT' THEN stake.subject_key END AS uscc,
  stake.cause,
  stake.programme,
  stake.from_month,
  stake.to_month,
  stake.amount_fen,
  proof.evidence
FROM stake
LEFT JOIN proof
  ON proof.rule = stake.rule
  AND proof.subject_key = stake.subject_key
  AND proof.cause = stake.cause
  AND proof.programme_key = coalesce(stake.programme, '')
LEFT JOIN staff
  ON staff.staff_no_key = stake.subject_key
