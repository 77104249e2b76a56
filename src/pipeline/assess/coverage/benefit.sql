-- table: benefit
-- purpose: the pensions that a person draws here; a suspended one is still held
-- grain: one row per person_id and programme
-- reads: fact_hrss_benefit, rule_state_meaning
WITH
-- Whoever stands on the list of pensions in a state that cannot be read is taken for drawing: nobody who is paid
-- shall be called to claim.
benefit AS (
  SELECT
    person_id,
    programme,
    coalesce(benefit_state, 'PAYING') AS benefit_state,
    award_month,
    last_paid_month,
    row_id
  FROM fact_hrss_benefit
),
held AS (
  SELECT
    benefit.person_id,
    benefit.programme,
    benefit.benefit_state,
    benefit.award_month,
    benefit.row_id,
    row_number() OVER (
      PARTITION BY benefit.person_id, benefit.programme
      -- PAYING stands before SUSPENDED.
      ORDER BY benefit.benefit_state, benefit.last_paid_month DESC NULLS LAST, benefit.row_id
    ) AS place
  FROM benefit
  JOIN rule_state_meaning AS state
    ON state.source = 'hrss_benefit'
    AND state.column_name = 'benefit_state'
    AND state.code = benefit.benefit_state
    AND state.meaning = 'DRAWING'
)
SELECT
  person_id,
  programme,
  benefit_state,
  award_month,
  row_id,
  row_number() OVER (PARTITION BY person_id ORDER BY benefit_state, programme) AS precedence
FROM held
WHERE place = 1
