-- table: family
-- purpose: who is family to whom: people of one household, of one hukou booklet (collective ones apart), and spouses
--   share a key. Unrelated people are those of different keys
-- grain: one row per person_id
-- reads: person, fact_psb_hukou, fact_cab_marriage
WITH
collective AS (
  SELECT DISTINCT
    hukou_no
  FROM fact_psb_hukou
  WHERE hukou_type = 'COLLECTIVE'
),
home AS (
  SELECT
    person.person_id,
    coalesce(person.household_id, person.person_id) AS home_key,
    CASE WHEN collective.hukou_no IS NULL THEN person.hukou_no END AS hukou_no
  FROM person
  LEFT JOIN collective
    ON collective.hukou_no = person.hukou_no
),
booklet AS (
  SELECT
    hukou_no,
    min(home_key) AS booklet_key
  FROM home
  WHERE hukou_no IS NOT NULL
  GROUP BY hukou_no
),
house AS (
  SELECT
    home.home_key,
    min(coalesce(booklet.booklet_key, home.home_key)) AS house_key
  FROM home
  LEFT JOIN booklet
    ON booklet.hukou_no = home.hukou_no
  GROUP BY home.home_key
),
housed AS (
  SELECT
    home.person_id,
    house.house_key
  FROM home
  JOIN house USING (home_key)
),
registered AS (
  SELECT
    least(person_id, spouse_person_id) AS person_id,
    greatest(person_id, spouse_person_id) AS spouse_id,
    action,
    row_number() OVER (
      PARTITION BY least(person_id, spouse_person_id), greatest(person_id, spouse_person_id)
      ORDER BY registration_date DESC, row_id DESC
    ) AS place
  FROM fact_cab_marriage
  WHERE person_id IS NOT NULL
    AND spouse_person_id IS NOT NULL
),
joined AS (
  SELECT
    own.house_key,
    spouse.house_key AS other_key
  FROM registered
  JOIN housed AS own
    ON own.person_id = registered.person_id
  JOIN housed AS spouse
    ON spouse.person_id = registered.spouse_id
  WHERE registered.place = 1
    AND coalesce(registered.action, 'MARRIED') <> 'DIVORCED'
),
wed AS (
  SELECT
    house_key,
    min(other_key) AS other_key
  FROM (
    SELECT house_key, other_key FROM joined
    UNION ALL
    SELECT other_key AS house_key, house_key AS other_key FROM joined
  ) AS both_ways
  GROUP BY house_key
)
SELECT
  housed.person_id,
  least(housed.house_key, coalesce(wed.other_key, housed.house_key)) AS family_key
FROM housed
LEFT JOIN wed USING (house_key)
