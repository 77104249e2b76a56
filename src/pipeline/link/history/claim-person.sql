-- table: claim_person
-- purpose: which person each claim is, under an id that never changes its meaning, and what must be remembered for
--   that. Claims that link and decisions hold for one person are a group. Every claim has a home, the id under which it
--   lived most narrowly. An id belongs to the group with most of its home by trust, then most of its last claims. A
--   group lives under the heaviest of its ids that lived in the last publication, else the heaviest of the others;
--   the rest sleep in it, and live again with their homes when the group falls apart. A group without an id gets the
--   raw one unless somebody ever had it; if that one's claims are all gone and nobody else is on the number, it is
--   the same person, renamed; else a new one. Claims no longer delivered are remembered
-- grain: one row per claim_key ever seen
-- reads: claim_link, decided_claim, identity_claim, identity_record, previous_claim_person, previous_person_alias
WITH claim AS MATERIALIZED (
  SELECT
    coalesce(l.claim_key, p.claim_key) AS claim_key,
    coalesce(d.group_id, l.person_id) AS group_id,
    p.home_id,
    p.person_id AS previous_id,
    CASE WHEN p.is_present THEN p.person_id END AS last_id
  FROM claim_link l
  LEFT JOIN decided_claim d ON d.claim_key = l.claim_key
  FULL JOIN previous_claim_person p ON p.claim_key = l.claim_key
),
-- Nearly every claim lives as last time under the id of its group. Only of the groups and ids of the others may it be
-- in doubt whose is whose.
odd_claim AS (
  SELECT group_id, home_id, last_id
  FROM claim
  WHERE group_id IS NOT NULL
    AND home_id IS NOT NULL
    AND coalesce(home_id <> group_id OR last_id <> group_id, TRUE)
),
doubtful_group AS (
  SELECT group_id FROM odd_claim
  UNION
  SELECT home_id FROM odd_claim
  UNION
  SELECT last_id FROM odd_claim
),
remembered AS (
  SELECT
    c.claim_key,
    c.group_id,
    c.home_id,
    c.last_id
  FROM claim c
  SEMI JOIN doubtful_group d ON d.group_id = c.group_id
  WHERE c.home_id IS NOT NULL
),
-- Most of them have one id, which no other group has: only the others are weighed.
id_of_group AS (
  SELECT
    group_id,
    min(least(home_id, last_id)) AS first_id,
    max(greatest(home_id, last_id)) AS last_id
  FROM remembered
  GROUP BY group_id
),
group_of_id AS (
  SELECT
    id,
    min(group_id) AS first_group,
    max(group_id) AS last_group
  FROM (
    SELECT home_id AS id, group_id FROM remembered
    UNION ALL
    SELECT last_id, group_id FROM remembered WHERE last_id <> home_id
  )
  GROUP BY id
),
scattered_id AS (
  SELECT id
  FROM group_of_id
  WHERE first_group <> last_group
),
contested_group AS (
  SELECT group_id
  FROM id_of_group
  WHERE first_id <> last_id
  UNION
  SELECT r.group_id
  FROM remembered r
  JOIN scattered_id s ON s.id = r.home_id
  UNION
  SELECT r.group_id
  FROM remembered r
  JOIN scattered_id s ON s.id = r.last_id
),
contested_claim AS (
  SELECT r.*
  FROM remembered r
  JOIN contested_group USING (group_id)
),
voice AS (
  SELECT
    claim_key,
    r.source,
    max(r.trust) AS trust
  FROM identity_record r
  JOIN contested_claim USING (claim_key)
  GROUP BY claim_key, r.source
),
vote AS (
  SELECT
    claim_key,
    CAST(sum(trust) AS BIGINT) AS vote
  FROM voice
  GROUP BY claim_key
),
holding AS (
  SELECT
    group_id,
    id,
    CAST(sum(home_vote) AS BIGINT) AS home_vote,
    CAST(sum(last_vote) AS BIGINT) AS last_vote
  FROM (
    SELECT c.group_id, c.home_id AS id, v.vote AS home_vote, 0 AS last_vote
    FROM contested_claim c
    JOIN vote v USING (claim_key)
    UNION ALL
    SELECT c.group_id, c.last_id, 0, v.vote
    FROM contested_claim c
    JOIN vote v USING (claim_key)
    WHERE c.last_id IS NOT NULL
  )
  GROUP BY group_id, id
),
heir AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY id ORDER BY home_vote DESC, last_vote DESC, group_id) AS place
  FROM holding
),
lived AS (
  SELECT DISTINCT p.person_id
  FROM previous_claim_person p
  JOIN heir h ON h.id = p.person_id
  WHERE p.is_present
),
held AS (
  SELECT
    h.group_id,
    h.id,
    row_number() OVER (
      PARTITION BY h.group_id
      ORDER BY
        l.person_id IS NULL,
        CASE WHEN l.person_id IS NULL THEN h.home_vote ELSE h.last_vote END DESC,
        h.id
    ) AS place
  FROM heir h
  LEFT JOIN lived l ON l.person_id = h.id
  WHERE h.place = 1
),
settled_group AS (
  SELECT group_id, first_id AS person_id
  FROM id_of_group
  ANTI JOIN contested_group USING (group_id)
  UNION ALL
  SELECT group_id, id
  FROM held
  WHERE place = 1
),
unknown_group AS (
  SELECT DISTINCT group_id
  FROM claim
  WHERE group_id IS NOT NULL
    AND home_id IS NULL
),
new_group AS (
  SELECT u.group_id
  FROM unknown_group u
  ANTI JOIN claim known ON known.group_id = u.group_id AND known.home_id IS NOT NULL
  UNION
  SELECT group_id
  FROM remembered
  ANTI JOIN settled_group USING (group_id)
),
known_id AS (
  SELECT person_id AS id FROM previous_claim_person
  UNION ALL
  SELECT home_id FROM previous_claim_person WHERE home_id <> person_id
  UNION ALL
  SELECT old_person_id FROM previous_person_alias
),
taken AS (
  SELECT group_id
  FROM new_group
  SEMI JOIN known_id ON known_id.id = new_group.group_id
),
-- The id's own claims are gone, it passed to nobody, and nobody else is on a number of the group.
renamed AS (
  SELECT group_id
  FROM taken
  ANTI JOIN (
    SELECT home_id AS id FROM claim WHERE group_id IS NOT NULL
    UNION ALL
    SELECT last_id FROM claim WHERE group_id IS NOT NULL
  ) held_id ON held_id.id = taken.group_id
  ANTI JOIN (SELECT * FROM previous_person_alias WHERE kind <> 'GONE') a ON a.old_person_id = taken.group_id
  ANTI JOIN (
    SELECT mine.group_id
    FROM claim mine
    JOIN taken t ON t.group_id = mine.group_id
    JOIN identity_claim m ON m.claim_key = mine.claim_key
    JOIN identity_claim o ON o.id_no = m.id_no
    JOIN claim other ON other.claim_key = o.claim_key AND other.group_id <> mine.group_id
  ) shared ON shared.group_id = taken.group_id
),
nameless AS (
  SELECT group_id
  FROM taken
  ANTI JOIN renamed USING (group_id)
),
coinage AS (
  SELECT
    group_id,
    attempt,
    short_hash(group_id || '|' || attempt) AS id
  FROM nameless, unnest(range(1, 65)) AS attempts(attempt)
),
coined AS (
  SELECT
    group_id,
    min(attempt) AS attempt
  FROM coinage
  ANTI JOIN known_id USING (id)
  GROUP BY group_id
),
person_of_group AS (
  SELECT group_id, person_id
  FROM settled_group
  UNION ALL
  SELECT
    n.group_id,
    CASE WHEN c.group_id IS NULL THEN n.group_id ELSE short_hash(n.group_id || '|' || c.attempt) END
  FROM new_group n
  LEFT JOIN coined c ON c.group_id = n.group_id
)
SELECT
  c.claim_key,
  coalesce(g.person_id, c.group_id) AS person_id,
  CASE
    WHEN c.home_id IS NULL THEN coalesce(g.person_id, c.group_id)
    -- The home went on without the claim.
    WHEN h.group_id <> c.group_id THEN coalesce(g.person_id, c.group_id)
    ELSE c.home_id
  END AS home_id,
  TRUE AS is_present
FROM claim c
LEFT JOIN person_of_group g ON g.group_id = c.group_id
LEFT JOIN heir h ON h.id = c.home_id AND h.place = 1
WHERE c.group_id IS NOT NULL
UNION ALL
SELECT
  claim_key,
  previous_id AS person_id,
  home_id,
  FALSE AS is_present
FROM claim
WHERE group_id IS NULL
