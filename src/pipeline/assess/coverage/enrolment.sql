-- table: enrolment
-- purpose: how a person stands with a pension scheme here: live or ended, paid until when, unpaid for how long
-- grain: one row per person_id and scheme
-- reads: pension_account, contribution, rule_coverage_threshold, rule_coverage, run_parameter
WITH
numbered_account AS (
  SELECT
    *,
    max(last_paid_month) OVER (PARTITION BY person_id, scheme) AS latest_paid_month,
    max(paid_months) OVER (PARTITION BY person_id, scheme) AS most_paid_months,
    row_number() OVER (
      PARTITION BY person_id, scheme
      ORDER BY is_live DESC, last_paid_month DESC NULLS LAST, row_id
    ) AS place
  FROM pension_account
),
-- Someone with two accounts in a scheme is judged by the live one, and has paid what was paid into either.
account AS (
  SELECT
    account.*,
    greatest(account.latest_paid_month, contribution.paid_until) AS paid_until,
    contribution.row_id AS payment_row_id
  FROM numbered_account AS account
  LEFT JOIN contribution USING (person_id, scheme)
  WHERE account.place = 1
),
-- A payment choice without a threshold of its own is judged as the default choice.
ruled AS (
  SELECT
    account.*,
    threshold.payment_choice AS ruling_choice,
    threshold.warn_months,
    threshold.interrupted_months,
    threshold.rule_version
  FROM account
  CROSS JOIN rule_coverage AS rule
  LEFT JOIN rule_coverage_threshold AS own_threshold
    ON own_threshold.scheme = account.scheme
    AND own_threshold.insured_identity = account.insured_identity
    AND own_threshold.payment_choice = account.payment_choice
  LEFT JOIN rule_coverage_threshold AS threshold
    ON threshold.scheme = account.scheme
    AND threshold.insured_identity = account.insured_identity
    AND threshold.payment_choice = coalesce(own_threshold.payment_choice, rule.default_payment_choice)
),
-- Unpaid are the months behind the last paid one, but not those before the enrolment. With neither month known,
-- or with paid months of which the last cannot be read, nothing can be counted.
counted AS (
  SELECT
    ruled.*,
    month_index(run.as_of_month) - 1 - month_index(ruled.paid_until) AS months_since_paid,
    CASE
      WHEN ruled.paid_until IS NULL AND ruled.scheme <> 'RES_PENSION' AND ruled.most_paid_months > 0 THEN NULL
      WHEN coalesce(ruled.paid_until, ruled.first_month) IS NOT NULL THEN greatest(
        0,
        month_index(run.as_of_month) - 1
          - greatest(month_index(ruled.paid_until), month_index(ruled.first_month) - 1)
      )
    END AS gap_months
  FROM ruled
  CROSS JOIN run_parameter AS run
),
-- RES is due by the year: until the due day of this year the payment for last year is enough, but some payment
-- there must be.
judged AS (
  SELECT
    counted.*,
    CASE
      WHEN counted.gap_months IS NULL THEN NOT counted.says_paying
      WHEN counted.scheme <> 'RES_PENSION' THEN counted.gap_months >= counted.interrupted_months
      ELSE counted.paid_until IS NULL
        OR counted.months_since_paid >= counted.interrupted_months
        OR (substr(CAST(run.as_of AS VARCHAR), 6) >= rule.resident_due_month_day AND counted.paid_until < run.as_of_month)
    END AS is_overdue,
    CASE
      WHEN counted.scheme <> 'RES_PENSION' THEN counted.gap_months >= counted.warn_months
      ELSE substr(CAST(run.as_of AS VARCHAR), 6) >= rule.resident_warn_month_day AND counted.paid_until < run.as_of_month
    END AS is_warned
  FROM counted
  CROSS JOIN run_parameter AS run
  CROSS JOIN rule_coverage AS rule
)
SELECT
  person_id,
  scheme,
  insured_identity,
  is_live,
  is_live AND NOT is_overdue AS is_paid,
  is_live AND NOT is_overdue AND coalesce(is_warned, FALSE) AS is_warned,
  gap_months,
  paid_until,
  first_month,
  most_paid_months AS paid_months,
  retirement_group,
  row_id AS account_row_id,
  payment_row_id,
  'rule_coverage_threshold/' || scheme || '/' || insured_identity || '/' || ruling_choice AS rule,
  rule_version,
  -- 1: the enrolment that decides about a person who has several: a live one, of these a paid one, of several
  -- paid ones that of the work pension, of unpaid ones that with the shortest gap.
  row_number() OVER (
    PARTITION BY person_id
    ORDER BY
      is_live DESC,
      is_overdue,
      CASE WHEN is_live AND is_overdue THEN gap_months END NULLS LAST,
      scheme
  ) AS precedence
FROM judged
