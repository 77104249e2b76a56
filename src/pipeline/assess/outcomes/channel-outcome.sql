-- table: channel_outcome
-- purpose: whether what a channel had last said of somebody when people checked was the truth: a record that suggests
--   life, that the person lived on its day; one that suggests death or custody, that this was found. Left out: what the
--   check cannot judge, what it asked no longer (behind the window, revoked, custody that had ended), and checks made
--   before the present weight came into force, which has heeded them
-- grain: one row per channel and person_id
-- reads: verified_evidence, verified_person, rule_evidence_channel
WITH judged AS (
  SELECT
    record.channel,
    record.person_id,
    record.row_id,
    checked.row_id AS verification_row,
    CASE
      WHEN channel.polarity = 'POSITIVE' AND checked.result = 'DEAD' THEN record.event_date <= checked.death_date
      WHEN channel.polarity = 'POSITIVE' THEN TRUE
      -- Who died may have died in custody, unless before it began.
      WHEN channel.negative_kind = 'CUSTODY' AND checked.result = 'DEAD'
        THEN CASE WHEN checked.death_date < record.event_date THEN FALSE END
      WHEN channel.negative_kind = 'CUSTODY' THEN checked.result = 'IN_CUSTODY'
      ELSE checked.result = 'DEAD'
    END AS is_right
  FROM verified_evidence AS record
  JOIN verified_person AS checked
    ON checked.person_id = record.person_id
  JOIN rule_evidence_channel AS channel
    ON channel.channel = record.channel
  WHERE checked.verified_date >= channel.valid_from
    AND (channel.window_days = 0 OR checked.verified_date - record.event_date <= channel.window_days)
    AND coalesce(
      CASE channel.negative_kind
        WHEN 'CUSTODY' THEN record.end_date >= checked.verified_date
        ELSE record.end_date > checked.verified_date
      END,
      TRUE
    )
)
SELECT
  channel,
  person_id,
  row_id,
  verification_row,
  is_right
FROM judged
WHERE is_right IS NOT NULL
