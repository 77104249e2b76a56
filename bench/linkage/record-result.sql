-- table: record_result
-- purpose: what became of each record: RIGHT, under the register's main person of whom it is about; WRONG, under
--   somebody else; APART, under a further person of the same. A register person is the real one with most records
--   with an own number in it, then most records; the main one of a real person likewise
-- grain: one row per row_id and role of measured_record
-- reads: measured_record, person_overlap
WITH
ranked_overlap AS (
  SELECT
    truth_id,
    person_id,
    row_number() OVER (
      PARTITION BY person_id
      ORDER BY own_number_records DESC, records DESC, truth_id
    ) = 1 AS is_owner,
    row_number() OVER (
      PARTITION BY truth_id
      ORDER BY own_number_records DESC, records DESC, person_id
    ) = 1 AS is_main
  FROM person_overlap
)
SELECT
  record.row_id,
  record.role,
  record.source,
  record.truth_id,
  record.person_id,
  record.errors,
  record.number_state,
  CASE
    WHEN NOT overlap.is_owner THEN 'WRONG'
    WHEN overlap.is_main THEN 'RIGHT'
    ELSE 'APART'
  END AS result
FROM measured_record AS record
JOIN ranked_overlap AS overlap USING (truth_id, person_id)
