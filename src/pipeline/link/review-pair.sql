-- table: review_pair
-- purpose: pairs that a person should look at, named by claims: a claim that is not sure (CLAIM), a name that contradicts
--   its number though all else is its owner's (NUMBER_OWNER), one person with two valid numbers (TWO_NUMBERS), two
--   credible people on one number (SHARED_NUMBER). Pairs decided already may be among them
-- grain: one row per left_key, right_key
-- reads: link_candidate, number_person, link_subject
WITH weighed AS (
  SELECT
    left_key,
    right_key,
    CASE WHEN rule IN ('TWO_NUMBERS', 'NUMBER_OWNER') THEN rule ELSE 'CLAIM' END AS rule,
    weight,
    probability
  FROM link_candidate
  WHERE decision = 'REVIEW'
),
sharer AS (
  SELECT DISTINCT
    n.id_no,
    s.main_claim_key
  FROM number_person n
  JOIN link_subject s ON s.subject_id = n.person_id
  WHERE n.identity_issue = 'SHARED_NUMBER'
),
shared AS (
  SELECT
    a.main_claim_key AS left_key,
    b.main_claim_key AS right_key,
    'SHARED_NUMBER' AS rule,
    CAST(NULL AS DOUBLE) AS weight,
    CAST(NULL AS DOUBLE) AS probability
  FROM sharer a
  JOIN sharer b ON b.id_no = a.id_no AND a.main_claim_key < b.main_claim_key
),
offered AS (
  SELECT * FROM weighed
  UNION ALL
  SELECT * FROM shared
)
SELECT
  left_key,
  right_key,
  min(rule) AS rule,
  max(weight) AS weight,
  max(probability) AS probability
FROM offered
GROUP BY left_key, right_key
