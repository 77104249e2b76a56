-- table: advice_profile
-- purpose: what has to be known of a person to recommend a scheme: age, work, income, years paid, years left
-- grain: one row per person_id who is to be advised: on the work list with a usable identity, or a student
-- reads: person, coverage_status, enrolment, retirement, livelihood, income, special_group,
--   contribution_cost, fact_hrss_land_lost, rule_coverage, rule_status, run_parameter
WITH
advised AS (
  SELECT
    coverage.person_id,
    coverage.status,
    coverage.reason
  FROM coverage_status AS coverage
  JOIN rule_status AS rule USING (status)
  WHERE (rule.on_work_list AND coverage.status <> 'DATA_ERROR')
    OR (coverage.status = 'OUT_OF_SCOPE' AND coverage.reason = 'STUDENT')
),
employee_pension AS (
  SELECT
    person_id,
    coalesce(paid_months, 0) AS paid_months,
    paid_until
  FROM enrolment
  WHERE scheme = 'EMP_PENSION'
),
resident_pension AS (
  SELECT
    person_id,
    coalesce(paid_months, 0) // 12 AS paid_years
  FROM enrolment
  WHERE scheme = 'RES_PENSION'
),
land_lost AS (
  SELECT DISTINCT person_id
  FROM fact_hrss_land_lost
),
located AS (
  SELECT
    person_id,
    age_years(birth_date, run.as_of) AS age,
    -- The resident pension is run where the hukou is, but advice is given where the person lives.
    substr(
      coalesce(CASE WHEN is_resident THEN residence_division END, hukou_division, residence_division),
      1,
      6
    ) AS county
  FROM person
  CROSS JOIN run_parameter AS run
)
SELECT
  advised.person_id,
  advised.status,
  advised.reason,
  located.age,
  located.county,
  livelihood.livelihood,
  livelihood.uscc,
  income.monthly_income_fen,
  employee_pension.person_id IS NOT NULL AS has_employee_account,
  coalesce(employee_pension.paid_months, 0) AS employee_paid_months,
  month_text(month_index(employee_pension.paid_until) + 1) AS resume_month,
  coalesce(resident_pension.paid_years, 0) AS resident_paid_years,
  coalesce(special_group.special_group, 'NONE') AS special_group,
  coalesce(special_group.gov_paid, FALSE) AS gov_paid,
  land_lost.person_id IS NOT NULL AS is_land_lost,
  retirement.minimum_months,
  -- Months still to be paid when this month is the first.
  coalesce(employee_pension.paid_months, 0) + greatest(0, retirement.months_to_retirement) AS reachable_months,
  -- Somebody who paid before could afford it; whoever never did must show an income that bears the cost.
  coalesce(
    cost.flexible_monthly_fen <= income.monthly_income_fen * rule.flexible_max_income_share_percent / 100,
    coalesce(employee_pension.paid_months, 0) > 0
  ) AS income_is_steady
FROM advised
JOIN located USING (person_id)
CROSS JOIN rule_coverage AS rule
LEFT JOIN retirement USING (person_id)
LEFT JOIN employee_pension USING (person_id)
LEFT JOIN resident_pension USING (person_id)
LEFT JOIN livelihood USING (person_id)
LEFT JOIN income USING (person_id)
LEFT JOIN special_group USING (person_id)
LEFT JOIN land_lost USING (person_id)
LEFT JOIN contribution_cost AS cost USING (county)
