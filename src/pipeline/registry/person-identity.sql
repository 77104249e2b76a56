-- table: person_identity
-- purpose: who a person is, apart from everything else: number, name, phone, addresses. A number that belongs to
--   somebody else (NAME_CONFLICT) stands only in id_no_raw, as written. An identity table
-- grain: one row per person_id
-- reads: person_number, surviving_contact, residence, contested_person
SELECT
  n.person_id,
  CASE WHEN c.person_id IS NULL THEN n.id_no END AS id_no,
  n.id_no_raw,
  n.id_kind,
  n.name,
  s.mobile,
  s.hukou_address,
  r.residence_address
FROM person_number n
LEFT JOIN surviving_contact s ON s.person_id = n.person_id
LEFT JOIN residence r ON r.person_id = n.person_id
LEFT JOIN contested_person c
  ON c.person_id = n.person_id
  AND c.identity_issue = 'NAME_CONFLICT'
