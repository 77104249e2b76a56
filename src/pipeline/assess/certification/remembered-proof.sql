-- table: remembered_proof
-- purpose: proofs that the last publication accepted and today's records no longer show: outside the window of a short
--   channel, or no longer delivered. A record that its channel still delivers for that day, but no longer for this person,
--   was withdrawn or belongs to somebody else: it is forgotten
-- grain: one row per person_id, programme with such a proof
-- reads: previous_certification, certification_proof, evidence_digest, evidence_day, run_parameter
WITH
missing AS (
  SELECT
    previous.person_id,
    previous.programme,
    previous.basis,
    previous.strong_date,
    CASE WHEN previous.basis = 'WEAK' THEN previous.proof_date END AS weak_date,
    CASE
      WHEN coalesce(previous.basis, '') <> 'WEAK' AND previous.proof_date = previous.strong_date
        THEN coalesce(previous.proof_channel, 'RECORD')
    END AS channel
  FROM previous_certification AS previous
  JOIN certification_proof AS proof
    ON proof.person_id = previous.person_id
    AND proof.programme = previous.programme
  CROSS JOIN run_parameter AS run
  WHERE (previous.strong_date <= run.as_of AND previous.strong_date > coalesce(proof.proof_date, DATE '1900-01-01'))
    OR (previous.basis = 'WEAK' AND previous.proof_date <= run.as_of)
),
still_shown AS (
  SELECT DISTINCT
    missing.person_id,
    missing.channel
  FROM missing
  JOIN evidence_digest AS digest
    ON digest.person_id = missing.person_id
    AND digest.channel = missing.channel
  WHERE digest.last_date >= missing.strong_date
)
SELECT
  missing.person_id,
  missing.programme,
  CASE WHEN still_shown.person_id IS NOT NULL OR day.channel IS NULL THEN missing.strong_date END AS strong_date,
  CASE WHEN still_shown.person_id IS NOT NULL OR day.channel IS NULL THEN missing.channel END AS strong_channel,
  missing.weak_date
FROM missing
LEFT JOIN still_shown
  ON still_shown.person_id = missing.person_id
  AND still_shown.channel = missing.channel
LEFT JOIN evidence_day AS day
  ON day.channel = missing.channel
  AND day.event_date = missing.strong_date
