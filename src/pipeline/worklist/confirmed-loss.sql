-- table: worklist_confirmed_loss
-- purpose: people who have lost their entitlement, by the month in which it was found
-- grain: one row per person_id
-- reads: confirmed_loss, person, person_identity, division, rule_programme, rule_certification_reason, run_parameter
WITH held AS (
  SELECT
    named.person_id,
    string_agg(coalesce(programme.name, named.programme), '、' ORDER BY programme.code, named.programme) AS programmes
  FROM (SELECT person_id, unnest(programmes) AS programme FROM confirmed_loss) named
  LEFT JOIN rule_programme programme ON programme.programme = named.programme
  GROUP BY named.person_id
)
SELECT
  coalesce(l.division, '') AS division,
  strftime(l.since, '%Y-%m') AS month,
  village.name AS village,
  p.grid_code,
  p.household_id,
  i.name,
  i.id_no,
  CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' END AS sex,
  age_years(p.birth_date, parameter.as_of) AS age,
  i.mobile,
  i.residence_address,
  held.programmes,
  coalesce(reason.text, l.reason) AS reason_text,
  l.since,
  l.monthly_amount_fen,
  l.person_id
FROM confirmed_loss l
JOIN person p USING (person_id)
LEFT JOIN held USING (person_id)
LEFT JOIN person_identity i USING (person_id)
LEFT JOIN division village ON village.code = l.division
LEFT JOIN rule_certification_reason reason ON reason.reason = l.reason
CROSS JOIN run_parameter parameter
