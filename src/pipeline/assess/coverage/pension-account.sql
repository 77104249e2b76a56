-- table: pension_account
-- purpose: the accounts of the three pension schemes in one shape
-- grain: one row per account (row_id)
-- reads: fact_hrss_emp_account, fact_hrss_pub_account, fact_hrss_res_account, rule_state_meaning, rule_coverage,
--   run_parameter
WITH
account AS (
  SELECT
    account.row_id,
    account.person_id,
    'EMP_PENSION' AS scheme,
    coalesce(account.insured_identity, rule.default_insured_identity) AS insured_identity,
    coalesce(account.payment_choice, rule.default_payment_choice) AS payment_choice,
    'hrss_emp_account' AS source,
    -- An account whose state cannot be read goes by its payment state.
    coalesce(
      account.insured_state,
      CASE account.payment_state WHEN 'ENDED' THEN 'TERMINATED' ELSE 'LIVE' END
    ) AS insured_state,
    coalesce(account.payment_state = 'PAYING', FALSE) AS says_paying,
    account.retirement_group,
    account.first_month,
    account.last_paid_month,
    account.paid_months
  FROM fact_hrss_emp_account AS account
  CROSS JOIN rule_coverage AS rule
  UNION ALL
  SELECT
    row_id,
    person_id,
    'PUB_PENSION' AS scheme,
    'STAFF' AS insured_identity,
    'MONTH' AS payment_choice,
    'hrss_pub_account' AS source,
    coalesce(insured_state, 'LIVE') AS insured_state,
    coalesce(insured_state = 'LIVE', FALSE) AS says_paying,
    retirement_group,
    first_month,
    last_paid_month,
    paid_months
  FROM fact_hrss_pub_account
  UNION ALL
  SELECT
    account.row_id,
    account.person_id,
    'RES_PENSION' AS scheme,
    'RESIDENT' AS insured_identity,
    'YEAR' AS payment_choice,
    'hrss_res_account' AS source,
    coalesce(account.insured_state, 'LIVE') AS insured_state,
    FALSE AS says_paying,
    CAST(NULL AS VARCHAR) AS retirement_group,
    -- Years count by their edges: enrolled from January, paid until December. A year to come is a misprint.
    CASE
      WHEN account.first_year BETWEEN 1900 AND year(run.as_of) THEN month_text(account.first_year * 12)
    END AS first_month,
    CASE
      WHEN account.last_paid_year BETWEEN 1900 AND year(run.as_of) THEN month_text(account.last_paid_year * 12 + 11)
    END AS last_paid_month,
    account.paid_years * 12 AS paid_months
  FROM fact_hrss_res_account AS account
  CROSS JOIN run_parameter AS run
)
SELECT
  account.row_id,
  account.person_id,
  account.scheme,
  account.insured_identity,
  account.payment_choice,
  state.meaning = 'LIVE_ENROLMENT' AS is_live,
  account.says_paying,
  account.retirement_group,
  account.first_month,
  account.last_paid_month,
  account.paid_months
FROM account
JOIN rule_state_meaning AS state
  ON state.source = account.source
  AND state.column_name = 'insured_state'
  AND state.code = account.insured_state
  AND state.meaning IN ('LIVE_ENROLMENT', 'ENDED_ENROLMENT')
