-- table: channel_precision
-- purpose: how often each channel told the truth, with its 95 % interval (Wilson), and the weight that this speaks for;
--   a proposal, which no decision reads
-- grain: one row per channel
-- reads: channel_outcome, rule_evidence_channel, rule_learning, rule_certification
WITH counted AS (
  SELECT
    channel.channel,
    channel.polarity,
    channel.strength,
    channel.weight,
    count(outcome.person_id) AS outcomes,
    count(*) FILTER (WHERE outcome.is_right) AS right_outcomes
  FROM rule_evidence_channel AS channel
  LEFT JOIN channel_outcome AS outcome USING (channel)
  GROUP BY channel.channel, channel.polarity, channel.strength, channel.weight
),
measured AS (
  SELECT
    counted.*,
    CASE WHEN outcomes > 0 THEN right_outcomes / outcomes END AS precision,
    wilson_low(right_outcomes, outcomes, learning.confidence_z) AS precision_low,
    wilson_high(right_outcomes, outcomes, learning.confidence_z) AS precision_high,
    learning.*
  FROM counted
  CROSS JOIN rule_learning AS learning
),
judged AS (
  SELECT
    *,
    CASE
      WHEN outcomes < minimum_outcomes THEN 'TOO_FEW'
      WHEN polarity = 'NEGATIVE' THEN CASE WHEN precision_high < negative_precision THEN 'REVIEW' ELSE 'KEEP' END
      WHEN strength = 'STRONG' THEN CASE WHEN precision_high < strong_precision THEN 'LOWER' ELSE 'KEEP' END
      WHEN precision_high < weak_precision THEN 'LOWER'
      WHEN precision_low > weak_raise_precision THEN 'RAISE'
      ELSE 'KEEP'
    END AS verdict
  FROM measured
)
SELECT
  judged.channel,
  judged.outcomes,
  judged.right_outcomes,
  judged.precision,
  judged.precision_low,
  judged.precision_high,
  judged.weight,
  CASE
    -- In the ratio of what it told to what it should tell; a strong one falls below what passes alone.
    WHEN verdict = 'LOWER' AND strength = 'STRONG'
      THEN least(certification.pass_points - weak_step, weak_step * CAST(floor(weight * precision / weak_step) AS BIGINT))
    WHEN verdict = 'LOWER' THEN weak_step * CAST(floor(weight * precision / weak_precision / weak_step) AS BIGINT)
    -- Two thirds of what passes is the most that anything weak may weigh.
    WHEN verdict = 'RAISE' THEN greatest(weight, least(weight + weak_step, certification.pass_points * 2 // 3))
    ELSE weight
  END AS proposed_weight,
  judged.verdict
FROM judged
CROSS JOIN rule_certification AS certification
