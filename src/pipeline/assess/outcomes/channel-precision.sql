-- table: channel_precision
-- purpose: how often each channel told the truth, with the interval of that share (Wilson), and the weight that this
--   speaks for; a proposal, which no decision reads
-- grain: one row per channel
-- reads: channel_outcome, rule_evidence_channel, rule_learning, rule_certification
WITH counted AS (
  SELECT
    channel.channel,
    channel.polarity,
    channel.strength,
    channel.weight,
    count(outcome.person_id) AS outcomes,
    count(outcome.person_id) FILTER (WHERE outcome.is_right) AS right_outcomes
  FROM rule_evidence_channel AS channel
  LEFT JOIN channel_outcome AS outcome
    ON outcome.channel = channel.channel
  GROUP BY
    channel.channel,
    channel.polarity,
    channel.strength,
    channel.weight
),
measured AS (
  SELECT
    counted.*,
    CASE WHEN outcomes > 0 THEN right_outcomes / outcomes END AS precision,
    wilson_low(right_outcomes, outcomes, learning.confidence_z) AS precision_low,
    wilson_high(right_outcomes, outcomes, learning.confidence_z) AS precision_high,
    learning.minimum_outcomes,
    learning.strong_precision,
    learning.weak_precision,
    learning.weak_raise_precision,
    learning.weak_step,
    learning.weak_most_points,
    learning.negative_precision,
    certification.pass_points
  FROM counted
  CROSS JOIN rule_learning AS learning
  CROSS JOIN rule_certification AS certification
),
judged AS (
  SELECT
    *,
    CASE
      WHEN outcomes < minimum_outcomes THEN 'TOO_FEW'
      -- Negative records stop nobody; a department that is often wrong must be spoken to, not weighed.
      WHEN polarity = 'NEGATIVE' THEN CASE WHEN precision_high < negative_precision THEN 'REVIEW' ELSE 'KEEP' END
      -- What no longer passes alone has been lowered already.
      WHEN strength = 'STRONG'
        THEN CASE WHEN precision_high < strong_precision AND weight >= pass_points THEN 'LOWER' ELSE 'KEEP' END
      WHEN precision_high < weak_precision AND weight > weak_step THEN 'LOWER'
      WHEN precision_low > weak_raise_precision AND weight + weak_step <= weak_most_points THEN 'RAISE'
      ELSE 'KEEP'
    END AS verdict
  FROM measured
)
SELECT
  channel,
  outcomes,
  right_outcomes,
  precision,
  precision_low,
  precision_high,
  weight,
  CASE
    -- In the ratio of what it told to what it should tell, in whole steps, never nothing: a strong one falls below what
    -- passes alone.
    WHEN verdict = 'LOWER' AND strength = 'STRONG' THEN greatest(
      weak_step,
      least(pass_points - weak_step, weak_step * CAST(floor(weight * precision / weak_step) AS BIGINT))
    )
    WHEN verdict = 'LOWER' THEN greatest(
      weak_step,
      weak_step * CAST(floor(weight * precision / weak_precision / weak_step) AS BIGINT)
    )
    WHEN verdict = 'RAISE' THEN weight + weak_step
    ELSE weight
  END AS proposed_weight,
  verdict
FROM judged
