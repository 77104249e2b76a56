-- table: worklist_uninsured_unit
-- purpose: units with staff that are not enrolled, for enrolment and labour inspection
-- grain: one row per uscc
-- reads: unit_status, division
SELECT
  coalesce(u.division, '') AS division,
  county.name AS county,
  u.uscc,
  u.entity_name,
  u.staff_evidence
FROM unit_status u
LEFT JOIN division county ON county.code = substr(u.division, 1, 6)
WHERE u.status = 'UNINSURED_UNIT'
