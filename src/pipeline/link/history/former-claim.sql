-- table: former_claim
-- purpose: the claims that an id had when it last lived, by which it is found again
-- grain: one row per old_person_id, claim_key; for ids that no longer live
-- reads: claim_person, previous_claim_person, previous_former_claim
WITH living AS (
  SELECT DISTINCT person_id
  FROM claim_person
  WHERE is_present
)
SELECT
  p.person_id AS old_person_id,
  p.claim_key
FROM previous_claim_person p
ANTI JOIN living ON living.person_id = p.person_id
WHERE p.is_present
UNION ALL
SELECT
  f.old_person_id,
  f.claim_key
FROM previous_former_claim f
ANTI JOIN living ON living.person_id = f.old_person_id
