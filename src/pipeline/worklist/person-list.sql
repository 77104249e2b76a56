-- table: worklist_person_list
-- purpose: the people of the 23 lists
-- grain: one row per person_id and tag
-- reads: person_tag, person, person_identity, division, coverage_status, rule_status, run_parameter
SELECT
  coalesce(p.residence_division, p.hukou_division, '') AS division,
  t.tag,
  village.name AS village,
  p.grid_code,
  p.household_id,
  i.name,
  i.id_no,
  CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' END AS sex,
  age_years(p.birth_date, parameter.as_of) AS age,
  i.mobile,
  i.residence_address,
  status.name AS status_name,
  t.since,
  p.person_id
FROM person_tag t
JOIN person p USING (person_id)
LEFT JOIN person_identity i USING (person_id)
LEFT JOIN coverage_status c USING (person_id)
LEFT JOIN rule_status status ON status.status = c.status
LEFT JOIN division village ON village.code = coalesce(p.residence_division, p.hukou_division)
CROSS JOIN run_parameter parameter
