-- table: insurance_summary
-- purpose: what the pension enrolments of a person say together: the identity and paid months of the one that decides,
--   the first month and the last paid month of any
-- grain: one row per person_id with an enrolment
-- reads: enrolment, contribution
WITH
enrolled AS (
  SELECT
    enrolment.*,
    -- The payment itself, where it is what the last paid month follows from.
    CASE
      WHEN contribution.paid_until = enrolment.paid_until THEN contribution.row_id
      ELSE enrolment.account_row_id
    END AS paid_until_row
  FROM enrolment
  LEFT JOIN contribution
    ON contribution.person_id = enrolment.person_id
    AND contribution.scheme = enrolment.scheme
)
SELECT
  person_id,
  max(insured_identity) FILTER (precedence = 1) AS insured_identity,
  max(account_row_id) FILTER (precedence = 1) AS insured_identity_row,
  min(first_month) AS first_month,
  min_by(account_row_id, first_month || lpad(CAST(precedence AS VARCHAR), 4, '0'))
    FILTER (first_month IS NOT NULL) AS first_month_row,
  max(paid_until) AS paid_until,
  max_by(paid_until_row, paid_until || lpad(CAST(1000 - precedence AS VARCHAR), 4, '0'))
    FILTER (paid_until IS NOT NULL) AS paid_until_row,
  max(paid_months) FILTER (precedence = 1) AS paid_months,
  max(account_row_id) FILTER (precedence = 1) AS paid_months_row
FROM enrolled
GROUP BY person_id
