-- table: risk_lead
-- purpose: what somebody has to look into: all that the rules show of one subject for one cause, and how far the work
--   on it has come. The state is that of the last action taken; leads of earlier publications are kept. One that was
--   closed comes back when a rule shows it that did not before, or a later month
-- grain: one row per lead_id (subject, subject_key, cause)
-- reads: risk_hit, risk_month, risk_evidence, rule_risk, rule_lead_action, fact_hrss_lead_action, previous_risk_lead,
--   person, unit_status, deployment, run_parameter
WITH
gravest AS (
  SELECT
    hit.subject,
    hit.subject_key,
    hit.cause,
    hit.rule,
    hit.person_id,
    rule.grade,
    rule.rule_version,
    row_number() OVER (
      PARTITION BY hit.subject, hit.subject_key, hit.cause
      ORDER BY
        CASE rule.grade WHEN 'H' THEN 1 WHEN 'M' THEN 2 ELSE 3 END,
        rule.cause_rank,
        hit.rule,
        hit.programme NULLS LAST
    ) AS place
  FROM risk_hit AS hit
  JOIN rule_risk AS rule
    ON rule.rule = hit.rule
),
gathered AS (
  SELECT
    subject,
    subject_key,
    cause,
    list_sort(array_agg(DISTINCT rule)) AS rules,
    list_sort(coalesce(array_agg(DISTINCT programme) FILTER (WHERE programme IS NOT NULL), [])) AS programmes,
    min(from_month) AS from_month,
    max(to_month) AS to_month
  FROM risk_hit
  GROUP BY
    subject,
    subject_key,
    cause
),
-- A month of a programme counts once, whichever rules show it.
stake AS (
  SELECT
    subject,
    subject_key,
    cause,
    CAST(sum(amount_fen) AS BIGINT) AS amount_fen
  FROM (
    SELECT
      subject,
      subject_key,
      cause,
      programme,
      month,
      max(amount_fen) AS amount_fen
    FROM risk_month
    GROUP BY
      subject,
      subject_key,
      cause,
      programme,
      month
  ) AS month_once
  GROUP BY
    subject,
    subject_key,
    cause
),
row_once AS (
  SELECT
    subject,
    subject_key,
    cause,
    row_id,
    min(position) AS position
  FROM risk_evidence
  GROUP BY
    subject,
    subject_key,
    cause,
    row_id
),
row_placed AS (
  SELECT
    row_once.*,
    row_number() OVER (PARTITION BY subject, subject_key, cause ORDER BY position, row_id) AS place
  FROM row_once
),
proof AS (
  SELECT
    subject,
    subject_key,
    cause,
    list_sort(array_agg(row_id)) AS evidence
  FROM row_placed
  WHERE place <= 8
  GROUP BY
    subject,
    subject_key,
    cause
),
shown AS (
  SELECT
    short_hash(
      deployment.person_salt || '|lead|' || gathered.subject || '|' || gathered.subject_key || '|' || gathered.cause
    ) AS lead_id,
    gathered.subject,
    gathered.subject_key,
    gravest.person_id,
    gathered.cause,
    gravest.rule,
    gravest.grade,
    gravest.rule_version,
    gathered.rules,
    gathered.programmes,
    gathered.from_month,
    gathered.to_month,
    stake.amount_fen,
    proof.evidence
  FROM gathered
  JOIN gravest
    ON gravest.subject = gathered.subject
    AND gravest.subject_key = gathered.subject_key
    AND gravest.cause = gathered.cause
    AND gravest.place = 1
  JOIN stake
    ON stake.subject = gathered.subject
    AND stake.subject_key = gathered.subject_key
    AND stake.cause = gathered.cause
  LEFT JOIN proof
    ON proof.subject = gathered.subject
    AND proof.subject_key = gathered.subject_key
    AND proof.cause = gathered.cause
  CROSS JOIN deployment
),
placed AS (
  SELECT
    shown.*,
    CASE shown.subject
      WHEN 'PERSON' THEN coalesce(person.residence_division, person.hukou_division)
      WHEN 'UNIT' THEN unit.division
    END AS division
  FROM shown
  LEFT JOIN person
    ON person.person_id = shown.person_id
  LEFT JOIN unit_status AS unit
    ON unit.uscc = shown.subject_key
),
-- Of a lead that is not shown any more the last publication speaks.
known AS (
  SELECT
    coalesce(now.lead_id, before.lead_id) AS lead_id,
    coalesce(now.subject, before.subject) AS subject,
    CASE WHEN now.lead_id IS NULL THEN before.person_id ELSE now.person_id END AS person_id,
    CASE
      WHEN now.lead_id IS NULL THEN before.uscc
      WHEN now.subject = 'UNIT' THEN now.subject_key
    END AS uscc,
    CASE
      WHEN now.lead_id IS NULL THEN before.operator_key
      WHEN now.subject = 'OPERATOR' THEN now.subject_key
    END AS operator_key,
    CASE WHEN now.lead_id IS NULL THEN before.division ELSE now.division END AS division,
    coalesce(now.cause, before.cause) AS cause,
    coalesce(now.rule, before.rule) AS rule,
    list_sort(list_distinct(list_concat(before.rules, now.rules))) AS rules,
    coalesce(now.grade, before.grade) AS grade,
    coalesce(now.programmes, before.programmes) AS programmes,
    CASE WHEN now.lead_id IS NULL THEN before.from_month ELSE now.from_month END AS from_month,
    -- The latest month that was ever shown: only a later one opens a closed lead again.
    CASE
      WHEN now.to_month IS NULL THEN before.to_month
      WHEN before.to_month > now.to_month THEN before.to_month
      ELSE now.to_month
    END AS to_month,
    coalesce(now.amount_fen, before.amount_fen) AS amount_fen,
    CASE WHEN now.lead_id IS NULL THEN before.evidence ELSE now.evidence END AS evidence,
    coalesce(now.rule_version, before.rule_version) AS rule_version,
    now.lead_id IS NOT NULL AS is_shown,
    before.lead_id IS NULL AS is_first,
    coalesce(
      before.state = 'CLOSED'
        AND now.lead_id IS NOT NULL
        AND (
          before.close_reason = 'NO_LONGER_SHOWN'
          OR coalesce(now.to_month > before.to_month, before.to_month IS NULL AND now.to_month IS NOT NULL)
          OR len(list_intersect(now.rules, before.rules)) < len(now.rules)
        ),
      FALSE
    ) AS is_reopened,
    before.state AS before_state,
    before.is_true AS before_is_true,
    before.close_reason AS before_close_reason,
    before.amount_due_fen AS before_amount_due_fen,
    before.recovered_fen AS before_recovered_fen,
    before.first_seen AS before_first_seen,
    before.last_seen AS before_last_seen,
    before.state_since AS before_state_since,
    before.actions_after AS before_actions_after
  FROM placed AS now
  FULL JOIN previous_risk_lead AS before
    ON before.lead_id = now.lead_id
),
-- What was done before a lead was opened again belongs to the earlier opening.
opened AS (
  SELECT
    known.*,
    CASE WHEN is_reopened THEN before_state_since ELSE before_actions_after END AS actions_after
  FROM known
),
reported AS (
  SELECT
    opened.lead_id,
    action.action,
    action.action_date,
    action.amount_due_fen,
    action.recovered_fen,
    action.row_id,
    opened.actions_after
  FROM opened
  JOIN fact_hrss_lead_action AS action
    ON action.person_id = opened.person_id
    AND list_contains(opened.rules, upper(trim(action.rule)))
  WHERE opened.subject <> 'UNIT'
  UNION ALL
  SELECT
    opened.lead_id,
    action.action,
    action.action_date,
    action.amount_due_fen,
    action.recovered_fen,
    action.row_id,
    opened.actions_after
  FROM opened
  JOIN fact_hrss_lead_action AS action
    ON action.uscc = opened.uscc
    AND list_contains(opened.rules, upper(trim(action.rule)))
  WHERE opened.subject = 'UNIT'
),
taken AS (
  SELECT
    reported.*,
    meaning.state,
    meaning.is_true,
    row_number() OVER (
      PARTITION BY reported.lead_id
      ORDER BY reported.action_date DESC, meaning.action_order DESC, reported.row_id DESC
    ) AS place
  FROM reported
  CROSS JOIN run_parameter AS run
  JOIN rule_lead_action AS meaning
    ON meaning.action = reported.action
  WHERE reported.action_date <= run.as_of
    AND coalesce(reported.action_date > reported.actions_after, TRUE)
),
progress AS (
  SELECT
    lead_id,
    arg_min(state, place) AS state,
    arg_min(action_date, place) AS action_date,
    arg_min(is_true, place) FILTER (WHERE is_true IS NOT NULL) AS is_true,
    arg_min(amount_due_fen, place) FILTER (WHERE amount_due_fen IS NOT NULL) AS amount_due_fen,
    arg_min(recovered_fen, place) FILTER (WHERE recovered_fen IS NOT NULL) AS recovered_fen
  FROM taken
  GROUP BY lead_id
),
stated AS (
  SELECT
    opened.*,
    CASE
      WHEN progress.state IS NOT NULL THEN progress.state
      WHEN opened.is_first OR opened.is_reopened THEN 'NEW'
      WHEN opened.before_state = 'NEW' AND NOT opened.is_shown THEN 'CLOSED'
      ELSE opened.before_state
    END AS state,
    progress.state AS reported_state,
    progress.action_date,
    coalesce(progress.is_true, CASE WHEN NOT opened.is_reopened THEN opened.before_is_true END) AS is_true,
    coalesce(
      progress.amount_due_fen,
      CASE WHEN NOT opened.is_reopened THEN opened.before_amount_due_fen END
    ) AS amount_due_fen,
    coalesce(
      progress.recovered_fen,
      CASE WHEN NOT opened.is_reopened THEN opened.before_recovered_fen END
    ) AS recovered_fen
  FROM opened
  LEFT JOIN progress
    ON progress.lead_id = opened.lead_id
)
SELECT
  stated.lead_id,
  stated.subject,
  stated.person_id,
  stated.uscc,
  stated.operator_key,
  stated.division,
  stated.cause,
  stated.rule,
  stated.rules,
  stated.grade,
  stated.programmes,
  stated.from_month,
  stated.to_month,
  stated.amount_fen,
  stated.evidence,
  stated.rule_version,
  stated.state,
  stated.is_true,
  CASE
    WHEN stated.state <> 'CLOSED' THEN NULL
    WHEN stated.reported_state IS NULL AND stated.before_state = 'NEW' THEN 'NO_LONGER_SHOWN'
    WHEN stated.reported_state IS NULL THEN stated.before_close_reason
    WHEN NOT stated.is_true THEN 'UNTRUE'
    WHEN stated.amount_due_fen > 0 AND stated.recovered_fen >= stated.amount_due_fen THEN 'RECOVERED'
    ELSE 'SETTLED'
  END AS close_reason,
  stated.amount_due_fen,
  stated.recovered_fen,
  coalesce(stated.before_first_seen, run.as_of) AS first_seen,
  CASE WHEN stated.is_shown THEN run.as_of ELSE stated.before_last_seen END AS last_seen,
  CASE
    WHEN stated.reported_state IS NOT NULL THEN stated.action_date
    WHEN stated.is_first OR stated.is_reopened THEN run.as_of
    WHEN stated.state <> stated.before_state THEN run.as_of
    ELSE stated.before_state_since
  END AS state_since,
  stated.actions_after
FROM stated
CROSS JOIN run_parameter AS run
ORDER BY stated.lead_id
