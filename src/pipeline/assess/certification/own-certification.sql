-- table: own_certification
-- purpose: the latest proof that a programme has of a person by certifying itself, which others may recognise: within its
--   window, and its day of any age
-- grain: one row per person_id and origin
-- reads: evidence_digest, evidence_meaning, run_parameter
WITH
proof AS (
  SELECT
    digest.person_id,
    digest.origin,
    digest.last_date,
    digest.last_row,
    (digest.last_date - DATE '1970-01-01') * 1000 + meaning.proof_rank AS proof_key,
    run.as_of - digest.last_date <= meaning.window_days AS is_fresh
  FROM evidence_digest AS digest
  JOIN evidence_meaning AS meaning
    ON meaning.channel = digest.channel
    AND meaning.is_proof
  CROSS JOIN run_parameter AS run
  WHERE digest.origin IS NOT NULL
)
SELECT
  person_id,
  origin,
  max(last_date) AS any_date,
  max(proof_key) FILTER (WHERE is_fresh) AS proof_key,
  arg_max(last_row, proof_key) FILTER (WHERE is_fresh) AS proof_row
FROM proof
GROUP BY
  person_id,
  origin
