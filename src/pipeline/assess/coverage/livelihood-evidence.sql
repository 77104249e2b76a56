-- table: livelihood_evidence
-- purpose: every record that says what a person lives on: staff of a unit, own business, platform, odd jobs,
--   work elsewhere, land. `strength` 1 is believed first
-- grain: one row per person_id, livelihood and row_id
-- reads: unit_staff, unit_owner, unit_status, enrolment, fact_transport_gig_driver, fact_post_courier,
--   fact_hrss_unemployment, fact_nhsa_employee_medical, fact_grid_resident, fact_agri_migrant_worker,
--   rule_coverage, run_parameter
WITH
-- A person may have been asked more than once: the latest answer counts.
grid_answer AS (
  SELECT
    person_id,
    employment_note,
    collect_date,
    row_id,
    row_number() OVER (PARTITION BY person_id ORDER BY collect_date DESC NULLS LAST, row_id DESC) AS place
  FROM fact_grid_resident
  WHERE employment_note IS NOT NULL
),
registration AS (
  SELECT
    person_id,
    registration_kind,
    registration_date,
    row_id,
    row_number() OVER (PARTITION BY person_id ORDER BY registration_date DESC NULLS LAST, row_id DESC) AS place
  FROM fact_hrss_unemployment
)
SELECT
  person_id,
  'EMPLOYEE' AS livelihood,
  CASE evidence_kind WHEN 'WAGE' THEN 1 WHEN 'CONTRACT' THEN 2 ELSE 3 END AS strength,
  uscc,
  CAST(first_month || '-01' AS DATE) AS since,
  months_ago,
  row_id
FROM unit_staff
UNION ALL
SELECT
  owner.person_id,
  CASE
    WHEN unit.staff_evidence >= rule.staff_evidence_minimum THEN 'SOLE_TRADER_WITH_STAFF'
    ELSE 'SOLE_TRADER'
  END,
  4,
  owner.uscc,
  owner.founded_date,
  0,
  owner.row_id
FROM unit_owner AS owner
CROSS JOIN rule_coverage AS rule
JOIN unit_status AS unit USING (uscc)
WHERE owner.entity_kind = 'SOLE_TRADER'
  AND owner.is_active
UNION ALL
SELECT
  person_id,
  'GIG_WORKER',
  6,
  CAST(NULL AS VARCHAR),
  register_date,
  0,
  row_id
FROM fact_transport_gig_driver
WHERE coalesce(active_days, 1) > 0
UNION ALL
SELECT
  person_id,
  'GIG_WORKER',
  7,
  uscc,
  entry_date,
  0,
  row_id
FROM fact_post_courier
UNION ALL
SELECT
  person_id,
  'FLEXIBLE',
  8,
  CAST(NULL AS VARCHAR),
  CAST(first_month || '-01' AS DATE),
  0,
  account_row_id
FROM enrolment
WHERE insured_identity = 'FLEXIBLE'
  AND is_live
UNION ALL
SELECT
  person_id,
  'FLEXIBLE',
  9,
  CAST(NULL AS VARCHAR),
  registration_date,
  0,
  row_id
FROM registration
WHERE place = 1
  AND registration_kind = 'FLEXIBLE'
UNION ALL
SELECT
  person_id,
  'FLEXIBLE',
  10,
  CAST(NULL AS VARCHAR),
  CAST(last_paid_month || '-01' AS DATE),
  0,
  row_id
FROM fact_nhsa_employee_medical
WHERE medical_identity = 'FLEXIBLE'
  AND insured_state = 'LIVE'
UNION ALL
SELECT
  migrant.person_id,
  'MIGRANT_WORKER',
  11,
  CAST(NULL AS VARCHAR),
  migrant.leave_date,
  0,
  migrant.row_id
FROM fact_agri_migrant_worker AS migrant
CROSS JOIN run_parameter AS run
WHERE coalesce(migrant.leave_date <= run.as_of, TRUE)
  AND coalesce(migrant.return_date > run.as_of, TRUE)
UNION ALL
-- What somebody told the grid worker is weaker than any register.
SELECT
  person_id,
  employment_note,
  CASE employment_note WHEN 'SOLE_TRADER' THEN 5 ELSE 12 END,
  CAST(NULL AS VARCHAR),
  collect_date,
  0,
  row_id
FROM grid_answer
WHERE place = 1
  AND employment_note IN ('SOLE_TRADER', 'FLEXIBLE', 'MIGRANT_WORKER', 'FARMER')
