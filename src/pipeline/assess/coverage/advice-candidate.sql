-- table: advice_candidate
-- purpose: every condition of rule_recommendation that holds for a person who is to be advised
-- grain: one row per person_id and condition
-- reads: advice_profile, rule_coverage
WITH
joining AS (
  SELECT
    *,
    -- Pays for himself, or once did.
    has_employee_account
      OR livelihood IN ('SOLE_TRADER', 'SOLE_TRADER_WITH_STAFF', 'GIG_WORKER', 'FLEXIBLE', 'MIGRANT_WORKER')
      AS may_pay_alone
  FROM advice_profile
  WHERE status NOT IN ('OUT_OF_SCOPE', 'UNCLAIMED')
)
SELECT
  person_id,
  'STUDENT' AS condition
FROM advice_profile
WHERE status = 'OUT_OF_SCOPE'
UNION ALL
SELECT
  person_id,
  'PENSION_DUE' AS condition
FROM advice_profile
WHERE status = 'UNCLAIMED'
UNION ALL
SELECT
  person_id,
  'WORKS_FOR_UNIT' AS condition
FROM joining
WHERE livelihood = 'EMPLOYEE'
UNION ALL
SELECT
  person_id,
  'SOLE_TRADER_WITH_STAFF' AS condition
FROM joining
WHERE livelihood = 'SOLE_TRADER_WITH_STAFF'
UNION ALL
SELECT
  person_id,
  'PAST_EMP_TRADING' AS condition
FROM joining
WHERE livelihood IN ('SOLE_TRADER', 'SOLE_TRADER_WITH_STAFF')
  AND employee_paid_months > 0
UNION ALL
SELECT
  person_id,
  'SPECIAL_GROUP' AS condition
FROM joining
WHERE gov_paid
UNION ALL
SELECT
  person_id,
  'FLEXIBLE_REACHES_MINIMUM' AS condition
FROM joining
WHERE may_pay_alone
  AND income_is_steady
  AND reachable_months >= minimum_months
UNION ALL
SELECT
  person_id,
  'FLEXIBLE_SHORT_OF_MINIMUM' AS condition
FROM joining
WHERE may_pay_alone
  AND income_is_steady
  AND reachable_months < minimum_months
UNION ALL
SELECT
  person_id,
  'LAND_LOST' AS condition
FROM joining
WHERE is_land_lost
UNION ALL
SELECT
  person_id,
  'EXTRA_SUBSIDY' AS condition
FROM joining
WHERE special_group <> 'NONE'
  AND NOT gov_paid
UNION ALL
SELECT
  joining.person_id,
  'BACK_PAYMENT' AS condition
FROM joining
CROSS JOIN rule_coverage AS rule
WHERE joining.age BETWEEN rule.back_payment_from_age_years AND rule.back_payment_to_age_years
  AND joining.resident_paid_years < rule.resident_minimum_years
UNION ALL
SELECT
  person_id,
  'NO_STABLE_INCOME' AS condition
FROM joining
