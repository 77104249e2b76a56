-- table: identity_claim
-- purpose: what the sources say of somebody in one way: a number with a name, or a row without usable number. The unit
--   that is linked; its key outlives the deliveries. An identity table
-- grain: one row per claim_key
-- reads: identity_record
SELECT
  claim_key,
  any_value(id_no) AS id_no,
  max(id_kind) FILTER (id_no IS NOT NULL) AS id_kind,
  any_value(name) AS name,
  any_value(source) FILTER (id_no IS NULL) AS source,
  any_value(role) FILTER (id_no IS NULL) AS role,
  any_value(business_key) AS business_key,
  max(trust) AS trust,
  count(*) AS records,
  max(delivered_on) AS delivered_on
FROM identity_record
GROUP BY claim_key
