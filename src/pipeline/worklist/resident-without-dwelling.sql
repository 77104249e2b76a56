-- table: worklist_resident_without_dwelling
-- purpose: residents who are registered in no dwelling
-- grain: one row per person_id
-- reads: resident_without_dwelling, person, person_identity, division
SELECT
  coalesce(p.residence_division, p.hukou_division, '') AS division,
  village.name AS village,
  p.grid_code,
  p.household_id,
  i.name,
  i.id_no,
  i.mobile,
  i.residence_address,
  p.person_id
FROM resident_without_dwelling w
JOIN person p USING (person_id)
LEFT JOIN person_identity i USING (person_id)
LEFT JOIN division village ON village.code = coalesce(p.residence_division, p.hukou_division)
