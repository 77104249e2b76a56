-- table: paid_period
-- purpose: what was paid to whom for which months. A month counts for which a payment was due, not in which the money
--   came; the lines of a month stand together. Months that no payment batch covers go by the award: they are one period
--   of its monthly amount. One-off payments are no months of a benefit
-- grain: one row per person_id, programme and from_month
-- reads: fact_card_payment, programme_award, run_parameter
WITH
month_paid AS (
  SELECT
    line.person_id,
    line.programme,
    line.pay_month,
    sum(line.amount_fen) AS amount_fen,
    sum(line.amount_fen) FILTER (WHERE coalesce(line.pay_kind, 'REGULAR') = 'REGULAR') AS regular_fen,
    max(line.amount_fen) FILTER (WHERE coalesce(line.pay_kind, 'REGULAR') = 'REGULAR') AS largest_fen,
    -- A line booked back with a negative amount takes one away.
    count(*) FILTER (WHERE coalesce(line.pay_kind, 'REGULAR') = 'REGULAR' AND coalesce(line.amount_fen, 1) > 0)
      - count(*) FILTER (WHERE coalesce(line.pay_kind, 'REGULAR') = 'REGULAR' AND line.amount_fen < 0)
      AS regular_lines,
    coalesce(bool_or(line.pay_kind = 'ADJUSTED'), FALSE) AS is_adjusted,
    min(line.row_id) AS row_id,
    max(line.row_id) AS last_row_id
  FROM fact_card_payment AS line
  CROSS JOIN run_parameter AS run
  WHERE line.person_id IS NOT NULL
    AND line.pay_month <= run.as_of_month
    AND coalesce(line.pay_kind, 'REGULAR') <> 'LUMP'
  GROUP BY
    line.person_id,
    line.programme,
    line.pay_month
  HAVING coalesce(sum(line.amount_fen), 1) > 0
),
programme_month AS (
  SELECT
    programme,
    pay_month,
    count(*) AS people
  FROM month_paid
  WHERE regular_lines > 0
  GROUP BY
    programme,
    pay_month
),
-- A few lines with a misprinted month are no batch.
largest_month AS (
  SELECT
    programme,
    max(people) AS people
  FROM programme_month
  GROUP BY programme
),
batch AS (
  SELECT
    programme_month.programme,
    min(programme_month.pay_month) AS first_month,
    max(programme_month.pay_month) AS last_month
  FROM programme_month
  JOIN largest_month USING (programme)
  WHERE programme_month.people * 10 >= largest_month.people
  GROUP BY programme_month.programme
),
named AS (
  SELECT DISTINCT
    person_id,
    programme
  FROM month_paid
),
held AS (
  SELECT
    award.person_id,
    award.programme,
    coalesce(award.award_month, award.last_paid_month) AS from_month,
    CASE
      WHEN award.last_paid_month IS NOT NULL THEN least(award.last_paid_month, run.as_of_month)
      WHEN award.benefit_state = 'PAYING' THEN run.as_of_month
      ELSE substr(CAST(award.stopped_date AS VARCHAR), 1, 7)
    END AS to_month,
    coalesce(award.monthly_amount_fen, 0) AS monthly_fen,
    award.row_id,
    -- Whom no line names is not in the batches at all: there the award alone speaks.
    CASE WHEN named.person_id IS NOT NULL THEN batch.first_month END AS first_month,
    CASE WHEN named.person_id IS NOT NULL THEN batch.last_month END AS last_month
  FROM programme_award AS award
  CROSS JOIN run_parameter AS run
  LEFT JOIN batch
    ON batch.programme = award.programme
  LEFT JOIN named
    ON named.person_id = award.person_id
    AND named.programme = award.programme
),
undelivered AS (
  SELECT
    person_id,
    programme,
    from_month,
    CASE
      WHEN first_month IS NULL THEN to_month
      ELSE least(to_month, month_text(month_index(first_month) - 1))
    END AS to_month,
    monthly_fen,
    row_id
  FROM held
  WHERE to_month IS NOT NULL
  UNION ALL
  SELECT
    person_id,
    programme,
    greatest(from_month, month_text(month_index(last_month) + 1)) AS from_month,
    to_month,
    monthly_fen,
    row_id
  FROM held
  WHERE last_month IS NOT NULL
    AND to_month IS NOT NULL
)
SELECT
  paid.person_id,
  paid.programme,
  paid.pay_month AS from_month,
  paid.pay_month AS to_month,
  CAST(coalesce(paid.amount_fen, award.monthly_amount_fen, 0) AS BIGINT) AS monthly_fen,
  TRUE AS is_delivered,
  CAST(paid.regular_fen AS BIGINT) AS regular_fen,
  paid.largest_fen,
  CAST(paid.regular_lines AS BIGINT) AS regular_lines,
  paid.is_adjusted,
  paid.row_id,
  paid.last_row_id
FROM month_paid AS paid
LEFT JOIN programme_award AS award
  ON award.person_id = paid.person_id
  AND award.programme = paid.programme
UNION ALL
SELECT
  person_id,
  programme,
  from_month,
  to_month,
  monthly_fen,
  FALSE AS is_delivered,
  CAST(NULL AS BIGINT) AS regular_fen,
  CAST(NULL AS BIGINT) AS largest_fen,
  CAST(0 AS BIGINT) AS regular_lines,
  FALSE AS is_adjusted,
  row_id,
  row_id AS last_row_id
FROM undelivered
WHERE from_month <= to_month
