-- table: contested_person
-- purpose: who shares a number with somebody: SHARED_NUMBER two credible people, NAME_CONFLICT somebody on the number of
--   another, whose number it therefore is not. Who has a better number, or turned out to be the other, shares nothing
-- grain: one row per person_id
-- reads: number_person, identity_claim, claim_person, decided_claim, person_several_number
WITH claimant AS (
  SELECT
    n.id_no,
    p.person_id,
    max(n.identity_issue) AS identity_issue,
    bool_or(n.identity_issue IS NULL) AS is_owner
  FROM number_person n
  JOIN identity_claim c ON c.id_no = n.id_no AND c.name = n.name
  JOIN claim_person p ON p.claim_key = c.claim_key
  LEFT JOIN person_several_number better
    ON better.person_id = p.person_id
    AND better.id_no = n.id_no
  WHERE coalesce(better.is_canonical, TRUE)
  GROUP BY n.id_no, p.person_id
),
counted AS (
  SELECT
    *,
    count(*) OVER (PARTITION BY id_no) AS claimants,
    count(*) FILTER (identity_issue = 'SHARED_NUMBER') OVER (PARTITION BY id_no) AS sharers
  FROM claimant
),
issue AS (
  SELECT person_id, identity_issue
  FROM counted
  WHERE claimants > 1
    AND NOT is_owner
    AND (identity_issue = 'NAME_CONFLICT' OR sharers > 1)
  UNION ALL
  -- Decided to be somebody else than the owner of the number.
  SELECT p.person_id, 'NAME_CONFLICT'
  FROM decided_claim d
  JOIN identity_claim c ON c.claim_key = d.claim_key AND c.id_no IS NOT NULL
  JOIN claim_person p ON p.claim_key = d.claim_key
  LEFT JOIN person_several_number better
    ON better.person_id = p.person_id
    AND better.id_no = c.id_no
  WHERE d.link_rule = 'DECIDED_DIFFERENT'
    AND coalesce(better.is_canonical, TRUE)
)
SELECT
  person_id,
  max(identity_issue) AS identity_issue
FROM issue
GROUP BY person_id
