-- table: lead_outcome
-- purpose: whether each hit of a rule is somebody with whom something is wrong in truth
-- grain: one row per rule and subject
-- reads: truth_wrong, truth_person, register_owner, risk_hit
WITH wrong AS (
  SELECT DISTINCT
    wrong.rule,
    owner.person_id,
    wrong.uscc
  FROM truth_wrong AS wrong
  LEFT JOIN register_owner AS owner USING (truth_id)
),
hit AS (
  SELECT
    rule,
    subject,
    any_value(person_id) AS person_id,
    any_value(uscc) AS uscc,
    sum(amount_fen) AS amount_fen
  FROM risk_hit
  GROUP BY rule, subject, subject_key
)
SELECT
  hit.rule,
  hit.subject,
  hit.person_id,
  hit.uscc,
  hit.amount_fen,
  EXISTS (
    SELECT 1
    FROM wrong
    WHERE wrong.rule = hit.rule
      AND (wrong.person_id = hit.person_id OR wrong.uscc = hit.uscc)
  ) AS is_planted,
  EXISTS (
    SELECT 1
    FROM register_owner AS owner
    JOIN truth_person AS truth USING (truth_id)
    WHERE owner.person_id = hit.person_id
      AND NOT truth.alive
  ) AS is_dead
FROM hit
