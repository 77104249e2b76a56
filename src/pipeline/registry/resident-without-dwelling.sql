-- table: resident_without_dwelling
-- purpose: residents who are placed in no dwelling: the list gives none, nor an address that one
--   dwelling of the grid has (NO_CODE), or one that the ledger does not
--   know (UNKNOWN_CODE)
-- grain: one row per person_id
-- reads: person, dwelling
SELECT
  p.person_id,
  p.grid_code,
  p.residence_division AS division,
  p.dwelling_code,
  CASE WHEN p.dwelling_code IS NULL THEN 'NO_CODE' ELSE 'UNKNOWN_CODE' END AS reason
FROM person p
LEFT JOIN dwelling d ON d.dwelling_code = p.dwelling_code
WHERE p.is_resident
  AND d.dwelling_code IS NULL
