-- table: rule_precision
-- purpose: how often the leads of each rule turned out true, with the 95 % interval (Wilson), and the grade that this
--   speaks for; a proposal, which no decision reads
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
    count(*) FILTER (WHERE verified.is_true) AS true_outcomes
  FROM rule_risk AS rule
  LEFT JOIN verified USING (rule)
  GROUP BY rule.rule, rule.grade
),
measured AS (
  SELECT
    counted.*,
    CASE WHEN outcomes > 0 THEN true_outcomes / outcomes END AS precision,
    wilson_low(true_outcomes, outcomes, learning.confidence_z) AS precision_low,
    wilson_high(true_outcomes, outcomes, learning.confidence_z) AS precision_high,
    learning.*
  FROM counted
  CROSS JOIN rule_learning AS learning
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
    WHEN outcomes < minimum_outcomes THEN grade
    WHEN precision_high < low_grade_precision THEN 'L'
    WHEN grade = 'H' AND precision_high < high_grade_precision THEN 'M'
    WHEN grade <> 'H' AND precision_low > 1 - low_grade_precision THEN 'H'
    ELSE grade
  END AS proposed_grade,
  CASE
    WHEN outcomes < minimum_outcomes THEN 'TOO_FEW'
    WHEN precision_high < low_grade_precision AND grade <> 'L' THEN 'LOWER'
    WHEN grade = 'H' AND precision_high < high_grade_precision THEN 'LOWER'
    WHEN grade <> 'H' AND precision_low > 1 - low_grade_precision THEN 'RAISE'
    ELSE 'KEEP'
  END AS verdict
FROM measured
