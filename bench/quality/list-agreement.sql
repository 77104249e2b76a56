-- table: list_agreement
-- purpose: the lists that the line finds against those that are true: how many stand on both. People are counted as
--   real people, so that a resident who stands in the register twice is one found and one too many; whoever has no
--   usable number on any row counts too
-- grain: one row per list
-- reads: truth_person, truth_unit, truth_unlisted_dwelling, register_owner, person, coverage_status, unit_status,
--   locate_by_dwelling, locate_by_household
WITH
work_status AS (
  SELECT status
  FROM (VALUES ('MISSED'), ('INTERRUPTED'), ('DROPPED'), ('UNCLAIMED'), ('DATA_ERROR')) AS work (status)
),
true_entry AS (
  SELECT 'residents' AS list, CAST(truth_id AS VARCHAR) AS entry
  FROM truth_person
  WHERE resident_on_record
  UNION ALL
  SELECT '以户找人' AS list, CAST(truth_id AS VARCHAR) AS entry
  FROM truth_person
  WHERE missing_from_grid
  UNION ALL
  SELECT '以房找人' AS list, dwelling_code AS entry
  FROM truth_unlisted_dwelling
  UNION ALL
  SELECT 'uninsured units' AS list, uscc AS entry
  FROM truth_unit
  WHERE status = 'UNINSURED_UNIT'
  UNION ALL
  SELECT status AS list, CAST(truth_id AS VARCHAR) AS entry
  FROM truth_person
  JOIN work_status USING (status)
),
found_entry AS (
  SELECT 'residents' AS list, coalesce(CAST(owner.truth_id AS VARCHAR), person.person_id) AS entry
  FROM person
  LEFT JOIN register_owner AS owner USING (person_id)
  WHERE person.is_resident
  UNION ALL
  SELECT '以户找人' AS list, coalesce(CAST(owner.truth_id AS VARCHAR), located.person_id) AS entry
  FROM locate_by_household AS located
  LEFT JOIN register_owner AS owner USING (person_id)
  UNION ALL
  SELECT '以房找人' AS list, dwelling_code AS entry
  FROM locate_by_dwelling
  UNION ALL
  SELECT 'uninsured units' AS list, uscc AS entry
  FROM unit_status
  WHERE status = 'UNINSURED_UNIT'
  UNION ALL
  SELECT coverage.status AS list, coalesce(CAST(owner.truth_id AS VARCHAR), coverage.person_id) AS entry
  FROM coverage_status AS coverage
  JOIN work_status USING (status)
  LEFT JOIN register_owner AS owner USING (person_id)
),
both_entry AS (
  SELECT DISTINCT
    list,
    entry
  FROM true_entry
  JOIN found_entry USING (list, entry)
),
truth_size AS (
  SELECT list, count(*) AS truth_entries
  FROM true_entry
  GROUP BY list
),
found_size AS (
  SELECT list, count(*) AS found_entries
  FROM found_entry
  GROUP BY list
),
both_size AS (
  SELECT list, count(*) AS both_entries
  FROM both_entry
  GROUP BY list
)
SELECT
  list,
  coalesce(truth_entries, 0) AS truth_entries,
  coalesce(found_entries, 0) AS found_entries,
  coalesce(both_entries, 0) AS both_entries,
  both_entries / found_entries AS precision,
  both_entries / truth_entries AS recall
FROM truth_size
FULL JOIN found_size USING (list)
LEFT JOIN both_size USING (list)
