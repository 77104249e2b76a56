-- table: number_name
-- purpose: the names on each number that carries more than one, and what speaks for each; all other numbers
--   need no comparison. A name is credible when the hukou says it or two or more sources do. Of the names on
--   a number rank 1 is the main one: credible first, then the sum of the trust of its sources, then the
--   latest delivery, then the text, so that the order of rows never matters
-- grain: one row per id_no, name
-- reads: identity_record
WITH contested_number AS (
  SELECT id_no
  FROM identity_record
  WHERE id_no IS NOT NULL
  GROUP BY id_no
  HAVING min(name) <> max(name)
),
name_in_source AS (
  SELECT
    r.id_no,
    r.name,
    r.source,
    max(r.trust) AS trust,
    max(r.delivered_on) AS delivered_on,
    -- What the row itself says of its person, against the digits of the number.
    bool_or(replace(CAST(r.birth_date AS VARCHAR), '-', '') = number_birth_digits(r.id_no, r.id_kind)) AS birth_agrees,
    bool_or(replace(CAST(r.birth_date AS VARCHAR), '-', '') <> number_birth_digits(r.id_no, r.id_kind)) AS birth_differs,
    bool_or(r.sex IN ('1', '2') AND r.sex <> number_sex(r.id_no, r.id_kind)) AS sex_differs
  FROM identity_record r
  JOIN contested_number USING (id_no)
  WHERE r.name IS NOT NULL
  GROUP BY r.id_no, r.name, r.source
),
supported_name AS (
  SELECT
    id_no,
    name,
    list(source ORDER BY source) AS sources,
    bool_or(source = 'psb_hukou') OR count(*) >= 2 AS is_credible,
    count(*) = 1 AS is_alone,
    CAST(sum(trust) AS BIGINT) AS vote,
    max(delivered_on) AS delivered_on,
    coalesce(bool_or(birth_agrees), FALSE) AS birth_agrees,
    coalesce(bool_or(birth_differs), FALSE) AS birth_differs,
    coalesce(bool_or(sex_differs), FALSE) AS sex_differs
  FROM name_in_source
  GROUP BY id_no, name
)
SELECT
  *,
  row_number() OVER (
    PARTITION BY id_no
    ORDER BY is_credible DESC, vote DESC, delivered_on DESC, name
  ) AS name_rank
FROM supported_name
