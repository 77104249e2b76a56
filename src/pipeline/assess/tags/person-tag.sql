-- table: person_tag
-- purpose: the 23 person lists; the dead stand in T23 alone, and nobody who left stands in any
-- grain: one row per person_id and tag
-- reads: person, tag_insurance, tag_register, tag_livelihood, rule_person_list, run_parameter
WITH
tagged AS (
  SELECT * FROM tag_insurance
  UNION ALL
  SELECT * FROM tag_register
  UNION ALL
  SELECT * FROM tag_livelihood
),
numbered AS (
  SELECT
    tagged.*,
    row_number() OVER (
      PARTITION BY tagged.person_id, tagged.tag
      ORDER BY tagged.since NULLS LAST, tagged.row_id
    ) AS place
  FROM tagged
  JOIN rule_person_list USING (tag)
)
SELECT
  numbered.person_id,
  numbered.tag,
  numbered.since,
  numbered.row_id
FROM numbered
JOIN person USING (person_id)
CROSS JOIN run_parameter AS run
WHERE numbered.place = 1
  AND (numbered.tag = 'T23' OR coalesce(person.death_date > run.as_of, TRUE))
  AND coalesce(person.left_date > run.as_of, TRUE)
