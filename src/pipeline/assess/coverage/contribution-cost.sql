-- table: contribution_cost
-- purpose: what an employee pension costs in each county: the bounds of the base, and the own cost of somebody
--   who pays alone on the recommended base
-- grain: one row per county (first six digits of a division where somebody lives or is registered)
-- reads: person, rule_contribution_base, rule_contribution_rate, rule_coverage, run_parameter
WITH
county AS (
  SELECT DISTINCT substr(residence_division, 1, 6) AS county
  FROM person
  WHERE residence_division IS NOT NULL
  UNION
  SELECT DISTINCT substr(hukou_division, 1, 6) AS county
  FROM person
  WHERE hukou_division IS NOT NULL
),
-- The longest region that fits, and of it the latest year.
base AS (
  SELECT
    county.county,
    rule.*,
    row_number() OVER (PARTITION BY county.county ORDER BY length(rule.region) DESC, rule.year DESC) AS place
  FROM county
  CROSS JOIN run_parameter AS run
  JOIN rule_contribution_base AS rule
    ON starts_with(county.county, rule.region)
    AND rule.year <= year(run.as_of)
),
rate AS (
  SELECT
    max(rate_percent) FILTER (WHERE insured_identity = 'EMPLOYEE') AS employee_percent,
    max(rate_percent) FILTER (WHERE insured_identity = 'FLEXIBLE') AS flexible_percent
  FROM rule_contribution_rate
  WHERE scheme = 'EMP_PENSION'
    AND payer = 'PERSON'
    AND part = 'PENSION'
)
SELECT
  base.county,
  CAST(round(base.average_wage_fen * base.floor_percent / 100) AS BIGINT) AS floor_fen,
  CAST(round(base.average_wage_fen * base.ceiling_percent / 100) AS BIGINT) AS ceiling_fen,
  CAST(round(base.average_wage_fen * rule.flexible_base_percent / 100) AS BIGINT) AS flexible_base_fen,
  CAST(round(base.average_wage_fen * rule.flexible_base_percent / 100 * rate.flexible_percent / 100) AS BIGINT)
    AS flexible_monthly_fen,
  rate.employee_percent
FROM base
CROSS JOIN rate
CROSS JOIN rule_coverage AS rule
WHERE base.place = 1
