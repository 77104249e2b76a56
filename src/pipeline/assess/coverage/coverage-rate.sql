-- table: coverage_rate
-- purpose: coverage and payment rate of each division that occurs, for each denominator, with people by status.
--   A division that is coded less deeply than a village is carried down with zeros, so that the children of a
--   division always add up to it
-- grain: one row per division and denominator
-- reads: person, coverage_status, enrolment, rule_denominator, rule_status
WITH
payer AS (
  SELECT
    person_id,
    bool_or(is_paid) AS is_paid
  FROM enrolment
  WHERE is_live
    AND scheme IN ('EMP_PENSION', 'RES_PENSION')
  GROUP BY person_id
),
counted_person AS (
  SELECT
    denominator.denominator,
    rpad(
      coalesce(
        CASE WHEN denominator.residents AND person.is_resident THEN person.residence_division END,
        person.hukou_division,
        '0'
      ),
      12,
      '0'
    ) AS village,
    coverage.status,
    coverage.in_scope,
    coverage.in_scope AND status_rule.counts_as_insured AS is_insured,
    -- Whoever draws, is past the age, is outside the scope or pays elsewhere has nothing to pay here.
    payer.person_id IS NOT NULL AND coverage.status IN ('NORMAL', 'INTERRUPTED') AS is_assessed,
    payer.is_paid
  FROM coverage_status AS coverage
  JOIN person USING (person_id)
  JOIN rule_status AS status_rule USING (status)
  LEFT JOIN payer USING (person_id)
  JOIN rule_denominator AS denominator
    ON (denominator.residents AND person.is_resident)
    OR (denominator.registered AND person.is_registered)
),
village AS (
  SELECT
    denominator,
    village,
    count(*) AS residents,
    count(*) FILTER (WHERE in_scope) AS in_scope,
    count(*) FILTER (WHERE is_insured) AS insured,
    count(*) FILTER (WHERE is_assessed) AS assessed,
    count(*) FILTER (WHERE is_assessed AND is_paid) AS paid,
    count(*) FILTER (WHERE status = 'DATA_ERROR') AS data_error,
    count(*) FILTER (WHERE status = 'DECEASED') AS deceased,
    count(*) FILTER (WHERE status = 'LEFT') AS "left",
    count(*) FILTER (WHERE status = 'BENEFICIARY') AS beneficiary,
    count(*) FILTER (WHERE status = 'NORMAL') AS normal,
    count(*) FILTER (WHERE status = 'INSURED_ELSEWHERE') AS insured_elsewhere,
    count(*) FILTER (WHERE status = 'OUT_OF_SCOPE') AS out_of_scope,
    count(*) FILTER (WHERE status = 'UNCLAIMED') AS unclaimed,
    count(*) FILTER (WHERE status = 'INTERRUPTED') AS interrupted,
    count(*) FILTER (WHERE status = 'DROPPED') AS dropped,
    count(*) FILTER (WHERE status = 'MISSED') AS missed
  FROM counted_person
  GROUP BY
    denominator,
    village
),
level AS (
  SELECT *
  FROM (VALUES (1, 2), (2, 4), (3, 6), (4, 9), (5, 12)) AS division_level (level, digits)
)
SELECT
  substr(village.village, 1, level.digits) AS division,
  village.denominator,
  level.level,
  CAST(sum(village.residents) AS INTEGER) AS residents,
  CAST(sum(village.in_scope) AS INTEGER) AS in_scope,
  CAST(sum(village.insured) AS INTEGER) AS insured,
  sum(village.insured) / nullif(sum(village.in_scope), 0) AS coverage_rate,
  CAST(sum(village.assessed) AS INTEGER) AS assessed,
  CAST(sum(village.paid) AS INTEGER) AS paid,
  sum(village.paid) / nullif(sum(village.assessed), 0) AS payment_rate,
  CAST(sum(village.data_error) AS INTEGER) AS data_error,
  CAST(sum(village.deceased) AS INTEGER) AS deceased,
  CAST(sum(village."left") AS INTEGER) AS "left",
  CAST(sum(village.beneficiary) AS INTEGER) AS beneficiary,
  CAST(sum(village.normal) AS INTEGER) AS normal,
  CAST(sum(village.insured_elsewhere) AS INTEGER) AS insured_elsewhere,
  CAST(sum(village.out_of_scope) AS INTEGER) AS out_of_scope,
  CAST(sum(village.unclaimed) AS INTEGER) AS unclaimed,
  CAST(sum(village.interrupted) AS INTEGER) AS interrupted,
  CAST(sum(village.dropped) AS INTEGER) AS dropped,
  CAST(sum(village.missed) AS INTEGER) AS missed
FROM village
CROSS JOIN level
GROUP BY
  substr(village.village, 1, level.digits),
  village.denominator,
  level.level
ORDER BY
  division,
  village.denominator
