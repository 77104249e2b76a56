-- table: wrong_outcome
-- purpose: whether each wrong that was planted became a lead, by its rule or by another of the same person or unit
-- grain: one row per planted case
-- reads: truth_wrong, register_owner, risk_lead, risk_hit
WITH lead_rule AS (
  SELECT DISTINCT
    person_id,
    uscc,
    rule
  FROM risk_hit
),
planted AS (
  SELECT
    wrong.*,
    owner.person_id
  FROM truth_wrong AS wrong
  LEFT JOIN register_owner AS owner
    ON owner.truth_id = wrong.truth_id
    AND owner.is_main
)
SELECT
  planted.rule,
  planted.case_no,
  planted.truth_id,
  planted.amount_fen,
  EXISTS (
    SELECT 1
    FROM lead_rule
    WHERE lead_rule.rule = planted.rule
      AND (lead_rule.person_id = planted.person_id OR lead_rule.uscc = planted.uscc)
  ) AS is_found_by_rule,
  EXISTS (
    SELECT 1
    FROM lead_rule
    WHERE lead_rule.person_id = planted.person_id
      OR lead_rule.uscc = planted.uscc
  ) AS is_found
FROM planted
