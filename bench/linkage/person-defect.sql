-- table: person_defect
-- purpose: people that linking took for others, counted: FALSE_MERGE, a register person that holds records of two or
--   more real people under different own numbers; SHARED_NUMBER_MERGE, the same under one number that they really
--   share; STRAY, records of somebody else without an own number in it; SPLIT, a real person whose records with own
--   numbers stand under several register persons; TWO_NUMBERS and TWO_NUMBERS_FOUND, people of whom two numbers are
--   delivered, and those who are one register person all the same; SHARED and SHARED_APART, people who share a number
--   with records of theirs under it, and those who are apart
-- grain: one row per defect
-- reads: measured_record, person_overlap, truth_person
WITH
own_number AS (
  SELECT DISTINCT person_id, truth_id, id_no
  FROM measured_record
  WHERE number_state = 'OWN'
),
merged AS (
  SELECT
    person_id,
    count(DISTINCT truth_id) AS people,
    count(DISTINCT id_no) AS numbers
  FROM own_number
  GROUP BY person_id
),
held AS (
  SELECT
    truth_id,
    count(DISTINCT person_id) AS persons,
    count(DISTINCT id_no) AS numbers
  FROM own_number
  GROUP BY truth_id
),
inhabited AS (
  SELECT person_id, count(*) AS people
  FROM person_overlap
  GROUP BY person_id
),
shared AS (
  SELECT
    own_number.truth_id,
    bool_and(merged.people = 1) AS is_apart
  FROM own_number
  JOIN truth_person USING (truth_id)
  JOIN merged USING (person_id)
  WHERE truth_person.shared_number
  GROUP BY own_number.truth_id
)
SELECT 'FALSE_MERGE' AS defect, count(*) AS people FROM merged WHERE people > 1 AND numbers > 1
UNION ALL
SELECT 'SHARED_NUMBER_MERGE', count(*) FROM merged WHERE people > 1 AND numbers = 1
UNION ALL
SELECT 'STRAY', count(*)
FROM inhabited
LEFT JOIN merged USING (person_id)
WHERE inhabited.people > coalesce(merged.people, 1)
UNION ALL
SELECT 'SPLIT', count(*) FROM held WHERE persons > 1
UNION ALL
SELECT 'TWO_NUMBERS', count(*) FROM held WHERE numbers > 1
UNION ALL
SELECT 'TWO_NUMBERS_FOUND', count(*) FROM held WHERE numbers > 1 AND persons = 1
UNION ALL
SELECT 'SHARED', count(*) FROM shared
UNION ALL
SELECT 'SHARED_APART', count(*) FROM shared WHERE is_apart
