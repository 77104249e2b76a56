-- table: worklist_archive_fill
-- purpose: how far each item of the livelihood archive is filled, for all residents and by county
-- grain: one row per item and division
-- reads: archive_fill, rule_archive_item, rule_archive_category, rule_archive_origin, rule_department, division
SELECT
  f.division,
  CASE f.division WHEN '' THEN '全部' ELSE coalesce(d.name, f.division) END AS county,
  c.name AS category_name,
  f.item,
  i.name AS item_name,
  coalesce(department.name, i.department) AS department_name,
  i.level,
  f.people,
  f.filled,
  f.fill_rate,
  f.good,
  f.derived,
  f.stale,
  f.conflict,
  CASE
    WHEN f.item IN (SELECT item FROM rule_archive_origin) THEN '有来源'
    ELSE '无来源'
  END AS origin
FROM archive_fill f
JOIN rule_archive_item i ON i.item = f.item
JOIN rule_archive_category c ON c.category = i.category
LEFT JOIN rule_department department ON department.department = i.department
LEFT JOIN division d ON d.code = f.division
