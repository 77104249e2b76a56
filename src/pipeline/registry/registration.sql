-- table: registration
-- purpose: who is in the hukou register, from its rows that stand in a state of rule_state_meaning REGISTERED (or in
--   none), and whether the booklet is a collective one, whose members share no household
-- grain: one row per person_id with a hukou row
-- reads: fact_psb_hukou, rule_state_meaning
SELECT
  h.person_id,
  bool_or(h.hukou_state IS NULL OR m.code IS NOT NULL) AS is_registered,
  bool_or(coalesce(h.hukou_type = 'COLLECTIVE', FALSE)) AS is_collective,
  max(h.hukou_move_in) AS moved_in_on,
  max(h.row_id) FILTER (h.hukou_state IS NULL OR m.code IS NOT NULL) AS row_id
FROM fact_psb_hukou h
LEFT JOIN rule_state_meaning m
  ON m.source = 'psb_hukou'
  AND m.column_name = 'hukou_state'
  AND m.code = h.hukou_state
  AND m.meaning = 'REGISTERED'
GROUP BY h.person_id
