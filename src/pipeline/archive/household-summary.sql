-- table: household_summary
-- purpose: how many people live in a person's household, and for its head and the head's spouse how many of them are
--   their minor children and their old parents, as the relation to the head says that the residents' list states, else
--   the booklet
-- grain: one row per person_id with a household
-- reads: person, residence, fact_psb_hukou, rule_archive, run_parameter
WITH
booklet AS (
  SELECT
    person_id,
    max_by(relation_to_head, row_id) FILTER (relation_to_head IS NOT NULL) AS relation_to_head
  FROM fact_psb_hukou
  GROUP BY person_id
),
member AS (
  SELECT
    person.person_id,
    person.household_id,
    coalesce(residence.relation_to_head, booklet.relation_to_head) AS relation_to_head,
    person.birth_date > run.as_of - INTERVAL 1 YEAR * rule.minor_below_years AS is_minor,
    person.birth_date <= run.as_of - INTERVAL 1 YEAR * rule.elder_from_years AS is_old
  FROM person
  CROSS JOIN run_parameter AS run
  CROSS JOIN rule_archive AS rule
  LEFT JOIN residence ON residence.person_id = person.person_id
  LEFT JOIN booklet ON booklet.person_id = person.person_id
  WHERE person.household_id IS NOT NULL
),
household AS (
  SELECT
    household_id,
    count(*) AS members,
    count(*) FILTER (relation_to_head = 'CHILD' AND is_minor) AS minor_children,
    count(*) FILTER (relation_to_head = 'PARENT' AND is_old) AS old_parents
  FROM member
  GROUP BY household_id
)
SELECT
  member.person_id,
  household.members,
  CASE WHEN member.relation_to_head IN ('HEAD', 'SPOUSE') THEN household.minor_children END AS minor_children,
  CASE WHEN member.relation_to_head IN ('HEAD', 'SPOUSE') THEN household.old_parents END AS old_parents
FROM member
JOIN household ON household.household_id = member.household_id
