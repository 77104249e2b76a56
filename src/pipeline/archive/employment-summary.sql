-- table: employment_summary
-- purpose: what a person lives on by the strongest record, the unit that employs the person, and in which industry; a
--   trader has an industry but no employer
-- grain: one row per person_id with a livelihood
-- reads: livelihood, unit_status, fact_samr_entity
WITH
entity AS (
  SELECT
    uscc,
    max_by(industry, row_id) FILTER (industry IS NOT NULL) AS industry,
    max(row_id) FILTER (industry IS NOT NULL) AS row_id
  FROM fact_samr_entity
  GROUP BY uscc
)
SELECT
  livelihood.person_id,
  livelihood.livelihood,
  livelihood.row_id AS livelihood_row,
  CASE WHEN livelihood.livelihood = 'EMPLOYEE' THEN livelihood.uscc END AS employer_uscc,
  livelihood.row_id AS employer_uscc_row,
  CASE WHEN livelihood.livelihood = 'EMPLOYEE' THEN unit.entity_name END AS employer_name,
  livelihood.row_id AS employer_name_row,
  entity.industry,
  entity.row_id AS industry_row
FROM livelihood
LEFT JOIN unit_status AS unit ON unit.uscc = livelihood.uscc
LEFT JOIN entity ON entity.uscc = livelihood.uscc
