-- table: worklist_risk_lead
-- purpose: leads on money paid wrongly that are not closed yet, for the office that follows them
-- grain: one row per lead_id
-- reads: risk_lead, person, person_identity, division, unit_status, rule_programme, rule_risk, rule_lead_state,
--   run_parameter
WITH paying AS (
  SELECT
    named.lead_id,
    string_agg(coalesce(programme.name, named.programme), '、' ORDER BY programme.code, named.programme) AS programmes
  FROM (SELECT lead_id, unnest(programmes) AS programme FROM risk_lead) named
  LEFT JOIN rule_programme programme ON programme.programme = named.programme
  GROUP BY named.lead_id
),
fitting AS (
  SELECT
    named.lead_id,
    string_agg(coalesce(r.name, named.rule), '、' ORDER BY named.rule) AS rule_names
  FROM (SELECT lead_id, unnest(rules) AS rule FROM risk_lead) named
  LEFT JOIN rule_risk r ON r.rule = named.rule
  GROUP BY named.lead_id
)
SELECT
  l.subject,
  coalesce(l.division, '') AS division,
  county.name AS county,
  village.name AS village,
  i.name,
  i.id_no,
  CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' END AS sex,
  age_years(p.birth_date, parameter.as_of) AS age,
  i.mobile,
  i.residence_address,
  l.uscc,
  u.entity_name,
  l.operator_key,
  CASE l.grade WHEN 'H' THEN 1 WHEN 'M' THEN 2 ELSE 3 END AS gravity,
  CASE l.grade WHEN 'H' THEN '高' WHEN 'M' THEN '中' WHEN 'L' THEN '低' ELSE l.grade END AS grade_name,
  coalesce(fitting.rule_names, r.name, l.rule) AS rule_names,
  r.reason AS reason_text,
  paying.programmes,
  l.from_month,
  l.to_month,
  l.amount_fen,
  coalesce(state.name, l.state) AS state_name,
  CASE l.is_true WHEN TRUE THEN '查实' WHEN FALSE THEN '不属实' END AS finding,
  l.amount_due_fen,
  l.recovered_fen,
  l.first_seen,
  l.last_seen,
  l.lead_id,
  l.person_id
FROM risk_lead l
LEFT JOIN paying USING (lead_id)
LEFT JOIN fitting USING (lead_id)
LEFT JOIN person p USING (person_id)
LEFT JOIN person_identity i USING (person_id)
LEFT JOIN unit_status u ON u.uscc = l.uscc
LEFT JOIN division village ON village.code = l.division AND village.level = 5
LEFT JOIN division county ON county.code = substr(l.division, 1, 6)
LEFT JOIN rule_risk r ON r.rule = l.rule
LEFT JOIN rule_lead_state state ON state.state = l.state
CROSS JOIN run_parameter parameter
WHERE coalesce(state.is_open, TRUE)
