-- table: channel_outcome
-- purpose: the last row of a channel about somebody whom people have checked since, and whether it told the truth: one
--   that suggests life, that the person lived on its day; one that suggests death or custody, that this was found
-- grain: one row per channel and person_id
-- reads: evidence_digest, verified_person, rule_evidence_channel
WITH last_row AS (
  SELECT
    person_id,
    channel,
    max(last_date) AS last_date,
    max_by(last_row, last_date) AS last_row
  FROM evidence_digest
  GROUP BY person_id, channel
)
SELECT
  last_row.channel,
  last_row.person_id,
  last_row.last_row AS row_id,
  checked.row_id AS verification_row,
  CASE
    WHEN channel.polarity = 'POSITIVE' THEN checked.result <> 'DEAD' OR last_row.last_date <= checked.death_date
    WHEN channel.negative_kind = 'CUSTODY' THEN checked.result = 'IN_CUSTODY'
    ELSE checked.result = 'DEAD'
  END AS is_right
FROM last_row
JOIN verified_person AS checked USING (person_id)
JOIN rule_evidence_channel AS channel USING (channel)
WHERE last_row.last_date <= checked.verified_date
  -- What lies further back than the channel's window was not asked to tell anything.
  AND (channel.window_days = 0 OR last_row.last_date >= checked.verified_date - CAST(channel.window_days AS INTEGER))
