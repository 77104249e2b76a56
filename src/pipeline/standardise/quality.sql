-- table: quality
-- purpose: how complete, valid, unique and recent each field of each source is, against its thresholds
-- grain: one row per source, field
-- reads: field_count, batch, rule_source, rule_source_column, run_parameter
WITH counted AS (
  SELECT
    f.source,
    f.field,
    sum(f.rows) AS rows,
    sum(f.filled) AS filled,
    sum(f.valid) AS valid,
    sum(f.distinct_values) AS distinct_values,
    max(b.delivered_on) AS delivered_on
  FROM field_count f
  JOIN batch b ON b.batch_no = f.batch_no
  GROUP BY f.source, f.field
),
measured AS (
  SELECT
    c.source,
    c.field,
    r.column_order,
    CAST(c.rows AS BIGINT) AS rows,
    round(c.filled / nullif(c.rows, 0), 4) AS completeness,
    round(c.valid / nullif(c.filled, 0), 4) AS validity,
    round(c.distinct_values / nullif(c.valid, 0), 4) AS uniqueness,
    p.as_of - c.delivered_on AS timeliness_days,
    r.completeness AS completeness_threshold,
    r.validity AS validity_threshold,
    r.uniqueness AS uniqueness_threshold,
    s.max_age_days AS timeliness_threshold_days
  FROM counted c
  JOIN rule_source s ON s.source = c.source
  JOIN rule_source_column r ON r.source = c.source AND r.column_name = c.field
  CROSS JOIN run_parameter p
)
SELECT
  source,
  field,
  rows,
  completeness,
  validity,
  uniqueness,
  timeliness_days,
  completeness_threshold,
  validity_threshold,
  uniqueness_threshold,
  timeliness_threshold_days,
  coalesce(completeness >= completeness_threshold, true)
    AND coalesce(validity >= validity_threshold, true)
    AND coalesce(uniqueness >= uniqueness_threshold, true)
    AND coalesce(timeliness_days <= timeliness_threshold_days, true) AS pass
FROM measured
ORDER BY source, column_order
