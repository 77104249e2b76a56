-- table: award_outcome
-- purpose: what was decided on each award that the city really gives, beside what the city knows
-- grain: one row per truth_id and programme
-- reads: truth_award, truth_person, truth_life, register_owner, certification
SELECT
  award.truth_id,
  award.programme,
  award.state AS award_state,
  award.is_entitled,
  award.lost_reason,
  truth.alive AS is_alive,
  truth.death_date,
  life.lifestyle,
  coalesce(life.is_death_shown, FALSE) AS is_death_shown,
  coalesce(life.is_misused, FALSE) AS is_misused,
  decided.person_id,
  decided.state,
  decided.basis,
  decided.reason,
  decided.method,
  decided.proof_date,
  decided.due_date,
  -- By data alone: nobody came, neither to an app or counter nor to the door.
  decided.state IN ('ENTITLED', 'RESUMED') AS is_entitled_by_line
FROM truth_award AS award
JOIN truth_person AS truth USING (truth_id)
LEFT JOIN truth_life AS life USING (truth_id)
LEFT JOIN register_owner AS owner
  ON owner.truth_id = award.truth_id
  AND owner.is_main
LEFT JOIN certification AS decided
  ON decided.person_id = owner.person_id
  AND decided.programme = award.programme
