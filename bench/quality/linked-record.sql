-- table: linked_record
-- purpose: the accepted records with the person that the line took them for, and whom they are really about
-- grain: one row per row_id and role of person_link
-- reads: person_link, delivered_record
SELECT
  link.row_id,
  link.role,
  link.person_id,
  link.link_rule,
  link.link_rule LIKE 'ID_%' AS has_usable_number,
  delivered.source,
  delivered.truth_id,
  coalesce(delivered.errors, '') AS errors
FROM person_link AS link
LEFT JOIN delivered_record AS delivered USING (row_id, role)
