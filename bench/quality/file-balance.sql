-- table: file_balance
-- purpose: rows that really stand in each delivered file against what the line read of it. Rows that are no records
--   (totals, signatures) are told apart: the line may leave them unread
-- grain: one row per delivered file, copies left out
-- reads: truth_delivery, truth_record, batch
WITH
junk AS (
  SELECT
    source,
    file,
    count(*) AS junk_rows
  FROM truth_record
  WHERE errors = 'ROW_JUNK'
  GROUP BY
    source,
    file
),
sent AS (
  SELECT
    delivery.source,
    delivery.file,
    delivery.rows,
    coalesce(junk.junk_rows, 0) AS junk_rows
  FROM truth_delivery AS delivery
  LEFT JOIN junk USING (source, file)
  WHERE delivery.copy_of IS NULL
),
read_batch AS (
  SELECT
    source,
    coalesce(delivery.copy_of, batch.file) AS file,
    batch.read,
    batch.accepted,
    batch.quarantined,
    batch.repeated
  FROM batch
  LEFT JOIN truth_delivery AS delivery USING (source, file)
)
SELECT
  source,
  file,
  sent.rows,
  coalesce(sent.junk_rows, 0) AS junk_rows,
  read_batch.read,
  read_batch.accepted,
  read_batch.quarantined,
  read_batch.repeated,
  coalesce(read_batch.read BETWEEN sent.rows - sent.junk_rows AND sent.rows, FALSE) AS is_read_whole,
  coalesce(
    read_batch.read = read_batch.accepted + read_batch.quarantined + read_batch.repeated,
    FALSE
  ) AS adds_up
FROM sent
FULL JOIN read_batch USING (source, file)
