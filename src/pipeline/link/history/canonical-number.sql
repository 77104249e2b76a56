-- table: canonical_number
-- purpose: which number of several is believed, as a salted key: the next run sees by it whether another is
-- grain: one row per person_id with more than one usable number
-- reads: person_several_number, deployment
SELECT
  n.person_id,
  short_hash(deployment.person_salt || '|number|' || n.id_no) AS number_key
FROM person_several_number n
CROSS JOIN deployment
WHERE n.is_canonical
