-- table: record_mark
-- purpose: by what a record is counted: with all, by what happened to its number, by each of its errors, by source
-- grain: one row per record and mark
-- reads: record_result, removed_number_kind, broken_number_kind
WITH
kind_list AS (
  SELECT
    (SELECT list(kind) FROM removed_number_kind) AS removed_kinds,
    (SELECT list(kind) FROM broken_number_kind) AS broken_kinds
),
error_list AS (
  SELECT
    *,
    string_split(errors, ',') AS kinds
  FROM record_result
)
SELECT 'all' AS grouping_name, 'all records' AS mark, row_id, role, truth_id, person_id, result
FROM record_result
UNION ALL
SELECT
  'number' AS grouping_name,
  CASE
    WHEN list_has_any(kinds, removed_kinds) THEN 'removed'
    WHEN list_has_any(kinds, broken_kinds) THEN 'broken'
    ELSE 'whole'
  END AS mark,
  row_id,
  role,
  truth_id,
  person_id,
  result
FROM error_list
CROSS JOIN kind_list
UNION ALL
SELECT 'error' AS grouping_name, kind AS mark, row_id, role, truth_id, person_id, result
FROM error_list, unnest(kinds) AS error(kind)
WHERE errors <> ''
UNION ALL
SELECT 'source' AS grouping_name, source AS mark, row_id, role, truth_id, person_id, result
FROM record_result
