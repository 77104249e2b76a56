-- table: linked_claim
-- purpose: the claims that go elsewhere than their number says: those attached to a person (LINKED; NUMBER_CORRECTED when
--   the number written is a slip of the person's; DECIDED_SAME), the rounded or misprinted number of a single row, who
--   stands on the number of a relative, and claims without usable number that are one unknown person among themselves
--   (SAME_UNKNOWN). Two of these are one when they agree in name and in one of: birth date with home, village, unit or
--   phone; the number written; a personal number; a home. Whatever would join two birth dates or sexes, or two claims
--   decided DIFFERENT, joins nobody. The unknown person goes by the claim of the hukou, else by the least id
-- grain: one row per claim_key
-- reads: link_candidate, link_subject, identity_record, number_person, link_decision
WITH RECURSIVE linked AS (
  SELECT
    claim_id,
    person_id,
    kind,
    CASE
      WHEN rule = 'DECIDED_SAME' THEN 'DECIDED_SAME'
      WHEN is_number_slip THEN 'NUMBER_CORRECTED'
      ELSE 'LINKED'
    END AS link_rule,
    row_number() OVER (PARTITION BY claim_id ORDER BY probability DESC NULLS LAST, person_id) AS place
  FROM link_candidate
  WHERE decision = 'LINK'
),
moved_person AS (
  SELECT claim_id AS person_id, person_id AS into_person_id
  FROM linked
  WHERE kind = 'PERSON' AND place = 1
),
-- Who moves takes along all that carries its number and a name of its own.
moved_claim AS (
  SELECT DISTINCT
    m.person_id AS claim_id,
    r.claim_key
  FROM moved_person m
  JOIN link_subject s ON s.subject_id = m.person_id
  JOIN identity_record r ON r.id_no = s.id_no AND r.name IS NOT NULL
  LEFT JOIN number_person n ON n.id_no = r.id_no AND n.name = r.name
  WHERE coalesce(n.person_id, m.person_id) = m.person_id
),
attached AS (
  SELECT
    l.claim_id,
    coalesce(c.claim_key, l.claim_id) AS claim_key,
    coalesce(m.into_person_id, l.person_id) AS person_id,
    l.link_rule
  FROM linked l
  LEFT JOIN moved_claim c ON c.claim_id = l.claim_id
  LEFT JOIN moved_person m ON m.person_id = l.person_id
  WHERE l.place = 1
    AND (l.kind <> 'PERSON' OR c.claim_key IS NOT NULL)
),
-- A personal number, or the number as written, leads a claim to where another of the same name went by weight, unless
-- its own candidates say otherwise.
guided_claim AS (
  SELECT
    s.subject_id,
    s.name,
    s.birth_date,
    s.sex,
    unnest(list_concat(coalesce(s.personal_nos, []), CASE WHEN s.written_number IS NULL THEN [] ELSE [hash('N' || s.written_number)] END))
      AS guide,
    a.person_id
  FROM link_subject s
  LEFT JOIN attached a ON a.claim_id = s.subject_id
  WHERE s.kind = 'NO_NUMBER'
    AND s.name IS NOT NULL
),
guide AS (
  SELECT
    name,
    guide,
    min(person_id) AS person_id
  FROM guided_claim
  GROUP BY name, guide
  HAVING count(*) FILTER (person_id IS NULL) > 0
    AND count(DISTINCT person_id) = 1
    AND count(DISTINCT birth_date) <= 1
    AND count(DISTINCT sex) <= 1
),
guided AS (
  SELECT
    c.subject_id AS claim_id,
    min(g.person_id) AS person_id
  FROM guided_claim c
  JOIN guide g ON g.name = c.name AND g.guide = c.guide
  LEFT JOIN link_candidate other ON other.claim_id = c.subject_id
  WHERE c.person_id IS NULL
  GROUP BY c.subject_id
  HAVING min(g.person_id) = max(g.person_id)
    AND NOT coalesce(
      bool_or(
        CASE
          WHEN other.person_id = g.person_id THEN other.rule IN ('DECIDED_DIFFERENT', 'DECIDED_ELSEWHERE')
          ELSE other.probability >= 0.5 AND other.rule <> 'NAME_AND_PHONE'
        END
      ),
      FALSE
    )
),
known_claim AS (
  SELECT claim_id, claim_key, person_id, link_rule
  FROM attached
  UNION ALL
  SELECT claim_id, claim_id, person_id, 'LINKED'
  FROM guided
),
unknown_claim AS (
  SELECT s.*
  FROM link_subject s
  LEFT JOIN known_claim a ON a.claim_id = s.subject_id
  WHERE s.kind = 'NO_NUMBER'
    AND a.claim_id IS NULL
),
shared_trait AS (
  SELECT subject_id, 'row' AS trait, own_person_id AS value
  FROM unknown_claim
  UNION ALL
  SELECT subject_id, 'home', concat_ws('|', name, birth_date, unnest(homes))
  FROM unknown_claim
  WHERE name IS NOT NULL AND birth_date IS NOT NULL
  UNION ALL
  SELECT subject_id, 'village', concat_ws('|', name, birth_date, unnest(villages))
  FROM unknown_claim
  WHERE name IS NOT NULL AND birth_date IS NOT NULL
  UNION ALL
  SELECT subject_id, 'unit', concat_ws('|', name, birth_date, unnest(usccs))
  FROM unknown_claim
  WHERE name IS NOT NULL AND birth_date IS NOT NULL
  UNION ALL
  SELECT subject_id, 'phone', concat_ws('|', name, birth_date, unnest(mobiles))
  FROM unknown_claim
  WHERE name IS NOT NULL AND birth_date IS NOT NULL
  UNION ALL
  SELECT subject_id, 'number', name || '|' || written_number
  FROM unknown_claim
  UNION ALL
  SELECT subject_id, 'personal', name || '|' || unnest(personal_nos)
  FROM unknown_claim
  UNION ALL
  SELECT subject_id, 'lone home', name || '|' || unnest(homes)
  FROM unknown_claim
),
trait_group AS (
  SELECT
    t.trait,
    t.value,
    list(DISTINCT t.subject_id) AS members
  FROM shared_trait t
  JOIN unknown_claim c ON c.subject_id = t.subject_id
  WHERE t.value IS NOT NULL
  GROUP BY t.trait, t.value
  HAVING count(DISTINCT t.subject_id) BETWEEN 2 AND 50
    AND count(DISTINCT c.birth_date) <= 1
    AND count(DISTINCT c.sex) <= 1
),
undisputed_group AS (
  SELECT g.members
  FROM trait_group g
  WHERE NOT EXISTS (
    SELECT 1
    FROM link_decision d
    WHERE d.decision = 'DIFFERENT'
      AND list_contains(g.members, d.left_key)
      AND list_contains(g.members, d.right_key)
  )
),
-- A star is enough: everybody of a group knows its first member, and is known by it.
neighbour AS (
  SELECT list_min(members) AS one, unnest(members) AS other
  FROM undisputed_group
  UNION
  SELECT unnest(members), list_min(members)
  FROM undisputed_group
),
reached AS (
  SELECT DISTINCT one AS subject_id, one AS known
  FROM neighbour
  UNION
  SELECT r.subject_id, n.other
  FROM reached r
  JOIN neighbour n ON n.one = r.known
),
unknown_person AS (
  SELECT
    r.subject_id,
    min_by(c.own_person_id, CASE WHEN c.is_in_hukou THEN '0' ELSE '1' END || c.own_person_id) AS person_id
  FROM reached r
  JOIN unknown_claim c ON c.subject_id = r.known
  GROUP BY r.subject_id
)
SELECT
  claim_key,
  person_id,
  link_rule
FROM known_claim
UNION ALL
SELECT
  c.main_claim_key,
  u.person_id,
  'SAME_UNKNOWN'
FROM unknown_person u
JOIN unknown_claim c ON c.subject_id = u.subject_id
