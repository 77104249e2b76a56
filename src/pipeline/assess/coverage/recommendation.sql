-- table: recommendation
-- purpose: what to recommend to a person, with cost, subsidy and reason: the first condition, in the order of
--   rule_recommendation, that holds
-- grain: one row per person_id who is to be advised
-- reads: advice_candidate, advice_profile, contribution_cost, county_tier, rule_coverage, rule_recommendation
WITH
ordered AS (
  SELECT
    candidate.person_id,
    rule.*,
    row_number() OVER (PARTITION BY candidate.person_id ORDER BY rule.condition_order) AS place
  FROM advice_candidate AS candidate
  JOIN rule_recommendation AS rule USING (condition)
),
chosen AS (
  SELECT
    profile.*,
    ordered.condition,
    ordered.advice,
    ordered.scheme AS advised_scheme,
    ordered.period,
    ordered.target,
    ordered.drive,
    ordered.reason AS advice_reason,
    ordered.rule_version,
    profile.monthly_income_fen * 12 * rule.resident_max_income_share_percent / 100 AS tier_budget_fen
  FROM ordered
  JOIN advice_profile AS profile USING (person_id)
  CROSS JOIN rule_coverage AS rule
  WHERE ordered.place = 1
),
-- The largest tier that the income bears; without a stated income, or with too small a one, the smallest.
tiered AS (
  SELECT
    chosen.person_id,
    tier.tier_fen,
    tier.own_fen,
    tier.subsidy_fen,
    row_number() OVER (
      PARTITION BY chosen.person_id
      ORDER BY
        coalesce(tier.own_fen <= chosen.tier_budget_fen, FALSE) DESC,
        CASE WHEN tier.own_fen <= chosen.tier_budget_fen THEN -tier.tier_fen ELSE tier.tier_fen END
    ) AS place
  FROM chosen
  JOIN county_tier AS tier USING (county, special_group)
  WHERE chosen.advised_scheme = 'RES_PENSION'
),
costed AS (
  SELECT
    chosen.*,
    cost.flexible_base_fen,
    cost.flexible_monthly_fen,
    cost.employee_percent,
    least(cost.ceiling_fen, greatest(cost.floor_fen, coalesce(chosen.monthly_income_fen, 0))) AS employee_base_fen
  FROM chosen
  LEFT JOIN contribution_cost AS cost USING (county)
)
SELECT
  costed.person_id,
  costed.advice,
  costed.advised_scheme AS scheme,
  CASE
    WHEN costed.advised_scheme = 'RES_PENSION' THEN tiered.tier_fen
    WHEN costed.condition = 'WORKS_FOR_UNIT' THEN costed.employee_base_fen
    WHEN costed.advised_scheme = 'EMP_PENSION' THEN costed.flexible_base_fen
  END AS tier_fen,
  CASE
    WHEN costed.advised_scheme = 'RES_PENSION' THEN tiered.own_fen
    WHEN costed.condition = 'WORKS_FOR_UNIT'
      THEN CAST(round(costed.employee_base_fen * costed.employee_percent / 100) AS BIGINT)
    WHEN costed.advised_scheme = 'EMP_PENSION' THEN costed.flexible_monthly_fen
  END AS own_cost_fen,
  CASE
    WHEN costed.advised_scheme = 'RES_PENSION' THEN tiered.subsidy_fen
    WHEN costed.advised_scheme = 'EMP_PENSION' THEN 0
  END AS subsidy_fen,
  costed.period,
  costed.advice_reason AS reason,
  CASE WHEN costed.uscc IS NULL THEN 'PERSON' ELSE costed.target END AS target,
  CASE WHEN costed.target = 'UNIT' THEN costed.uscc END AS uscc,
  costed.condition,
  costed.drive,
  -- What the other way would cost a month, and how far it falls short.
  CASE WHEN costed.condition = 'FLEXIBLE_SHORT_OF_MINIMUM' THEN costed.flexible_monthly_fen END AS alternative_monthly_fen,
  CASE
    WHEN costed.condition LIKE 'FLEXIBLE%' THEN greatest(0, costed.minimum_months - costed.reachable_months)
  END AS months_short,
  CASE WHEN costed.advised_scheme = 'EMP_PENSION' THEN costed.resume_month END AS resume_month,
  costed.rule_version
FROM costed
LEFT JOIN tiered
  ON tiered.person_id = costed.person_id
  AND tiered.place = 1
