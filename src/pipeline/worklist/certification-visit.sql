-- table: worklist_certification_visit
-- purpose: people to be certified at home, those of 80 or more or immobile first
-- grain: one row per person_id, whatever number of programmes waits for the visit
-- reads: certification, person, person_identity, division, rule_programme, rule_certification_state,
--   rule_certification_reason, run_parameter
WITH visit AS (
  SELECT
    c.person_id,
    any_value(c.division) AS division,
    string_agg(coalesce(programme.name, c.programme), '、' ORDER BY programme.code, c.programme) AS programmes,
    string_agg(DISTINCT coalesce(state.name, c.state), '、' ORDER BY coalesce(state.name, c.state)) AS states,
    string_agg(DISTINCT coalesce(reason.text, c.reason), '、' ORDER BY coalesce(reason.text, c.reason)) AS reason_text,
    min(c.due_date) AS due_date,
    max(c.proof_date) AS proof_date,
    sum(c.monthly_amount_fen)::BIGINT AS monthly_amount_fen,
    bool_or(coalesce(c.is_priority, FALSE)) AS is_priority
  FROM certification c
  LEFT JOIN rule_programme programme ON programme.programme = c.programme
  LEFT JOIN rule_certification_state state ON state.state = c.state
  LEFT JOIN rule_certification_reason reason ON reason.reason = c.reason
  WHERE c.next_step = 'HOME_VISIT'
  GROUP BY c.person_id
)
SELECT
  coalesce(v.division, '') AS division,
  CASE WHEN v.is_priority THEN '优先' END AS priority,
  village.name AS village,
  p.grid_code,
  p.household_id,
  i.name,
  i.id_no,
  CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' END AS sex,
  age_years(p.birth_date, parameter.as_of) AS age,
  i.mobile,
  i.residence_address,
  v.programmes,
  v.states,
  v.reason_text,
  v.due_date,
  v.proof_date,
  v.monthly_amount_fen,
  v.person_id
FROM visit v
JOIN person p USING (person_id)
LEFT JOIN person_identity i USING (person_id)
LEFT JOIN division village ON village.code = v.division
CROSS JOIN run_parameter parameter
