-- table: measured_record
-- purpose: the linked records with whom they are really about and what their number says: OWN, a number of that
--   person; OTHER, a usable number of nobody or of somebody else; NONE
-- grain: one row per row_id and role of person_link that the city knows of
-- reads: person_link, identity_record, delivered_record, truth_person
SELECT
  link.row_id,
  link.role,
  link.person_id,
  delivered.source,
  delivered.truth_id,
  delivered.errors,
  record.id_no,
  CASE
    WHEN record.id_no IS NULL THEN 'NONE'
    WHEN record.id_no = truth.id_no OR record.id_no IS NOT DISTINCT FROM truth.second_id_no THEN 'OWN'
    ELSE 'OTHER'
  END AS number_state
FROM person_link AS link
JOIN identity_record AS record USING (row_id, role)
JOIN delivered_record AS delivered USING (row_id, role)
JOIN truth_person AS truth USING (truth_id)
