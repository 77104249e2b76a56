-- table: contribution
-- purpose: the latest period that payment records show as paid, whatever the account itself says
-- grain: one row per person_id and scheme
-- reads: fact_hrss_emp_period, fact_tax_res_payment, run_parameter
WITH
payment AS (
  SELECT
    person_id,
    'EMP_PENSION' AS scheme,
    to_month AS paid_until,
    row_id
  FROM fact_hrss_emp_period
  UNION ALL
  SELECT
    payment.person_id,
    'RES_PENSION' AS scheme,
    month_text(payment.payment_year * 12 + 11) AS paid_until,
    payment.row_id
  FROM fact_tax_res_payment AS payment
  CROSS JOIN run_parameter AS run
  -- A cancelled receipt is booked again with a negative amount; nobody pays for years to come.
  WHERE coalesce(payment.amount_fen, 0) >= 0
    AND payment.payment_year BETWEEN 1900 AND year(run.as_of)
    AND payment.payment_date <= run.as_of
),
numbered AS (
  SELECT
    person_id,
    scheme,
    paid_until,
    row_id,
    row_number() OVER (PARTITION BY person_id, scheme ORDER BY paid_until DESC, row_id) AS place
  FROM payment
)
SELECT
  person_id,
  scheme,
  paid_until,
  row_id
FROM numbered
WHERE place = 1
