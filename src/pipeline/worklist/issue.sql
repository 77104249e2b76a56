-- table: worklist_issue
-- purpose: values that were left out although their record was accepted, to be put right by the department
-- grain: one row per row_id and field
-- reads: standard_issue, batch, rule_source, rule_department, rule_source_column
SELECT
  '' AS division,
  coalesce(department.name, b.department) AS department,
  coalesce(s.name, i.source) AS source_name,
  b.file,
  i.row_id & 4294967295 AS line,
  coalesce(c.usual_header, i.field) AS field,
  i.value_class,
  i.reason
FROM standard_issue i
JOIN batch b ON b.batch_no = i.row_id >> 32
LEFT JOIN rule_source s ON s.source = i.source
LEFT JOIN rule_department department ON department.department = b.department
LEFT JOIN rule_source_column c ON c.source = i.source AND c.column_name = i.field
