-- table: person_link
-- purpose: which person each identity record is: the raw link, the decisions, and ids that keep their meaning
-- grain: one row per row_id, role of identity_record
-- reads: person_link_raw, claim_person, decided_claim
SELECT
  r.row_id,
  r.role,
  p.person_id,
  coalesce(d.link_rule, r.link_rule) AS link_rule
FROM person_link_raw r
JOIN claim_person p ON p.claim_key = r.claim_key
LEFT JOIN decided_claim d ON d.claim_key = r.claim_key
