-- table: number_person
-- purpose: who the names on a contested number are. Two rounds: names that agree with the main name are one
--   person; of the rest, those that agree with the best of them are a second; a name left after that is a
--   person by itself. Names agree as VARIANT or HOMOPHONE, or as SLIP, a slip of the pen on a number whose check
--   digit is right:
--     one name is the beginning of the other: a narrow field cut it off, perhaps in several sources; or
--     the name is lone (neither in the hukou nor in two sources), and one character of three or more is wrong,
--     missing or too many; or
--     it is lone, the first or last character agrees, and its row states the birth date that stands in the number; or
--     only the hukou writes it, which does not write the main name, one character behind the surname differs, and its row
--     states that birth date.
--   Where the rows of the main name contradict the birth date in the number, and its own row states it, a lone name too
--   must agree but for one character: the number may be its own. A row that states another birth date or sex is
--   somebody else's, and a shared surname alone proves nothing: relatives use each other's number.
--   The best supported person keeps the identity of the number; another is number + name. Two credible
--   persons are SHARED_NUMBER both; any other one is NAME_CONFLICT and leaves the first untouched
-- grain: one row per id_no, name of table number_name
-- reads: number_name, name_key, deployment
WITH keyed_name AS (
  SELECT n.*, k.variant_key, k.reading
  FROM number_name n
  JOIN name_key k USING (name)
),
against_first AS (
  SELECT
    n.*,
    first.name AS first_name,
    first.birth_differs AND NOT first.birth_agrees AS first_differs,
    n.is_alone AND NOT list_has_any(n.sources, first.sources) AS is_other_source,
    name_agreement(n.name, n.variant_key, n.reading, first.name, first.variant_key, first.reading) AS agreement
  FROM keyed_name n
  JOIN keyed_name first ON first.id_no = n.id_no AND first.name_rank = 1
),
first_round AS (
  SELECT
    *,
    CASE
      WHEN agreement <> 'CONFLICT' THEN agreement
      WHEN is_name_slip(name, first_name, is_credible, is_other_source, birth_agrees, birth_differs, sex_differs, first_differs)
        THEN 'SLIP'
    END AS first_agreement
  FROM against_first
),
remaining_name AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY id_no ORDER BY name_rank) AS remaining_rank
  FROM first_round
  WHERE first_agreement IS NULL
),
against_second AS (
  SELECT
    n.*,
    second.name AS second_name,
    coalesce(second.birth_differs AND NOT second.birth_agrees, FALSE) AS second_differs,
    n.is_alone AND NOT list_has_any(n.sources, second.sources) AS is_second_source,
    name_agreement(n.name, n.variant_key, n.reading, second.name, second.variant_key, second.reading) AS agreement_two
  FROM first_round n
  LEFT JOIN remaining_name second
    ON second.id_no = n.id_no
    AND second.remaining_rank = 1
),
second_round AS (
  SELECT
    *,
    CASE
      WHEN first_agreement IS NOT NULL THEN NULL
      WHEN agreement_two <> 'CONFLICT' THEN agreement_two
      WHEN is_name_slip(name, second_name, is_credible, is_second_source, birth_agrees, birth_differs, sex_differs, second_differs)
        THEN 'SLIP'
    END AS second_agreement
  FROM against_second
),
placed_name AS (
  SELECT
    id_no,
    name,
    sources,
    vote,
    delivered_on,
    CASE
      WHEN first_agreement IS NOT NULL THEN first_name
      WHEN second_agreement IS NOT NULL THEN second_name
      ELSE name
    END AS person_name,
    coalesce(first_agreement, second_agreement, 'EXACT') AS agreement
  FROM second_round
),
person AS (
  SELECT
    id_no,
    person_name,
    list_contains(flatten(list(sources)), 'psb_hukou')
      OR len(list_distinct(flatten(list(sources)))) >= 2 AS is_credible,
    CAST(sum(vote) AS BIGINT) AS vote,
    max(delivered_on) AS delivered_on
  FROM placed_name
  GROUP BY id_no, person_name
),
ranked_person AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY id_no
      ORDER BY is_credible DESC, vote DESC, delivered_on DESC, person_name
    ) AS person_rank,
    count(*) FILTER (is_credible) OVER (PARTITION BY id_no) AS credible_persons
  FROM person
)
SELECT
  n.id_no,
  n.name,
  p.person_name,
  CASE
    WHEN p.person_rank = 1 THEN short_hash(deployment.person_salt || '|' || n.id_no)
    ELSE short_hash(deployment.person_salt || '|' || n.id_no || '|' || p.person_name)
  END AS person_id,
  CASE
    WHEN p.person_rank = 1 THEN 'ID_NAME_' || n.agreement
    ELSE 'ID_NAME_CONFLICT'
  END AS link_rule,
  CASE
    WHEN p.is_credible AND p.credible_persons >= 2 THEN 'SHARED_NUMBER'
    WHEN p.person_rank > 1 THEN 'NAME_CONFLICT'
  END AS identity_issue
FROM placed_name n
JOIN ranked_person p ON p.id_no = n.id_no AND p.person_name = n.person_name
CROSS JOIN deployment
