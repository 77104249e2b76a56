-- table: evidence_person
-- purpose: what the records of all channels together say of a person, whatever the programme: the latest proof (by data,
--   in person) within its channel's window, and its day of any age, the latest trace in person, at home and on an app, and the points of the weak.
--   A proof is kept as one integer: days since 1970, then evidence_meaning.proof_rank
-- grain: one row per person_id with a record for somebody
-- reads: evidence_digest, evidence_meaning, rule_immobility, run_parameter
WITH
immobile_channel AS (
  SELECT code AS channel
  FROM rule_immobility
  WHERE kind = 'CHANNEL'
),
meaning AS (
  SELECT
    meaning.*,
    immobile_channel.channel IS NOT NULL AS is_immobile
  FROM evidence_meaning AS meaning
  LEFT JOIN immobile_channel USING (channel)
  WHERE meaning.is_positive
),
record AS (
  SELECT
    digest.person_id,
    digest.last_date,
    digest.last_row,
    (digest.last_date - DATE '1970-01-01') * 1000 + meaning.proof_rank AS proof_key,
    meaning.is_proof AND meaning.channel <> 'RECORD' AS is_presence,
    meaning.is_proof AND digest.origin IS NULL AS was_shared_proof,
    meaning.is_proof AND digest.origin IS NULL AND run.as_of - digest.last_date <= meaning.window_days AS is_shared_proof,
    meaning.is_in_person,
    meaning.is_home,
    meaning.is_app,
    meaning.is_immobile AND run.as_of - digest.last_date <= meaning.window_days AS is_immobile,
    CASE
      WHEN meaning.is_weak AND run.as_of - digest.last_date <= meaning.window_days THEN meaning.weight
    END AS weak_points
  FROM evidence_digest AS digest
  JOIN meaning USING (channel)
  CROSS JOIN run_parameter AS run
)
SELECT
  person_id,
  max(proof_key) FILTER (WHERE is_shared_proof) AS data_key,
  arg_max(last_row, proof_key) FILTER (WHERE is_shared_proof) AS data_row,
  max(proof_key) FILTER (WHERE is_shared_proof AND is_in_person) AS in_person_key,
  arg_max(last_row, proof_key) FILTER (WHERE is_shared_proof AND is_in_person) AS in_person_row,
  max(last_date) FILTER (WHERE was_shared_proof) AS data_date,
  max(last_date) FILTER (WHERE was_shared_proof AND is_in_person) AS in_person_date,
  max(last_date) FILTER (WHERE is_presence) AS presence_date,
  arg_max(last_row, proof_key) FILTER (WHERE is_presence) AS presence_row,
  max(last_date) FILTER (WHERE is_home) AS home_date,
  max(last_date) FILTER (WHERE is_app) AS app_date,
  bool_or(is_immobile) AS is_immobile,
  CAST(coalesce(sum(weak_points), 0) AS BIGINT) AS weak_points,
  count(weak_points) AS weak_channels
FROM record
GROUP BY person_id
