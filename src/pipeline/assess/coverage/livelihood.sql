-- table: livelihood
-- purpose: what a person lives on now, by the strongest record
-- grain: one row per person_id with such a record
-- reads: livelihood_evidence, rule_coverage
WITH
numbered AS (
  SELECT
    evidence.*,
    row_number() OVER (
      PARTITION BY evidence.person_id
      ORDER BY evidence.strength, evidence.months_ago, evidence.uscc NULLS LAST, evidence.row_id
    ) AS place
  FROM livelihood_evidence AS evidence
  CROSS JOIN rule_coverage AS rule
  WHERE evidence.months_ago <= rule.staff_evidence_months
)
SELECT
  person_id,
  livelihood,
  uscc,
  since,
  row_id
FROM numbered
WHERE place = 1
