-- table: negative_open
-- purpose: what speaks against a person and nobody has resolved: death that is recorded or declared, custody on the as-of
--   date. Resolved: revoked, ended, or the person was found alive on or after that day by somebody who could know of the
--   record: it had been delivered, or the last publication asked for the check. Full deliveries repeat a record for ever
-- grain: one row per person_id
-- reads: negative_evidence, verification, previous_certification, run_parameter
WITH
cleared AS (
  SELECT
    person_id,
    max(cleared_on) AS cleared_on
  FROM verification
  GROUP BY person_id
),
asked AS (
  SELECT
    previous.person_id,
    bool_or(
      CASE
        WHEN previous.state IN ('TO_VERIFY', 'CONFLICT') THEN previous.state_since <= cleared.cleared_on
        WHEN previous.previous_state IN ('TO_VERIFY', 'CONFLICT') THEN previous.state_since >= cleared.cleared_on
        ELSE FALSE
      END
    ) AS was_asked
  FROM previous_certification AS previous
  JOIN cleared USING (person_id)
  GROUP BY previous.person_id
),
unresolved AS (
  SELECT
    negative.*,
    (negative.event_date - DATE '1970-01-01') * 1000 + CAST(substr(negative.channel, 2) AS BIGINT) AS precedence
  FROM negative_evidence AS negative
  CROSS JOIN run_parameter AS run
  LEFT JOIN cleared USING (person_id)
  LEFT JOIN asked USING (person_id)
  WHERE coalesce(
      CASE negative.negative_kind
        WHEN 'CUSTODY' THEN negative.end_date >= run.as_of
        ELSE negative.end_date > run.as_of
      END,
      TRUE
    )
    AND NOT coalesce(
      cleared.cleared_on >= negative.event_date
        AND (cleared.cleared_on >= negative.known_on OR coalesce(asked.was_asked, FALSE)),
      FALSE
    )
)
SELECT
  person_id,
  min(event_date) FILTER (WHERE negative_kind = 'DEATH') AS death_date,
  arg_min(channel, precedence) FILTER (WHERE negative_kind = 'DEATH') AS death_channel,
  min(event_date) FILTER (WHERE negative_kind = 'CUSTODY') AS custody_date,
  arg_min(channel, precedence) FILTER (WHERE negative_kind = 'CUSTODY') AS custody_channel,
  list(row_id) AS negative_rows
FROM unresolved
GROUP BY person_id
