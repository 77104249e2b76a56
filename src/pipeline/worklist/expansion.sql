-- table: worklist_expansion
-- purpose: people to visit for coverage: who they are, what is missing, what to recommend
-- grain: one row per person_id with a status to act on
-- reads: coverage_status, person, person_identity, recommendation, division, dwelling, building, rule_status,
--   rule_status_reason, run_parameter
SELECT
  coalesce(p.residence_division, p.hukou_division, '') AS division,
  village.name AS village,
  p.grid_code,
  building.building_name,
  concat_ws('-', dwelling.unit_no, dwelling.room_no) AS room,
  p.household_id,
  i.name,
  i.id_no,
  CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' END AS sex,
  age_years(p.birth_date, parameter.as_of) AS age,
  i.mobile,
  i.residence_address,
  c.status,
  status.name AS status_name,
  c.gap_months,
  c.grade,
  reason.text AS reason_text,
  r.scheme,
  r.reason AS advice,
  r.tier_fen,
  r.own_cost_fen,
  r.subsidy_fen,
  p.person_id
FROM coverage_status c
JOIN person p USING (person_id)
LEFT JOIN person_identity i USING (person_id)
LEFT JOIN recommendation r USING (person_id)
LEFT JOIN division village ON village.code = coalesce(p.residence_division, p.hukou_division)
LEFT JOIN dwelling USING (dwelling_code)
LEFT JOIN building USING (building_code)
LEFT JOIN rule_status status ON status.status = c.status
LEFT JOIN rule_status_reason reason ON reason.reason = c.reason
CROSS JOIN run_parameter parameter
WHERE c.status IN ('MISSED', 'DROPPED', 'INTERRUPTED', 'UNCLAIMED')
  AND p.is_resident
