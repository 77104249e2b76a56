-- table: benefit_summary
-- purpose: the benefit that a person lives on: of those held the one that is paid, then the one held up, then the
--   ended, of these the greatest; with its account and how its certification stands. An identity table
-- grain: one row per person_id with an award
-- reads: programme_award, certification, identity_record
WITH
numbered AS (
  SELECT
    programme_award.*,
    row_number() OVER (
      PARTITION BY person_id
      ORDER BY
        -- PAYING, SUSPENDED, TERMINATED; one whose state cannot be read is taken for paid.
        coalesce(benefit_state, 'PAYING'),
        monthly_amount_fen DESC NULLS LAST,
        programme
    ) AS place
  FROM programme_award
),
award AS (
  SELECT *
  FROM numbered
  WHERE place = 1
),
account AS (
  SELECT
    row_id,
    account_no
  FROM identity_record
  WHERE role = 'self'
    AND account_no IS NOT NULL
)
SELECT
  award.person_id,
  award.programme,
  award.row_id AS programme_row,
  award.benefit_state,
  award.row_id AS benefit_state_row,
  award.award_month,
  award.row_id AS award_month_row,
  award.monthly_amount_fen,
  award.row_id AS monthly_amount_fen_row,
  account.account_no,
  award.row_id AS account_no_row,
  award.stop_reason,
  award.row_id AS stop_reason_row,
  certification.proof_date,
  certification.proof_channel,
  certification.due_date
FROM award
LEFT JOIN account ON account.row_id = award.row_id
LEFT JOIN certification
  ON certification.person_id = award.person_id
  AND certification.programme = award.programme
