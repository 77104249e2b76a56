-- table: uninsured_unit
-- purpose: units to be enrolled, with what an inspector wants to know before the visit
-- grain: one row per uscc of status UNINSURED_UNIT
-- reads: unit_status, fact_samr_entity, unit_staff, coverage_status, rule_coverage, rule_status
WITH
staff AS (
  SELECT
    unit_staff.uscc,
    count(DISTINCT unit_staff.person_id) FILTER (WHERE unit_staff.evidence_kind = 'WAGE') AS wage_staff,
    count(DISTINCT unit_staff.person_id) FILTER (WHERE unit_staff.evidence_kind = 'CONTRACT') AS contract_staff,
    count(DISTINCT unit_staff.person_id) FILTER (WHERE rule_status.on_work_list) AS staff_to_insure
  FROM unit_staff
  CROSS JOIN rule_coverage AS rule
  LEFT JOIN coverage_status USING (person_id)
  LEFT JOIN rule_status USING (status)
  WHERE unit_staff.evidence_kind IN ('WAGE', 'CONTRACT')
    AND unit_staff.months_ago <= rule.staff_evidence_months
  GROUP BY unit_staff.uscc
)
SELECT
  unit.uscc,
  unit.entity_name,
  entity.entity_kind,
  unit.division,
  entity.industry,
  entity.founded_date,
  unit.staff_evidence,
  CAST(staff.wage_staff AS INTEGER) AS wage_staff,
  CAST(staff.contract_staff AS INTEGER) AS contract_staff,
  CAST(staff.staff_to_insure AS INTEGER) AS staff_to_insure,
  unit.evidence
FROM unit_status AS unit
JOIN fact_samr_entity AS entity USING (uscc)
JOIN staff USING (uscc)
WHERE unit.status = 'UNINSURED_UNIT'
