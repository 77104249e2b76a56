-- table: claim_link
-- purpose: the raw link by claim: all records of a claim are of one person
-- grain: one row per claim_key of identity_record
-- reads: person_link_raw
SELECT
  claim_key,
  any_value(person_id) AS person_id,
  any_value(link_rule) AS link_rule,
  count(*) AS records
FROM person_link_raw
GROUP BY claim_key
