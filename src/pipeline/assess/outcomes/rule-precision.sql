-- table: rule_precision
-- purpose: how often the leads of each rule turned out true, with the interval of that share (Wilson), and the grade that
--   this speaks for; a proposal, which no decision reads
-- grain: one row per rule
-- reads: risk_lead, rule_risk, rule_learning
WITH verified AS (
  SELECT
    unnest(rules) AS rule,
    is_true
  FROM risk_lead
  WHERE is_true IS NOT NULL
),
counted AS (
  SELECT
    rule.rule,
    rule.grade,
    count(verified.is_true) AS outcomes,
    count(verified.is_true) FILTER (WHERE verified.is_true) AS true_outcomes
  FROM rule_risk AS rule
  LEFT JOIN verified
    ON verified.rule = rule.rule
  GROUP BY
    rule.rule,
    rule.grade
),
measured AS (
  SELECT
    counted.*,
    CASE WHEN outcomes > 0 THEN true_outcomes / outcomes END AS precision,
    wilson_low(true_outcomes, outcomes, learning.confidence_z) AS precision_low,
    wilson_high(true_outcomes, outcomes, learning.confidence_z) AS precision_high,
    learning.minimum_outcomes,
    learning.high_grade_precision,
    learning.low_grade_precision,
    learning.raise_grade_precision
  FROM counted
  CROSS JOIN rule_learning AS learning
),
judged AS (
  SELECT
    *,
    CASE
      WHEN outcomes < minimum_outcomes THEN 'TOO_FEW'
      WHEN grade <> 'L' AND precision_high < low_grade_precision THEN 'LOWER'
      WHEN grade = 'H' AND precision_high < high_grade_precision THEN 'LOWER'
      WHEN grade <> 'H' AND precision_low > raise_grade_precision THEN 'RAISE'
      ELSE 'KEEP'
    END AS verdict
  FROM measured
)
SELECT
  rule,
  outcomes,
  true_outcomes,
  precision,
  precision_low,
  precision_high,
  grade,
  CASE
    WHEN verdict = 'LOWER' THEN CASE WHEN precision_high < low_grade_precision THEN 'L' ELSE 'M' END
    -- One grade at a time.
    WHEN verdict = 'RAISE' THEN CASE grade WHEN 'L' THEN 'M' ELSE 'H' END
    ELSE grade
  END AS proposed_grade,
  verdict
FROM judged
