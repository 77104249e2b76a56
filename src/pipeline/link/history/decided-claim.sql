-- table: decided_claim
-- purpose: the claims that a decision moves, and into which group. The parts of a chain (decision_outcome) go to the
--   strongest of them: with a number, then the sum of the trust of its sources, then the latest delivery
-- grain: one row per claim_key that is elsewhere than claim_link says
-- reads: decision_outcome, claim_link, identity_record
WITH part AS (
  SELECT left_part AS part, chain
  FROM decision_outcome
  WHERE left_part LIKE 'claim %' OR chain IS NOT NULL
  UNION
  SELECT right_part, chain
  FROM decision_outcome
  WHERE right_part LIKE 'claim %' OR chain IS NOT NULL
),
chained_part AS (
  SELECT part, max(chain) AS chain
  FROM part
  GROUP BY part
),
claim_of_part AS (
  SELECT
    coalesce(own.part, p.part) AS part,
    coalesce(own.chain, p.chain) AS chain,
    own.part IS NOT NULL AS is_apart,
    l.claim_key,
    l.person_id
  FROM claim_link l
  LEFT JOIN chained_part own ON own.part = 'claim ' || l.claim_key
  LEFT JOIN chained_part p ON p.part = l.person_id
  WHERE own.part IS NOT NULL
    OR p.part IS NOT NULL
),
voice AS (
  SELECT
    c.part,
    c.chain,
    r.source,
    max(r.trust) AS trust,
    max(r.delivered_on) AS delivered_on,
    bool_or(r.id_no IS NOT NULL) AS has_number
  FROM claim_of_part c
  JOIN identity_record r ON r.claim_key = c.claim_key
  WHERE c.chain IS NOT NULL
  GROUP BY c.part, c.chain, r.source
),
ranked_part AS (
  SELECT
    part,
    chain,
    row_number() OVER (
      PARTITION BY chain
      ORDER BY bool_or(has_number) DESC, sum(trust) DESC, max(delivered_on) DESC, part
    ) AS place
  FROM voice
  GROUP BY part, chain
)
SELECT
  c.claim_key,
  CASE
    WHEN coalesce(main.part, c.part) LIKE 'claim %' THEN short_hash(coalesce(main.part, c.part))
    ELSE coalesce(main.part, c.part)
  END AS group_id,
  CASE WHEN main.part <> c.part THEN 'DECIDED_SAME' ELSE 'DECIDED_DIFFERENT' END AS link_rule
FROM claim_of_part c
LEFT JOIN ranked_part main ON main.chain = c.chain AND main.place = 1
WHERE c.is_apart
  OR main.part <> c.part
