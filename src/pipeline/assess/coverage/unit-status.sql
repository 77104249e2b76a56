-- table: unit_status
-- purpose: whether each registered or enrolled unit has staff and insures it
-- grain: one row per uscc
-- reads: fact_samr_entity, fact_hrss_unit, fact_hrss_emp_account, fact_hrss_pub_account, unit_staff, rule_coverage,
--   rule_unit_status
WITH
entity AS (
  SELECT
    uscc,
    entity_name,
    division,
    coalesce(entity_state, 'ACTIVE') = 'ACTIVE' AS is_active,
    row_id
  FROM fact_samr_entity
),
-- A name finds the unit that was enrolled without a readable code, when only one business bears it.
unit_name AS (
  SELECT
    entity_name,
    min(uscc) AS uscc
  FROM entity
  GROUP BY entity_name
  HAVING count(*) = 1
),
enrolled AS (
  SELECT
    coalesce(unit.uscc, unit_name.uscc) AS uscc,
    max(unit.unit_name) AS unit_name,
    min(unit.row_id) AS row_id
  FROM fact_hrss_unit AS unit
  LEFT JOIN unit_name
    ON unit_name.entity_name = unit.unit_name
  WHERE coalesce(unit.unit_state, 'LIVE') <> 'CANCELLED'
    AND coalesce(unit.uscc, unit_name.uscc) IS NOT NULL
  GROUP BY coalesce(unit.uscc, unit_name.uscc)
),
-- Counted from the accounts: what a unit reports of itself may be old.
insured AS (
  SELECT
    uscc,
    count(DISTINCT person_id) AS insured_headcount
  FROM (
    SELECT uscc, person_id, insured_state FROM fact_hrss_emp_account
    UNION ALL
    SELECT uscc, person_id, insured_state FROM fact_hrss_pub_account
  ) AS account
  WHERE insured_state = 'LIVE'
  GROUP BY uscc
),
-- Medical insurance shows who is an employee, but is no ground to act against a unit.
staff AS (
  SELECT
    unit_staff.uscc,
    unit_staff.person_id,
    min(unit_staff.row_id) AS row_id
  FROM unit_staff
  CROSS JOIN rule_coverage AS rule
  WHERE unit_staff.uscc IS NOT NULL
    AND unit_staff.evidence_kind IN ('WAGE', 'CONTRACT')
    AND unit_staff.months_ago <= rule.staff_evidence_months
  GROUP BY
    unit_staff.uscc,
    unit_staff.person_id
),
staffed AS (
  SELECT
    uscc,
    count(*) AS staff_evidence,
    list_slice(list_sort(array_agg(row_id)), 1, 6) AS staff_rows
  FROM staff
  GROUP BY uscc
),
unit AS (
  SELECT
    uscc,
    coalesce(entity.entity_name, enrolled.unit_name) AS entity_name,
    entity.division,
    coalesce(entity.is_active, TRUE) AS is_active,
    enrolled.uscc IS NOT NULL AS is_enrolled,
    coalesce(staffed.staff_evidence, 0) AS staff_evidence,
    coalesce(insured.insured_headcount, 0) AS insured_headcount,
    list_sort(list_distinct(list_concat([entity.row_id, enrolled.row_id], staffed.staff_rows))) AS evidence
  FROM entity
  FULL JOIN enrolled USING (uscc)
  LEFT JOIN staffed USING (uscc)
  LEFT JOIN insured USING (uscc)
),
candidate AS (
  SELECT uscc, 'CLOSED' AS status FROM unit WHERE NOT is_active
  UNION ALL
  SELECT uscc, 'INSURED_UNIT' AS status FROM unit WHERE is_enrolled
  UNION ALL
  SELECT
    unit.uscc,
    'UNINSURED_UNIT' AS status
  FROM unit
  CROSS JOIN rule_coverage AS rule
  WHERE unit.is_active
    AND NOT unit.is_enrolled
    AND unit.staff_evidence >= rule.staff_evidence_minimum
  UNION ALL
  SELECT uscc, 'NO_STAFF' AS status FROM unit
),
ordered AS (
  SELECT
    candidate.uscc,
    candidate.status,
    row_number() OVER (PARTITION BY candidate.uscc ORDER BY rule.status_order) AS place
  FROM candidate
  JOIN rule_unit_status AS rule USING (status)
)
SELECT
  unit.uscc,
  unit.entity_name,
  unit.division,
  ordered.status,
  CAST(unit.staff_evidence AS INTEGER) AS staff_evidence,
  CAST(unit.insured_headcount AS INTEGER) AS insured_headcount,
  unit.evidence
FROM unit
JOIN ordered
  ON ordered.uscc = unit.uscc
  AND ordered.place = 1
