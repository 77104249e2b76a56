-- table: worklist_certification_due
-- purpose: people whose certification falls due within 90 days, and what each is to do
-- grain: one row per person_id and programme
-- reads: certification_due, person, person_identity, division, rule_programme, rule_next_step, run_parameter
SELECT
  coalesce(c.division, '') AS division,
  village.name AS village,
  p.grid_code,
  p.household_id,
  i.name,
  i.id_no,
  CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' END AS sex,
  age_years(p.birth_date, parameter.as_of) AS age,
  i.mobile,
  i.residence_address,
  coalesce(programme.name, c.programme) AS programme_name,
  c.due_date,
  c.window_days,
  coalesce(step.name, c.next_step) AS next_step_name,
  CASE WHEN c.is_priority THEN '优先' END AS priority,
  c.person_id
FROM certification_due c
JOIN person p USING (person_id)
LEFT JOIN person_identity i USING (person_id)
LEFT JOIN division village ON village.code = c.division
LEFT JOIN rule_programme programme ON programme.programme = c.programme
LEFT JOIN rule_next_step step ON step.next_step = c.next_step
CROSS JOIN run_parameter parameter
