-- table: worklist_locate_by_dwelling
-- purpose: 以房找人: dwellings where water or power is used and nobody is registered
-- grain: one row per dwelling_code
-- reads: locate_by_dwelling, dwelling, building, division
SELECT
  coalesce(d.grid_code, '') AS division,
  village.name AS village,
  d.grid_code,
  building.building_name,
  concat_ws('-', d.unit_no, d.room_no) AS room,
  d.address AS residence_address,
  d.dwelling_code
FROM locate_by_dwelling l
JOIN dwelling d USING (dwelling_code)
LEFT JOIN building USING (building_code)
LEFT JOIN division village ON village.code = substr(d.grid_code, 1, 12)
