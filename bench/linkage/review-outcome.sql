-- table: review_outcome
-- purpose: pairs worth a look, and whether they are one person: the real person of a claim is the one of most of its
--   records
-- grain: one row per pair of review_pair that the city knows of
-- reads: review_pair, person_link_raw, measured_record
WITH
claim_person AS (
  SELECT
    claim_key,
    truth_id,
    row_number() OVER (
      PARTITION BY claim_key
      ORDER BY count(*) DESC, truth_id
    ) AS place
  FROM person_link_raw
  JOIN measured_record USING (row_id, role)
  GROUP BY claim_key, truth_id
)
SELECT
  pair.rule,
  pair.probability,
  left_claim.truth_id = right_claim.truth_id AS is_one
FROM review_pair AS pair
JOIN claim_person AS left_claim ON left_claim.claim_key = pair.left_key AND left_claim.place = 1
JOIN claim_person AS right_claim ON right_claim.claim_key = pair.right_key AND right_claim.place = 1
