-- table: weak_combination
-- purpose: weak records that bear one another out: the latest day on which channels enough still spoke for the person, each
--   counted once with its latest record, so that a further record never moves the day back
-- grain: one row per person_id whose weak records pass
-- reads: evidence_person, evidence_digest, evidence_meaning, rule_certification, run_parameter
WITH
candidate AS (
  SELECT person.person_id
  FROM evidence_person AS person
  CROSS JOIN rule_certification AS rule
  WHERE person.weak_points >= rule.pass_points
    AND person.weak_channels >= rule.weak_channels
),
weak AS (
  SELECT
    digest.person_id,
    digest.channel,
    digest.last_date,
    digest.last_row,
    meaning.weight
  FROM evidence_digest AS digest
  JOIN evidence_meaning AS meaning
    ON meaning.channel = digest.channel
    AND meaning.is_weak
  JOIN candidate
    ON candidate.person_id = digest.person_id
  CROSS JOIN run_parameter AS run
  WHERE run.as_of - digest.last_date <= meaning.window_days
),
running AS (
  SELECT
    weak.*,
    sum(weight) OVER since AS points,
    count(*) OVER since AS channels
  FROM weak
  WINDOW since AS (
    PARTITION BY person_id
    ORDER BY last_date DESC
    RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  )
)
SELECT
  running.person_id,
  max(running.last_date) FILTER (
    WHERE running.points >= rule.pass_points AND running.channels >= rule.weak_channels
  ) AS weak_date,
  min(running.channel) AS weak_channel,
  list(running.last_row) AS weak_rows
FROM running
CROSS JOIN rule_certification AS rule
GROUP BY running.person_id
