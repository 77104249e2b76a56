-- table: stopped_elsewhere
-- purpose: awards of people of whom another programme stopped paying for a reason that lies in the person: what is to be
--   looked into in all others
-- grain: one row per person_id, programme
-- reads: programme_award, rule_stop_reason, verification, certification_holder, rule_certification_reason, run_parameter
WITH
stop AS (
  SELECT
    award.person_id,
    award.programme,
    stop_rule.raises,
    reason_rule.reason_order,
    coalesce(award.stopped_date, last_day(CAST(award.last_paid_month || '-01' AS DATE)), run.as_of) AS stopped_on,
    award.row_id
  FROM programme_award AS award
  JOIN rule_stop_reason AS stop_rule USING (stop_reason)
  JOIN rule_certification_reason AS reason_rule
    ON reason_rule.reason = stop_rule.raises
  CROSS JOIN run_parameter AS run
  WHERE award.benefit_state <> 'PAYING'
),
cleared AS (
  SELECT
    person_id,
    max(cleared_on) AS cleared_on
  FROM verification
  GROUP BY person_id
),
unresolved AS (
  SELECT stop.*
  FROM stop
  JOIN certification_holder AS holder USING (person_id)
  LEFT JOIN cleared USING (person_id)
  WHERE NOT coalesce(cleared.cleared_on >= stop.stopped_on, FALSE)
    AND NOT coalesce(holder.presence_date > stop.stopped_on, FALSE)
)
SELECT
  award.person_id,
  award.programme,
  arg_min(unresolved.raises, unresolved.reason_order) AS reason,
  min(unresolved.stopped_on) AS stopped_on,
  list(unresolved.row_id) AS stop_rows
FROM programme_award AS award
JOIN unresolved
  ON unresolved.person_id = award.person_id
WHERE award.benefit_state <> 'TERMINATED'
  AND unresolved.programme <> award.programme
GROUP BY
  award.person_id,
  award.programme
