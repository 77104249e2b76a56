-- table: channel_statistic
-- purpose: what each evidence channel delivered and decided: records and people within sight, and whose proof it is. Every
--   channel of the catalogue has its row, the silent ones too
-- grain: one row per channel
-- reads: evidence_digest, evidence_meaning, certification
WITH
shown AS (
  SELECT
    channel,
    sum(rows) AS rows,
    count(*) FILTER (WHERE origin IS NULL) AS people
  FROM evidence_digest
  GROUP BY channel
),
-- Somebody may have certified for several programmes in one channel.
certified AS (
  SELECT
    channel,
    count(*) AS people
  FROM (
    SELECT
      channel,
      person_id
    FROM evidence_digest
    WHERE origin IS NOT NULL
    GROUP BY
      channel,
      person_id
  ) AS one_person
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
  CAST(coalesce(shown.people, 0) + coalesce(certified.people, 0) AS BIGINT) AS people,
  CAST(coalesce(proof.decided, 0) AS BIGINT) AS decided,
  coalesce(proof.decided, 0) / nullif(entitled.people, 0) AS share
FROM evidence_meaning AS meaning
CROSS JOIN entitled
LEFT JOIN shown USING (channel)
LEFT JOIN certified USING (channel)
LEFT JOIN proof USING (channel)
