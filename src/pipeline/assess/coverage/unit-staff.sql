-- table: unit_staff
-- purpose: what shows that a person works, or lately worked, for a unit; sole traders are not their own staff
-- grain: one row per person_id, uscc (NULL: unit not known) and evidence kind
-- reads: fact_tax_wage, fact_hrss_contract, fact_nhsa_employee_medical, unit_owner, run_parameter
WITH
evidence AS (
  SELECT
    wage.person_id,
    wage.uscc,
    'WAGE' AS evidence_kind,
    wage.period_month AS from_month,
    wage.period_month AS until_month,
    wage.income_fen,
    wage.row_id
  FROM fact_tax_wage AS wage
  CROSS JOIN run_parameter AS run
  WHERE wage.period_month <= run.as_of_month
  UNION ALL
  SELECT
    contract.person_id,
    contract.uscc,
    'CONTRACT' AS evidence_kind,
    substr(CAST(contract.start_date AS VARCHAR), 1, 7) AS from_month,
    run.as_of_month AS until_month,
    CAST(NULL AS BIGINT) AS income_fen,
    contract.row_id
  FROM fact_hrss_contract AS contract
  CROSS JOIN run_parameter AS run
  WHERE coalesce(contract.start_date <= run.as_of, TRUE)
    AND coalesce(contract.end_date >= run.as_of, TRUE)
  UNION ALL
  SELECT
    medical.person_id,
    medical.uscc,
    'MEDICAL' AS evidence_kind,
    medical.last_paid_month AS from_month,
    run.as_of_month AS until_month,
    CAST(NULL AS BIGINT) AS income_fen,
    medical.row_id
  FROM fact_nhsa_employee_medical AS medical
  CROSS JOIN run_parameter AS run
  WHERE medical.medical_identity = 'EMPLOYEE'
    AND medical.insured_state = 'LIVE'
),
numbered AS (
  SELECT
    evidence.*,
    min(evidence.from_month) OVER same_work AS first_month,
    avg(evidence.income_fen) OVER same_work AS average_income_fen,
    row_number() OVER (same_work ORDER BY evidence.until_month DESC, evidence.row_id) AS place
  FROM evidence
  LEFT JOIN unit_owner
    ON unit_owner.uscc = evidence.uscc
    AND unit_owner.person_id = evidence.person_id
    AND unit_owner.entity_kind = 'SOLE_TRADER'
  WHERE unit_owner.person_id IS NULL
  WINDOW same_work AS (PARTITION BY evidence.person_id, evidence.uscc, evidence.evidence_kind)
)
SELECT
  numbered.person_id,
  numbered.uscc,
  numbered.evidence_kind,
  numbered.first_month,
  numbered.until_month,
  month_index(run.as_of_month) - month_index(numbered.until_month) AS months_ago,
  CAST(round(numbered.average_income_fen) AS BIGINT) AS monthly_income_fen,
  numbered.row_id
FROM numbered
CROSS JOIN run_parameter AS run
WHERE numbered.place = 1
