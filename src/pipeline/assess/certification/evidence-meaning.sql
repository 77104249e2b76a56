-- table: evidence_meaning
-- purpose: what a record of each channel counts for; RECORD is the core system's own record of a certification by data,
--   which names no channel. proof_rank: of two records of one day the higher is named as the proof
-- grain: one row per channel
-- reads: rule_evidence_channel, rule_evidence_source, rule_certification, rule_source
WITH
meaning AS (
  SELECT
    channel,
    department,
    polarity = 'POSITIVE' AS is_positive,
    strength,
    window_days,
    weight,
    method,
    is_app,
    is_home,
    'rule_evidence_channel/' || channel AS rule,
    rule_version
  FROM rule_evidence_channel
  UNION ALL
  SELECT
    'RECORD' AS channel,
    min(source.department) AS department,
    TRUE AS is_positive,
    'STRONG' AS strength,
    min(rule.record_window_days) AS window_days,
    min(rule.record_weight) AS weight,
    min(rule.record_method) AS method,
    FALSE AS is_app,
    FALSE AS is_home,
    'rule_certification' AS rule,
    min(rule.rule_version) AS rule_version
  FROM rule_evidence_source AS evidence
  JOIN rule_source AS source USING (source)
  CROSS JOIN rule_certification AS rule
  WHERE evidence.channel IS NULL
)
SELECT
  meaning.*,
  meaning.is_positive
    AND meaning.strength = 'STRONG'
    AND meaning.weight >= rule.pass_points AS is_proof,
  meaning.is_positive AND meaning.strength = 'WEAK' AS is_weak,
  -- Data prove only where the programme accepts them; who certified in person always did.
  meaning.method <> 'DATA' OR meaning.channel = 'RECORD' AS is_in_person,
  row_number() OVER (ORDER BY meaning.weight, meaning.channel DESC) AS proof_rank
FROM meaning
CROSS JOIN rule_certification AS rule
