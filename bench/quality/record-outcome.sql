-- table: record_outcome
-- purpose: what linking made of each accepted record: RIGHT, on the main register person of whom it is about; SPLIT,
--   on another register person of the same; WRONG, on somebody else's; NOT_LINKED, a person of its own because
--   its number cannot be used; NO_TRUTH, where the city knows of no such row
-- grain: one row per row_id and role of person_link
-- reads: linked_record, register_owner
SELECT
  record.row_id,
  record.role,
  record.source,
  record.person_id,
  record.truth_id,
  record.link_rule,
  record.errors,
  CASE
    WHEN record.truth_id IS NULL THEN 'NO_TRUTH'
    WHEN NOT record.has_usable_number THEN 'NOT_LINKED'
    WHEN owner.truth_id <> record.truth_id THEN 'WRONG'
    WHEN NOT owner.is_main THEN 'SPLIT'
    ELSE 'RIGHT'
  END AS outcome
FROM linked_record AS record
LEFT JOIN register_owner AS owner USING (person_id)
