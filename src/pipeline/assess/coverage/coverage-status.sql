-- table: coverage_status
-- purpose: the coverage decision of each person: the first status, in the order of rule_status, that fits
-- grain: one row per person_id
-- reads: person, person_lineage, coverage_candidate, scope_exclusion, retirement, previous_coverage_status,
--   rule_status, rule_denominator, run_parameter
WITH
first_fit AS (
  SELECT
    candidate.person_id,
    min(status_rule.status_order) AS status_order
  FROM coverage_candidate AS candidate
  JOIN rule_status AS status_rule USING (status)
  GROUP BY candidate.person_id
),
decided AS (
  SELECT
    candidate.*
  FROM coverage_candidate AS candidate
  JOIN rule_status AS status_rule USING (status)
  JOIN first_fit
    ON first_fit.person_id = candidate.person_id
    AND first_fit.status_order = status_rule.status_order
  UNION ALL
  SELECT
    person.person_id,
    'MISSED' AS status,
    CAST(NULL AS VARCHAR) AS scheme,
    CAST(NULL AS BIGINT) AS gap_months,
    CAST(NULL AS VARCHAR) AS grade,
    'NEVER_ENROLLED' AS reason,
    CAST(NULL AS VARCHAR) AS rule,
    CAST(NULL AS VARCHAR) AS rule_version,
    -- Nothing shows that somebody is missing but the rows that say who lives here and how old they are.
    [lineage.birth_date_row, coalesce(lineage.residence_division_row, lineage.hukou_division_row)] AS evidence
  FROM person
  LEFT JOIN first_fit USING (person_id)
  LEFT JOIN person_lineage AS lineage USING (person_id)
  WHERE first_fit.person_id IS NULL
),
outside AS (
  SELECT DISTINCT
    person_id
  FROM scope_exclusion
  WHERE out_of_denominator
),
scoped AS (
  SELECT
    decided.*,
    status_rule.rule_version AS status_rule_version,
    status_rule.counts_in_denominator AND outside.person_id IS NULL AS in_scope
  FROM decided
  JOIN rule_status AS status_rule USING (status)
  LEFT JOIN outside USING (person_id)
)
SELECT
  scoped.person_id,
  scoped.status,
  scoped.scheme,
  CAST(scoped.gap_months AS INTEGER) AS gap_months,
  scoped.grade,
  scoped.reason,
  coalesce(scoped.rule, 'rule_status/' || scoped.status) AS rule,
  coalesce(scoped.rule_version, scoped.status_rule_version) AS rule_version,
  list_slice(list_sort(list_distinct(scoped.evidence)), 1, 8) AS evidence,
  -- The status before this one, not before this run: a run with nothing new changes nothing.
  CASE
    WHEN previous.status = scoped.status THEN previous.previous_status
    ELSE previous.status
  END AS previous_status,
  CASE
    WHEN previous.status = scoped.status THEN previous.status_since
    ELSE run.as_of
  END AS status_since,
  retirement.retire_month,
  scoped.in_scope
    AND ((denominator.residents AND person.is_resident) OR (denominator.registered AND person.is_registered))
    AS in_denominator,
  scoped.in_scope
FROM scoped
JOIN person USING (person_id)
CROSS JOIN run_parameter AS run
JOIN rule_denominator AS denominator
  ON denominator.is_default
LEFT JOIN retirement USING (person_id)
LEFT JOIN previous_coverage_status AS previous USING (person_id)
