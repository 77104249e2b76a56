-- table: scope_exclusion
-- purpose: what keeps a person outside pension insurance on the as-of date
-- grain: one row per person_id and exclusion
-- reads: person, person_lineage, fact_edu_student, fact_vet_active_service, fact_justice_custody,
--   rule_scope_exclusion, rule_state_meaning, rule_coverage, run_parameter
WITH
exclusion AS (
  SELECT
    person.person_id,
    'UNDER_AGE' AS exclusion,
    person.birth_date AS since,
    lineage.birth_date_row AS row_id
  FROM person
  CROSS JOIN run_parameter AS run
  CROSS JOIN rule_coverage AS rule
  LEFT JOIN person_lineage AS lineage USING (person_id)
  WHERE age_years(person.birth_date, run.as_of) < rule.adult_age_years
  UNION ALL
  SELECT
    student.person_id,
    'STUDENT' AS exclusion,
    student.enrol_date AS since,
    student.row_id
  FROM fact_edu_student AS student
  CROSS JOIN run_parameter AS run
  JOIN rule_state_meaning AS state
    ON state.source = 'edu_student'
    AND state.column_name = 'student_state'
    -- Who is on a roll in a state that cannot be read is at school until the day of leaving it.
    AND state.code = coalesce(
      student.student_state,
      CASE WHEN coalesce(student.graduation_date >= run.as_of, TRUE) THEN 'ENROLLED' END
    )
    AND state.meaning = 'STUDENT'
  UNION ALL
  SELECT
    service.person_id,
    'MILITARY' AS exclusion,
    service.enlist_date AS since,
    service.row_id
  FROM fact_vet_active_service AS service
  CROSS JOIN run_parameter AS run
  WHERE coalesce(service.enlist_date <= run.as_of, TRUE)
    AND coalesce(service.discharge_date > run.as_of, TRUE)
  UNION ALL
  SELECT
    custody.person_id,
    'CUSTODY' AS exclusion,
    custody.start_date AS since,
    custody.row_id
  FROM fact_justice_custody AS custody
  CROSS JOIN run_parameter AS run
  JOIN rule_state_meaning AS state
    ON state.source = 'justice_custody'
    AND state.column_name = 'custody_kind'
    AND state.code = custody.custody_kind
    AND state.meaning = 'CUSTODY'
  WHERE custody.start_date <= run.as_of
    AND coalesce(custody.end_date >= run.as_of, TRUE)
),
numbered AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY person_id, exclusion ORDER BY since DESC NULLS LAST, row_id) AS place
  FROM exclusion
)
SELECT
  numbered.person_id,
  numbered.exclusion,
  numbered.since,
  numbered.row_id,
  rule.out_of_scope,
  rule.out_of_denominator,
  rule.rule_version,
  -- 1: the one that is named as the reason; a boy in custody is not told to come back at graduation.
  row_number() OVER (
    PARTITION BY numbered.person_id
    ORDER BY
      rule.out_of_scope DESC,
      CASE numbered.exclusion WHEN 'UNDER_AGE' THEN 1 WHEN 'CUSTODY' THEN 2 WHEN 'MILITARY' THEN 3 ELSE 4 END
  ) AS precedence
FROM numbered
JOIN rule_scope_exclusion AS rule USING (exclusion)
WHERE numbered.place = 1
