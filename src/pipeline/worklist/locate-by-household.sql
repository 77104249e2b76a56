-- table: worklist_locate_by_household
-- purpose: 以户找人: people of a booklet who are missing where their family lives
-- grain: one row per person_id
-- reads: locate_by_household, person, person_identity, division
SELECT
  coalesce(p.residence_division, p.hukou_division, '') AS division,
  village.name AS village,
  p.grid_code,
  p.household_id,
  p.hukou_no,
  i.name,
  i.id_no,
  i.mobile,
  i.hukou_address,
  p.person_id
FROM locate_by_household l
JOIN person p USING (person_id)
LEFT JOIN person_identity i USING (person_id)
LEFT JOIN division village ON village.code = coalesce(p.residence_division, p.hukou_division)
