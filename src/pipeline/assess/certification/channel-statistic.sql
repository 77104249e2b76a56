-- table: channel_statistic
-- purpose: what each evidence channel delivered and decided: records and people within sight, and whose proof it is. Every
--   channel of the catalogue has its row, the silent ones too
-- grain: one row per channel
-- reads: evidence_digest, evidence_meaning, certification, rule_evidence_source
WITH
shown AS (
  SELECT
    channel,
    sum(rows) AS rows,
    count(*) AS people
  FROM evidence_digest
  GROUP BY channel
),
-- Somebody may have certified for several programmes in one channel.
certifying_channel AS (
  SELECT DISTINCT coalesce(channel, 'RECORD') AS channel
  FROM rule_evidence_source
  WHERE origin_column IS NOT NULL
),
certifying_person AS (
  SELECT DISTINCT
    digest.channel,
    digest.person_id
  FROM evidence_digest AS digest
  JOIN certifying_channel USING (channel)
),
certified AS (
  SELECT
    channel,
    count(*) AS people
  FROM certifying_person
  GROUP BY channel
),
proof AS (
  SELECT
    coalesce(proof_channel, 'RECORD') AS channel,
    count(DISTINCT person_id) AS decided
  FROM certification
  WHERE method IS NOT NULL
  GROUP BY coalesce(proof_channel, 'RECORD')
),
entitled AS (
  SELECT count(DISTINCT person_id) AS people
  FROM certification
  WHERE method IS NOT NULL
)
SELECT
  meaning.channel,
  meaning.department,
  CAST(coalesce(shown.rows, 0) AS BIGINT) AS rows,
  CAST(coalesce(certified.people, shown.people, 0) AS BIGINT) AS people,
  CAST(coalesce(proof.decided, 0) AS BIGINT) AS decided,
  coalesce(proof.decided, 0) / nullif(entitled.people, 0) AS share
FROM evidence_meaning AS meaning
CROSS JOIN entitled
LEFT JOIN shown USING (channel)
LEFT JOIN certified USING (channel)
LEFT JOIN proof USING (channel)
