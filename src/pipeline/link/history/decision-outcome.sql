-- table: decision_outcome
-- purpose: what becomes of each decision in force. Of two claims decided DIFFERENT whom the raw link holds for one person
--   the weaker leaves: without number before with, then less trust, then fewer records. What is left of a raw person,
--   and each claim that leaves, is a part; SAME joins parts. Where such a chain would join two parts decided
--   DIFFERENT, none of its decisions SAME is followed. A claim that nobody delivers any more makes a decision stale
-- grain: one row per decision_key of link_decision
-- reads: link_decision, claim_link, identity_claim
WITH RECURSIVE placed AS (
  SELECT
    d.decision_key,
    d.left_key,
    d.right_key,
    d.decision,
    l.person_id AS left_raw,
    r.person_id AS right_raw
  FROM link_decision d
  LEFT JOIN claim_link l ON l.claim_key = d.left_key
  LEFT JOIN claim_link r ON r.claim_key = d.right_key
),
strength AS (
  SELECT
    claim_key,
    row_number() OVER (ORDER BY id_no IS NULL, trust DESC, records DESC, claim_key) AS place
  FROM identity_claim
  WHERE claim_key IN (SELECT left_key FROM placed UNION SELECT right_key FROM placed)
),
leaving AS (
  SELECT DISTINCT CASE WHEN l.place > r.place THEN p.left_key ELSE p.right_key END AS claim_key
  FROM placed p
  JOIN strength l ON l.claim_key = p.left_key
  JOIN strength r ON r.claim_key = p.right_key
  WHERE p.decision = 'DIFFERENT'
    AND p.left_raw = p.right_raw
),
parted AS (
  SELECT
    p.*,
    CASE WHEN l.claim_key IS NOT NULL THEN 'claim ' || p.left_key ELSE p.left_raw END AS left_part,
    CASE WHEN r.claim_key IS NOT NULL THEN 'claim ' || p.right_key ELSE p.right_raw END AS right_part
  FROM placed p
  LEFT JOIN leaving l ON l.claim_key = p.left_key
  LEFT JOIN leaving r ON r.claim_key = p.right_key
),
edge AS (
  SELECT left_part AS part, right_part AS next_part
  FROM parted
  WHERE decision = 'SAME'
    AND left_part <> right_part
  UNION
  SELECT right_part, left_part
  FROM parted
  WHERE decision = 'SAME'
    AND left_part <> right_part
),
reach AS (
  SELECT part, part AS reached
  FROM edge
  UNION
  SELECT r.part, e.next_part
  FROM reach r
  JOIN edge e ON e.part = r.reached
),
chain AS (
  SELECT
    part,
    min(reached) AS chain
  FROM reach
  GROUP BY part
),
contradicted AS (
  SELECT DISTINCT l.chain
  FROM parted p
  JOIN chain l ON l.part = p.left_part
  JOIN chain r ON r.part = p.right_part
  WHERE p.decision = 'DIFFERENT'
    AND l.chain = r.chain
)
SELECT
  p.decision_key,
  p.left_key,
  p.right_key,
  p.decision,
  CASE
    WHEN p.left_raw IS NULL OR p.right_raw IS NULL THEN 'STALE'
    WHEN p.decision = 'SAME' AND c.chain IS NOT NULL THEN 'CONTRADICTED'
    ELSE 'OBEYED'
  END AS outcome,
  p.left_raw IS NULL AS is_left_stale,
  p.right_raw IS NULL AS is_right_stale,
  p.left_part,
  p.right_part,
  CASE WHEN c.chain IS NULL THEN l.chain END AS chain
FROM parted p
LEFT JOIN chain l ON l.part = p.left_part AND p.decision = 'SAME'
LEFT JOIN contradicted c ON c.chain = l.chain
