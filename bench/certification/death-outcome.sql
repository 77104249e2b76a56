-- table: death_outcome
-- purpose: the dead who are still paid, and what was made of them: a lead, a certification in doubt, or nothing
-- grain: one row per truth_id
-- reads: truth_person, truth_award, truth_life, register_owner, certification, risk_lead
WITH paid AS (
  SELECT
    award.truth_id,
    count(*) AS awards
  FROM truth_award AS award
  JOIN truth_person AS truth USING (truth_id)
  WHERE NOT truth.alive
    AND award.state = 'PAYING'
  GROUP BY award.truth_id
)
SELECT
  paid.truth_id,
  truth.death_date,
  coalesce(life.is_death_shown, FALSE) AS is_shown,
  owner.person_id IS NOT NULL AS is_known,
  bool_or(lead.lead_id IS NOT NULL) AS has_lead,
  bool_or(decided.state IN ('TO_VERIFY', 'CONFLICT', 'LOST')) AS is_doubted,
  bool_or(decided.state IN ('ENTITLED', 'RESUMED')) AS is_entitled,
  bool_or(decided.state IN ('ENTITLED', 'RESUMED') AND decided.proof_date > truth.death_date) AS is_proven_after_death
FROM paid
JOIN truth_person AS truth USING (truth_id)
LEFT JOIN truth_life AS life USING (truth_id)
LEFT JOIN register_owner AS owner
  ON owner.truth_id = paid.truth_id
  AND owner.is_main
LEFT JOIN certification AS decided
  ON decided.person_id = owner.person_id
LEFT JOIN risk_lead AS lead
  ON lead.person_id = owner.person_id
GROUP BY ALL
