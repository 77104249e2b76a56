-- table: review_comparison
-- purpose: what speaks for and against each weighed pair of review_pair, comparison by comparison, in the words of
--   people. What a side does not say weighs nothing and is left out
-- grain: one row per left_key, right_key, comparison
-- reads: link_candidate, link_score, link_level
WITH offered AS (
  SELECT
    c.left_key,
    c.right_key,
    s.*,
    row_number() OVER (PARTITION BY c.left_key, c.right_key ORDER BY s.weight DESC, c.claim_id) AS place
  FROM link_candidate c
  JOIN link_score s ON s.claim_id = c.claim_id AND s.person_id = c.person_id
  WHERE c.decision = 'REVIEW'
),
compared AS (
  SELECT left_key, right_key, 'name' AS comparison, name_level AS level, name_weight AS weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'birth_date', birth_date_level, birth_date_weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'sex', sex_level, sex_weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'number', number_level, number_weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'rounded', rounded_level, rounded_weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'home', home_level, home_weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'village', village_level, village_weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'personal_no', personal_no_level, personal_no_weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'account_no', account_no_level, account_no_weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'uscc', uscc_level, uscc_weight FROM offered WHERE place = 1
  UNION ALL
  SELECT left_key, right_key, 'phone', phone_level, phone_weight FROM offered WHERE place = 1
)
SELECT
  c.left_key,
  c.right_key,
  c.comparison,
  l.position,
  c.level,
  l.label,
  c.weight
FROM compared c
JOIN link_level l ON l.comparison = c.comparison AND l.level = c.level
