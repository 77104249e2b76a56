-- table: certification_due
-- purpose: the calendar: whose certification falls due within the windows of rule_due_window, and how each would certify
-- grain: one row per person_id, programme entitled and due within the longest window
-- reads: certification, certification_holder, rule_due_window, rule_next_step, run_parameter
SELECT
  certification.person_id,
  certification.programme,
  min(certification.division) AS division,
  min(certification.due_date) AS due_date,
  CAST(min(due_window.window_days) AS INTEGER) AS window_days,
  min(holder.route) AS next_step,
  bool_or(step.is_urgent) AS is_priority
FROM certification
CROSS JOIN run_parameter AS run
JOIN rule_due_window AS due_window
  ON certification.due_date - run.as_of <= due_window.window_days
JOIN certification_holder AS holder
  ON holder.person_id = certification.person_id
JOIN rule_next_step AS step
  ON step.next_step = holder.route
WHERE certification.next_step = 'NUDGE'
GROUP BY
  certification.person_id,
  certification.programme
