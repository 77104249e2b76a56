-- table: worklist_data_repair
-- purpose: people whose number or name must be put right before anything can be decided
-- grain: one row per person_id with status DATA_ERROR
-- reads: coverage_status, person, person_identity, division, person_lineage, batch, rule_source
SELECT
  coalesce(p.residence_division, p.hukou_division, '') AS division,
  village.name AS village,
  p.grid_code,
  p.household_id,
  i.name,
  coalesce(i.id_no, i.id_no_raw) AS id_no,
  i.mobile,
  i.residence_address,
  p.identity_issue,
  source.name AS source_name,
  lineage.name_row & 4294967295 AS line,
  p.person_id
FROM coverage_status c
JOIN person p USING (person_id)
LEFT JOIN person_identity i USING (person_id)
LEFT JOIN person_lineage lineage USING (person_id)
LEFT JOIN batch ON batch.batch_no = lineage.name_row >> 32
LEFT JOIN rule_source source ON source.source = batch.source
LEFT JOIN division village ON village.code = coalesce(p.residence_division, p.hukou_division)
WHERE c.status = 'DATA_ERROR'
