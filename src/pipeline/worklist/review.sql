-- table: worklist_review
-- purpose: pairs of which somebody has to say whether they are one person, the evidence side by side. A side is all that
--   its person says; where both are one person today, what the claim alone says
-- grain: one row per pair that nobody has decided
-- reads: review_pair, review_comparison, link_decision, claim_link, claim_person, identity_record, person, division,
--   rule_source
WITH open_pair AS (
  SELECT
    p.left_key,
    p.right_key,
    p.rule,
    p.weight,
    p.probability,
    l.person_id = r.person_id AS is_one
  FROM review_pair p
  JOIN claim_link l ON l.claim_key = p.left_key
  JOIN claim_link r ON r.claim_key = p.right_key
  ANTI JOIN link_decision d ON d.left_key = p.left_key AND d.right_key = p.right_key
),
side AS (
  SELECT left_key, right_key, is_one, 'left' AS side, left_key AS claim_key
  FROM open_pair
  UNION ALL
  SELECT left_key, right_key, is_one, 'right', right_key
  FROM open_pair
),
claim_of_side AS (
  SELECT
    s.left_key,
    s.right_key,
    s.side,
    other.claim_key
  FROM side s
  JOIN claim_link own ON own.claim_key = s.claim_key
  JOIN claim_link other ON other.person_id = own.person_id
  WHERE NOT s.is_one
    OR other.claim_key = s.claim_key
),
record_of_side AS (
  SELECT
    c.left_key,
    c.right_key,
    c.side,
    r.*,
    -- The most trusted source first, then the last row.
    (CAST(r.trust AS BIGINT) << 53) + r.row_id AS precedence
  FROM claim_of_side c
  JOIN identity_record r ON r.claim_key = c.claim_key
),
said AS (
  SELECT
    r.left_key,
    r.right_key,
    r.side,
    max_by(r.name, r.precedence) FILTER (r.name IS NOT NULL) AS name,
    coalesce(
      max_by(r.id_no, r.precedence) FILTER (r.id_no IS NOT NULL),
      max_by(r.id_no_raw, r.precedence) FILTER (r.id_no_raw IS NOT NULL)
    ) AS id_no,
    max_by(CAST(r.birth_date AS VARCHAR), r.precedence) FILTER (r.birth_date IS NOT NULL) AS birth_date,
    max_by(r.mobile, r.precedence) FILTER (r.mobile IS NOT NULL) AS mobile,
    max_by(r.residence_address, r.precedence) FILTER (r.residence_address IS NOT NULL) AS residence_address,
    max_by(r.hukou_address, r.precedence) FILTER (r.hukou_address IS NOT NULL) AS hukou_address,
    max_by(r.grid_code, r.precedence) FILTER (r.grid_code IS NOT NULL) AS grid_code,
    string_agg(DISTINCT coalesce(s.name, r.source), '、' ORDER BY coalesce(s.name, r.source)) AS sources
  FROM record_of_side r
  LEFT JOIN rule_source s ON s.source = r.source
  GROUP BY r.left_key, r.right_key, r.side
),
evidence AS (
  SELECT
    left_key,
    right_key,
    string_agg(label, ';' ORDER BY weight DESC, position) FILTER (weight > 0) AS in_favour,
    string_agg(label, ';' ORDER BY weight, position) FILTER (weight < 0) AS against
  FROM review_comparison
  GROUP BY left_key, right_key
)
SELECT
  coalesce(lp.residence_division, lp.hukou_division, rp.residence_division, rp.hukou_division, '') AS division,
  village.name AS village,
  coalesce(l.grid_code, r.grid_code) AS grid_code,
  substr(sha256(p.left_key || '|' || p.right_key), 1, 10) AS pair_id,
  p.rule AS review_reason,
  p.weight,
  p.probability,
  e.in_favour,
  e.against,
  lp.person_id AS left_person_id,
  l.name AS left_name,
  l.id_no AS left_id_no,
  l.birth_date AS left_birth_date,
  l.mobile AS left_mobile,
  coalesce(l.residence_address, l.hukou_address) AS left_address,
  l.sources AS left_sources,
  rp.person_id AS right_person_id,
  r.name AS right_name,
  r.id_no AS right_id_no,
  r.birth_date AS right_birth_date,
  r.mobile AS right_mobile,
  coalesce(r.residence_address, r.hukou_address) AS right_address,
  r.sources AS right_sources
FROM open_pair p
JOIN said l ON l.left_key = p.left_key AND l.right_key = p.right_key AND l.side = 'left'
JOIN said r ON r.left_key = p.left_key AND r.right_key = p.right_key AND r.side = 'right'
JOIN claim_person lc ON lc.claim_key = p.left_key
JOIN claim_person rc ON rc.claim_key = p.right_key
LEFT JOIN person lp ON lp.person_id = lc.person_id
LEFT JOIN person rp ON rp.person_id = rc.person_id
LEFT JOIN evidence e ON e.left_key = p.left_key AND e.right_key = p.right_key
LEFT JOIN division village
  ON village.code = coalesce(lp.residence_division, lp.hukou_division, rp.residence_division, rp.hukou_division)
