-- table: worklist_quality
-- purpose: quality of every field of every source against its thresholds
-- grain: one row per source and field
-- reads: quality, rule_source, rule_department, rule_source_column
SELECT
  '' AS division,
  coalesce(department.name, s.department) AS department,
  s.name AS source_name,
  coalesce(c.usual_header, q.field) AS field,
  q.rows,
  q.completeness,
  q.completeness_threshold,
  q.validity,
  q.validity_threshold,
  q.uniqueness,
  q.uniqueness_threshold,
  q.timeliness_days,
  q.timeliness_threshold_days,
  CASE WHEN q.pass THEN '合格' ELSE '不合格' END AS verdict
FROM quality q
JOIN rule_source s ON s.source = q.source
LEFT JOIN rule_department department ON department.department = s.department
LEFT JOIN rule_source_column c ON c.source = q.source AND c.column_name = q.field
