-- table: file_balance
-- purpose: rows that really stand in each delivered file against what the line read of it. Rows that are no records
--   (totals, signatures) are told apart: the line may leave them unread
-- grain: one row per delivered file; a copy of another is a file of its own, whose rows the line calls repeated
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
  LEFT JOIN junk
    ON junk.source = delivery.source
    AND junk.file = coalesce(delivery.copy_of, delivery.file)
)
SELECT
  source,
  file,
  sent.rows,
  coalesce(sent.junk_rows, 0) AS junk_rows,
  batch.read,
  batch.accepted,
  batch.quarantined,
  batch.repeated,
  coalesce(batch.read BETWEEN sent.rows - sent.junk_rows AND sent.rows, FALSE) AS is_read_whole,
  coalesce(
    batch.read = batch.accepted + batch.quarantined + batch.repeated,
    FALSE
  ) AS adds_up
FROM sent
FULL JOIN batch USING (source, file)
