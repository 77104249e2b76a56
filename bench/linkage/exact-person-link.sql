-- table: person_link
-- purpose: the baseline: records with the same usable number and the same name are one person, all others stand alone
-- grain: one row per row_id and role of identity_record
-- reads: identity_record
SELECT
  row_id,
  role,
  CASE
    WHEN id_no IS NOT NULL AND name IS NOT NULL THEN id_no || '|' || name
    ELSE 'alone|' || row_id || '|' || role
  END AS person_id
FROM identity_record
