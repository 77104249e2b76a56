-- table: risk_statistic
-- purpose: leads of each division that has any, by their gravest rule and in all. A division that is coded less deeply
--   than a village is carried down with zeros; a lead without division (operators) stands in 000000000000
-- grain: one row per division and rule (ALL: every rule)
-- reads: risk_lead, rule_lead_state
WITH
counted AS (
  SELECT
    rpad(coalesce(lead.division, '0'), 12, '0') AS village,
    lead.rule,
    state.is_open,
    lead.is_true,
    lead.amount_fen,
    lead.recovered_fen
  FROM risk_lead AS lead
  JOIN rule_lead_state AS state
    ON state.state = lead.state
),
by_rule AS (
  SELECT village, rule, is_open, is_true, amount_fen, recovered_fen FROM counted
  UNION ALL
  SELECT village, 'ALL' AS rule, is_open, is_true, amount_fen, recovered_fen FROM counted
),
level AS (
  SELECT *
  FROM (VALUES (1, 2), (2, 4), (3, 6), (4, 9), (5, 12)) AS division_level (level, digits)
)
SELECT
  substr(by_rule.village, 1, level.digits) AS division,
  level.level,
  by_rule.rule,
  CAST(count(*) AS INTEGER) AS leads,
  CAST(count(*) FILTER (WHERE by_rule.is_open) AS INTEGER) AS open,
  CAST(count(*) FILTER (WHERE by_rule.is_true) AS INTEGER) AS verified_true,
  CAST(count(*) FILTER (WHERE NOT by_rule.is_true) AS INTEGER) AS verified_false,
  CAST(sum(by_rule.amount_fen) AS BIGINT) AS amount_fen,
  CAST(coalesce(sum(by_rule.recovered_fen), 0) AS BIGINT) AS recovered_fen
FROM by_rule
CROSS JOIN level
GROUP BY
  substr(by_rule.village, 1, level.digits),
  level.level,
  by_rule.rule
ORDER BY
  division,
  by_rule.rule
