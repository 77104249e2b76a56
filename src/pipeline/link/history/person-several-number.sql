-- table: person_several_number
-- purpose: the numbers of people who have more than one usable number, and which of them is believed: one that brought
--   its records here, not one written by mistake on records that came otherwise; then the sum of the trust of its sources, then the latest delivery, then the
--   digits. An identity table
-- grain: one row per person_id, id_no
-- reads: identity_claim, claim_person, claim_link, identity_record
WITH numbered_claim AS (
  SELECT
    p.person_id,
    c.claim_key,
    c.id_no
  FROM identity_claim c
  JOIN claim_person p ON p.claim_key = c.claim_key
  WHERE c.id_no IS NOT NULL
),
several AS (
  SELECT person_id
  FROM numbered_claim
  GROUP BY person_id
  HAVING min(id_no) <> max(id_no)
),
voice AS (
  SELECT
    n.person_id,
    n.id_no,
    r.source,
    max(r.trust) AS trust,
    max(r.delivered_on) AS delivered_on,
    count(*) AS records,
    bool_or(l.link_rule NOT IN ('ID_NAME_CONFLICT', 'LINKED', 'NUMBER_CORRECTED')) AS is_own
  FROM numbered_claim n
  JOIN several USING (person_id)
  JOIN claim_link l ON l.claim_key = n.claim_key
  JOIN identity_record r ON r.claim_key = n.claim_key
  GROUP BY n.person_id, n.id_no, r.source
)
SELECT
  person_id,
  id_no,
  CAST(sum(trust) AS BIGINT) AS vote,
  CAST(sum(records) AS BIGINT) AS records,
  row_number() OVER (
    PARTITION BY person_id
    ORDER BY bool_or(is_own) DESC, sum(trust) DESC, max(delivered_on) DESC, id_no
  ) = 1 AS is_canonical
FROM voice
GROUP BY person_id, id_no
