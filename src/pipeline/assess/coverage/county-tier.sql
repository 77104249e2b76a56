-- table: county_tier
-- purpose: the yearly tiers of the resident pension in each county, by special group
-- grain: one row per county, special group and tier
-- reads: contribution_cost, rule_res_tier
WITH
fitting AS (
  SELECT
    cost.county,
    tier.special_group,
    tier.tier_fen,
    tier.own_fen,
    tier.subsidy_fen,
    length(tier.region) = max(length(tier.region)) OVER (PARTITION BY cost.county, tier.special_group) AS is_nearest
  FROM contribution_cost AS cost
  JOIN rule_res_tier AS tier
    ON starts_with(cost.county, tier.region)
)
SELECT
  county,
  special_group,
  tier_fen,
  own_fen,
  subsidy_fen
FROM fitting
WHERE is_nearest
