-- table: person_alias
-- purpose: where an id that no longer lives leads: to the living persons that hold its last records; when none of
--   these is delivered any more, to whoever held them last
-- grain: one row per old_person_id, person_id
-- reads: claim_person, former_claim, previous_person_alias
WITH living AS (
  SELECT DISTINCT person_id
  FROM claim_person
  WHERE is_present
),
holder AS (
  SELECT DISTINCT
    f.old_person_id,
    p.person_id
  FROM former_claim f
  JOIN claim_person p ON p.claim_key = f.claim_key
  WHERE p.is_present
),
bereft AS (
  SELECT DISTINCT old_person_id
  FROM former_claim
  ANTI JOIN holder USING (old_person_id)
),
last_target AS (
  SELECT
    b.old_person_id,
    coalesce(a.person_id, b.old_person_id) AS target_id
  FROM bereft b
  LEFT JOIN previous_person_alias a ON a.old_person_id = b.old_person_id
),
target AS (
  SELECT old_person_id, person_id
  FROM holder
  UNION
  SELECT
    t.old_person_id,
    coalesce(h.person_id, t.target_id)
  FROM last_target t
  LEFT JOIN holder h ON h.old_person_id = t.target_id
),
judged AS (
  SELECT
    t.old_person_id,
    t.person_id,
    l.person_id IS NOT NULL AS is_living,
    count(l.person_id) OVER (PARTITION BY t.old_person_id) AS living_targets
  FROM target t
  LEFT JOIN living l ON l.person_id = t.person_id
)
SELECT
  old_person_id,
  person_id,
  CASE living_targets
    WHEN 0 THEN 'GONE'
    WHEN 1 THEN 'MERGED'
    ELSE 'SPLIT'
  END AS kind
FROM judged
WHERE is_living
  OR living_targets = 0
