-- table: certification_proof
-- purpose: each award with its terms and the latest proof that the programme accepts today: data, its own certification,
--   or that of another programme which it recognises (互认); of one day its own, then data
-- grain: one row per person_id, programme
-- reads: programme_award, certification_holder, certification_term, own_certification, rule_recognition,
--   evidence_meaning, run_parameter
WITH
origin AS (
  SELECT
    origin,
    row_number() OVER (ORDER BY origin DESC) AS origin_rank
  FROM own_certification
  GROUP BY origin
),
certified AS (
  SELECT
    award.person_id,
    award.programme,
    max(own.any_date) AS any_date,
    max(own.proof_key) AS proof_key,
    max_by(
      own.origin,
      own.proof_key * 1000 + CASE WHEN own.origin = award.programme THEN 999 ELSE origin.origin_rank END
    ) AS origin,
    max_by(
      own.proof_row,
      own.proof_key * 1000 + CASE WHEN own.origin = award.programme THEN 999 ELSE origin.origin_rank END
    ) AS proof_row
  FROM programme_award AS award
  JOIN own_certification AS own USING (person_id)
  JOIN origin
    ON origin.origin = own.origin
  LEFT JOIN rule_recognition AS named
    ON named.programme = award.programme
    AND named.from_programme = own.origin
  LEFT JOIN rule_recognition AS any_other
    ON any_other.programme = award.programme
    AND any_other.from_programme = '*'
  WHERE own.origin = award.programme
    OR coalesce(named.accepted, any_other.accepted, FALSE)
  GROUP BY
    award.person_id,
    award.programme
),
candidate AS (
  SELECT
    award.* EXCLUDE (source, stop_reason, account_no_key, relation_to_deceased),
    holder.* EXCLUDE (
      person_id, data_key, data_row, data_date, in_person_key, in_person_row, in_person_date, age_years, home_date,
      app_date, is_immobile, is_abroad, uses_app
    ),
    term.cycle_months,
    term.max_proof_age_days,
    term.accepts_weak,
    term.grace_days,
    term.rule_version AS term_version,
    CASE WHEN term.accepts_strong THEN holder.data_key ELSE holder.in_person_key END AS shared_key,
    CASE WHEN term.accepts_strong THEN holder.data_row ELSE holder.in_person_row END AS shared_row,
    greatest(CASE WHEN term.accepts_strong THEN holder.data_date ELSE holder.in_person_date END, certified.any_date)
      AS any_proof_date,
    certified.proof_key AS certified_key,
    certified.proof_row AS certified_row,
    certified.origin
  FROM programme_award AS award
  -- Outer joins, though everybody is found: the engine must not put people and terms together first.
  LEFT JOIN certification_holder AS holder USING (person_id)
  LEFT JOIN certification_term AS term
    ON term.programme = award.programme
    AND term.division = holder.place
  LEFT JOIN certified
    ON certified.person_id = award.person_id
    AND certified.programme = award.programme
),
latest AS (
  SELECT
    candidate.* EXCLUDE (shared_key, shared_row, certified_key, certified_row, origin),
    greatest(shared_key, certified_key) AS proof_key,
    coalesce(certified_key >= shared_key, certified_key IS NOT NULL) AS is_certified,
    shared_row,
    certified_row,
    origin
  FROM candidate
),
-- A proof too old for the programme is none.
accepted AS (
  SELECT
    latest.* EXCLUDE (proof_key, max_proof_age_days, weak_date),
    CASE
      WHEN (run.as_of - DATE '1970-01-01') - latest.proof_key // 1000 <= latest.max_proof_age_days
        THEN latest.proof_key
    END AS proof_key,
    CASE
      WHEN latest.accepts_weak AND run.as_of - latest.weak_date <= latest.max_proof_age_days THEN latest.weak_date
    END AS weak_date
  FROM latest
  CROSS JOIN run_parameter AS run
)
SELECT
  accepted.* EXCLUDE (proof_key, is_certified, shared_row, certified_row, origin),
  DATE '1970-01-01' + CAST(accepted.proof_key // 1000 AS INTEGER) AS proof_date,
  CASE
    WHEN accepted.proof_key IS NULL THEN NULL
    WHEN accepted.is_certified THEN accepted.certified_row
    ELSE accepted.shared_row
  END AS proof_row,
  CASE
    WHEN accepted.proof_key IS NOT NULL AND accepted.is_certified AND accepted.origin <> accepted.programme
      THEN accepted.origin
  END AS recognised_from,
  meaning.channel AS proof_channel,
  meaning.weight AS proof_points,
  meaning.method AS proof_method,
  meaning.rule AS proof_rule,
  meaning.rule_version AS proof_version
FROM accepted
LEFT JOIN evidence_meaning AS meaning
  ON meaning.proof_rank = accepted.proof_key % 1000
