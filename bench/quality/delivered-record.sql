-- table: delivered_record
-- purpose: every delivered row that speaks of somebody, under the row_id that the line gives it, with whom it is
--   about and what is wrong with it. A file sent twice counts once, under either name
-- grain: one row per row_id and role
-- reads: truth_record, truth_delivery, batch, lost_number_kind
WITH
delivered_file AS (
  SELECT
    batch.batch_no,
    batch.source,
    coalesce(delivery.copy_of, delivery.file) AS file
  FROM batch
  JOIN truth_delivery AS delivery USING (source, file)
),
lost_number AS (
  SELECT list(kind) AS kinds
  FROM lost_number_kind
)
SELECT
  CAST(delivered_file.batch_no AS BIGINT) * 4294967296 + record.line AS row_id,
  record.role,
  record.source,
  record.truth_id,
  coalesce(record.errors, '') AS errors,
  list_has_any(string_split(coalesce(record.errors, ''), ','), lost_number.kinds) AS is_number_lost,
  -- What a later delivery replaces or deletes, and what bears no key, says nothing in the end.
  NOT list_has_any(
    string_split(coalesce(record.errors, ''), ','),
    ['VERSION_OLD', 'REGISTRATION_ENDED', 'KEY_MISSING']
  ) AS is_standing
FROM truth_record AS record
JOIN delivered_file USING (source, file)
CROSS JOIN lost_number
WHERE record.truth_id IS NOT NULL
