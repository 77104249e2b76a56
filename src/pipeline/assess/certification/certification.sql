-- table: certification
-- purpose: the decision on each programme that a person draws: the first state, in the order of
--   rule_certification_reason, that fits. Nothing that speaks against somebody ends a payment by itself: it is verified
-- grain: one row per person_id, programme
-- reads: certification_proof, remembered_proof, stopped_elsewhere, verification, evidence_meaning, previous_certification,
--   rule_certification, rule_certification_reason, rule_due_window, rule_next_step, run_parameter
WITH
nudge AS (
  SELECT max(window_days) AS window_days
  FROM rule_due_window
),
cleared AS (
  SELECT
    person_id,
    max(cleared_on) AS cleared_on
  FROM verification
  GROUP BY person_id
),
-- What was found of the whole person, and of one programme.
ended AS (
  SELECT
    verification.person_id,
    verification.programme,
    verification.reason,
    verification.ended_on,
    verification.ended_row
  FROM verification
  LEFT JOIN cleared USING (person_id)
  WHERE verification.ended_on >= coalesce(cleared.cleared_on, verification.ended_on)
),
known AS (
  SELECT
    proof.* EXCLUDE (proof_date, proof_channel, weak_date),
    coalesce(proof.proof_date >= remembered.strong_date, remembered.strong_date IS NULL) AS is_shown,
    greatest(proof.proof_date, remembered.strong_date) AS strong_date,
    CASE
      WHEN coalesce(proof.proof_date >= remembered.strong_date, remembered.strong_date IS NULL) THEN proof.proof_channel
      ELSE remembered.strong_channel
    END AS strong_channel,
    greatest(proof.weak_date, CASE WHEN proof.accepts_weak THEN remembered.weak_date END) AS weak_date,
    CASE WHEN proof.award_month <= run.as_of_month THEN CAST(proof.award_month || '-01' AS DATE) END AS awarded_on,
    coalesce(proof.stopped_date, last_day(CAST(proof.last_paid_month || '-01' AS DATE))) AS stopped_on,
    coalesce(of_person.reason, of_programme.reason) AS ended_reason,
    coalesce(of_person.ended_on, of_programme.ended_on) AS ended_on,
    coalesce(of_person.ended_row, of_programme.ended_row) AS ended_row,
    elsewhere.reason AS elsewhere_reason,
    elsewhere.stopped_on AS elsewhere_on,
    elsewhere.stop_rows,
    previous.state AS previous_state,
    previous.previous_state AS state_before,
    previous.state_since,
    run.as_of,
    rule.weak_cycles,
    rule.exempt_award_year,
    rule.exempt_inpatient,
    rule.rule_version AS certification_version
  FROM certification_proof AS proof
  CROSS JOIN run_parameter AS run
  CROSS JOIN rule_certification AS rule
  LEFT JOIN remembered_proof AS remembered
    ON remembered.person_id = proof.person_id
    AND remembered.programme = proof.programme
  LEFT JOIN ended AS of_person
    ON of_person.person_id = proof.person_id
    AND of_person.programme IS NULL
  LEFT JOIN ended AS of_programme
    ON of_programme.person_id = proof.person_id
    AND of_programme.programme = proof.programme
  LEFT JOIN stopped_elsewhere AS elsewhere
    ON elsewhere.person_id = proof.person_id
    AND elsewhere.programme = proof.programme
  LEFT JOIN previous_certification AS previous
    ON previous.person_id = proof.person_id
    AND previous.programme = proof.programme
),
due AS (
  SELECT
    known.*,
    CAST(strong_date + to_months(cycle_months) AS DATE) AS strong_due,
    CAST(weak_date + to_months(cycle_months) AS DATE) AS weak_end,
    CAST(
      greatest(strong_date, presence_date, awarded_on) + to_months(CAST(cycle_months * (1 + weak_cycles) AS INTEGER)) AS DATE
    ) AS weak_limit,
    CASE WHEN exempt_award_year AND year(awarded_on) = year(as_of) THEN make_date(year(as_of), 12, 31) END AS award_due,
    CASE WHEN exempt_inpatient THEN CAST(hospital_date + to_months(cycle_months) AS DATE) END AS inpatient_due,
    CAST(awarded_on + to_months(cycle_months) AS DATE) AS first_due,
    -- What is too old to prove anything today was a proof in its time: since when somebody is due, never whether.
    CASE
      WHEN any_proof_date IS NOT NULL THEN least(CAST(any_proof_date + to_months(cycle_months) AS DATE), as_of - 1)
    END AS lapsed_due
  FROM known
),
limited AS (
  SELECT
    due.*,
    -- Who has neither a strong proof nor a month of award has nothing that weak records could carry on.
    CASE WHEN weak_end IS NOT NULL AND weak_limit IS NOT NULL THEN least(weak_end, weak_limit) END AS weak_due
  FROM due
),
dated AS (
  SELECT
    limited.*,
    greatest(strong_due, weak_due, award_due, inpatient_due, first_due, lapsed_due) AS due_date
  FROM limited
),
reasoned AS (
  SELECT
    dated.*,
    CASE
      WHEN benefit_state = 'TERMINATED' THEN 'AWARD_TERMINATED'
      WHEN ended_reason IS NOT NULL THEN ended_reason
      WHEN death_date < presence_date THEN 'ALIVE_AFTER_DEATH'
      WHEN death_date IS NOT NULL THEN 'DEATH_RECORDED'
      WHEN custody_date IS NOT NULL THEN 'IN_CUSTODY'
      WHEN elsewhere_reason IS NOT NULL THEN elsewhere_reason
      WHEN benefit_state = 'SUSPENDED' THEN
        CASE
          WHEN strong_due >= as_of
            AND (
              strong_date > coalesce(stopped_on, CASE WHEN previous_state = 'SUSPENDED' THEN state_since END)
              OR (stopped_on IS NULL AND previous_state = 'RESUMED')
            )
            THEN 'RESUMED_BY_PROOF'
          ELSE 'SUSPENDED_NO_PROOF'
        END
      WHEN strong_due >= as_of THEN
        CASE
          WHEN NOT is_shown THEN 'REMEMBERED_PROOF'
          WHEN recognised_from IS NOT NULL THEN 'RECOGNISED_PROOF'
          ELSE 'STRONG_PROOF'
        END
      WHEN award_due >= as_of THEN 'AWARDED_THIS_YEAR'
      WHEN inpatient_due >= as_of THEN 'INPATIENT'
      WHEN weak_due >= as_of THEN 'WEAK_COMBINATION'
      WHEN first_due >= as_of THEN 'FIRST_TERM'
      WHEN due_date IS NULL OR due_date + CAST(grace_days AS INTEGER) < as_of THEN 'OVERDUE'
      WHEN weak_end >= as_of THEN 'WEAK_TOO_LONG'
      ELSE 'NO_PROOF'
    END AS reason
  FROM dated
),
decided AS (
  SELECT
    reasoned.*,
    reason_rule.state,
    reason_rule.rule_version AS reason_version,
    CASE WHEN reason_rule.state = 'RESUMED' THEN 'STRONG' ELSE reason_rule.basis END AS basis,
    CASE
      WHEN reason_rule.next_step IS NOT NULL THEN reason_rule.next_step
      WHEN reason_rule.state <> 'ENTITLED' THEN reasoned.route
      WHEN reasoned.due_date - reasoned.as_of <= nudge.window_days THEN 'NUDGE'
      ELSE 'NONE'
    END AS next_step
  FROM reasoned
  JOIN rule_certification_reason AS reason_rule USING (reason)
  CROSS JOIN nudge
)
SELECT
  decided.person_id,
  decided.programme,
  decided.department,
  CASE WHEN decided.place <> '' THEN rpad(decided.place, 12, '0') END AS division,
  decided.state,
  decided.basis,
  decided.reason,
  CAST(CASE WHEN decided.basis = 'STRONG' THEN strong.weight ELSE coalesce(decided.weak_points, 0) END AS INTEGER) AS points,
  CAST(CASE WHEN decided.basis = 'STRONG' THEN 1 ELSE coalesce(decided.weak_channels, 0) END AS INTEGER) AS channels,
  CASE WHEN decided.basis = 'WEAK' THEN decided.weak_date ELSE decided.strong_date END AS proof_date,
  CASE
    WHEN decided.basis = 'WEAK' THEN decided.weak_channel
    WHEN decided.strong_channel <> 'RECORD' THEN decided.strong_channel
  END AS proof_channel,
  decided.strong_date,
  decided.due_date,
  CASE WHEN decided.state IN ('ENTITLED', 'RESUMED') THEN decided.due_date END AS valid_to,
  CASE WHEN decided.basis = 'STRONG' AND decided.is_shown THEN decided.recognised_from END AS recognised_from,
  CASE
    WHEN decided.basis = 'STRONG' AND decided.is_shown AND decided.recognised_from IS NOT NULL THEN 'SHARED'
    WHEN decided.basis = 'STRONG' THEN strong.method
    WHEN decided.basis = 'WEAK' THEN 'DATA'
  END AS method,
  CASE
    WHEN decided.reason IN ('ALIVE_AFTER_DEATH', 'DEATH_RECORDED') THEN decided.death_channel
    WHEN decided.reason = 'IN_CUSTODY' THEN decided.custody_channel
  END AS negative_channel,
  CASE
    WHEN decided.reason = 'AWARD_TERMINATED' THEN decided.stopped_on
    WHEN decided.state = 'LOST' THEN decided.ended_on
    WHEN decided.reason IN ('ALIVE_AFTER_DEATH', 'DEATH_RECORDED') THEN decided.death_date
    WHEN decided.reason = 'IN_CUSTODY' THEN decided.custody_date
    WHEN decided.reason = decided.elsewhere_reason THEN decided.elsewhere_on
  END AS negative_date,
  decided.next_step,
  step.is_urgent AS is_priority,
  decided.award_month,
  decided.benefit_state,
  decided.monthly_amount_fen,
  list_slice(
    list_sort(
      list_distinct(
        CASE
          WHEN decided.basis = 'STRONG' AND decided.is_shown THEN [decided.proof_row]
          WHEN decided.basis = 'WEAK' AND decided.weak_rows IS NOT NULL THEN decided.weak_rows
          WHEN decided.reason = 'INPATIENT' THEN [decided.hospital_row]
          WHEN decided.reason = 'ALIVE_AFTER_DEATH' THEN list_append(decided.negative_rows, decided.presence_row)
          WHEN decided.reason IN ('DEATH_RECORDED', 'IN_CUSTODY') THEN decided.negative_rows
          WHEN decided.reason = decided.elsewhere_reason THEN decided.stop_rows
          WHEN decided.reason = decided.ended_reason THEN [decided.ended_row]
          ELSE [decided.row_id]
        END
      )
    ),
    1,
    8
  ) AS evidence,
  CASE
    WHEN decided.basis = 'STRONG' THEN coalesce(strong.rule, 'rule_certification')
    WHEN decided.basis = 'WEAK' THEN 'rule_certification'
    WHEN decided.reason IN ('FIRST_TERM', 'NO_PROOF', 'WEAK_TOO_LONG', 'OVERDUE')
      THEN 'rule_programme_term/' || decided.programme
    ELSE 'rule_certification_reason/' || decided.reason
  END AS rule,
  CASE
    WHEN decided.basis = 'STRONG' THEN coalesce(strong.rule_version, decided.certification_version)
    WHEN decided.basis = 'WEAK' THEN decided.certification_version
    WHEN decided.reason IN ('FIRST_TERM', 'NO_PROOF', 'WEAK_TOO_LONG', 'OVERDUE') THEN decided.term_version
    ELSE decided.reason_version
  END AS rule_version,
  -- The state before this one, not before this run: a run with nothing new changes nothing.
  CASE WHEN decided.previous_state = decided.state THEN decided.state_before ELSE decided.previous_state END AS previous_state,
  CASE WHEN decided.previous_state = decided.state THEN decided.state_since ELSE decided.as_of END AS state_since
FROM decided
JOIN rule_next_step AS step USING (next_step)
LEFT JOIN evidence_meaning AS strong
  ON strong.channel = decided.strong_channel
