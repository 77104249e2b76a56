-- table: person_overlap
-- purpose: how many records of a real person stand under a person of the register
-- grain: one row per truth_id and person_id that share records
-- reads: measured_record
SELECT
  truth_id,
  person_id,
  count(*) AS records,
  count(*) FILTER (number_state = 'OWN') AS own_number_records
FROM measured_record
GROUP BY
  truth_id,
  person_id
