-- table: person_link_raw
-- purpose: which person each identity record is by today's deliveries alone. A number with one name needs no
--   comparison; contested numbers are judged in number_person; a blank name follows the number; without a usable
--   number a record is a person of its own, kept apart by the business key that its source gives it; unless linked_claim
--   knows better
-- grain: one row per row_id, role of identity_record
-- reads: identity_record, number_person, linked_claim, deployment
SELECT
  r.row_id,
  r.role,
  r.claim_key,
  CASE
    WHEN c.person_id IS NOT NULL THEN c.person_id
    WHEN r.id_no IS NULL
      THEN short_hash(deployment.person_salt || '|' || r.source || '|' || r.role || '|' || r.business_key)
    WHEN n.person_id IS NOT NULL THEN n.person_id
    ELSE short_hash(deployment.person_salt || '|' || r.id_no)
  END AS person_id,
  CASE
    WHEN c.link_rule IS NOT NULL THEN c.link_rule
    WHEN r.id_no IS NULL THEN 'NO_USABLE_ID'
    WHEN n.link_rule IS NOT NULL THEN n.link_rule
    WHEN r.name IS NULL THEN 'ID_NAME_BLANK'
    ELSE 'ID_NAME_EXACT'
  END AS link_rule
FROM identity_record r
LEFT JOIN number_person n ON n.id_no = r.id_no AND n.name = r.name
LEFT JOIN linked_claim c ON c.claim_key = r.claim_key
CROSS JOIN deployment
