-- table: remembered_proof
-- purpose: for the rules as they would stand: the proofs accepted earlier that today's records do not show by the rules as
--   they stand. What the records do show is decided anew; else what the last publication accepted would hide every change
-- grain: one row per person_id, programme with such a proof
-- reads: before_remembered_proof, before_certification_proof
SELECT
  remembered.person_id,
  remembered.programme,
  remembered.strong_date,
  remembered.strong_channel,
  CASE WHEN coalesce(proof.weak_date < remembered.weak_date, TRUE) THEN remembered.weak_date END AS weak_date
FROM before_remembered_proof AS remembered
LEFT JOIN before_certification_proof AS proof
  ON proof.person_id = remembered.person_id
  AND proof.programme = remembered.programme
