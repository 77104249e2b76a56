-- table: unit_owner
-- purpose: the person who answers for a registered business: legal representative or sole trader
-- grain: one row per uscc and person_id
-- reads: fact_samr_entity
SELECT
  uscc,
  legal_person_id AS person_id,
  max(entity_kind) AS entity_kind,
  bool_or(coalesce(entity_state, 'ACTIVE') = 'ACTIVE') AS is_active,
  max(founded_date) AS founded_date,
  min(row_id) AS row_id
FROM fact_samr_entity
WHERE legal_person_id IS NOT NULL
GROUP BY
  uscc,
  legal_person_id
