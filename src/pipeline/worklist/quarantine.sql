-- table: worklist_quarantine
-- purpose: records that were set aside, to be sent back to the department that delivered them
-- grain: one row per row_id
-- reads: quarantine, batch, rule_source, rule_department, rule_source_column
SELECT
  '' AS division,
  coalesce(department.name, b.department) AS department,
  coalesce(s.name, q.source) AS source_name,
  b.file,
  q.line,
  coalesce(c.usual_header, q.field) AS field,
  q.value_class,
  q.reason
FROM quarantine q
JOIN batch b ON b.batch_no = q.row_id >> 32
LEFT JOIN rule_source s ON s.source = q.source
LEFT JOIN rule_department department ON department.department = b.department
LEFT JOIN rule_source_column c ON c.source = q.source AND c.column_name = q.field
