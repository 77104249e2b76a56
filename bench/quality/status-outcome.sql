-- table: status_outcome
-- purpose: true and found coverage status of everybody of whom some row that stands carries a usable number as the
--   one whom the row is about (role self). error_kinds: what is wrong with any of the person's rows that could
--   bear on the status
-- grain: one row per truth_id
-- reads: truth_person, delivered_record, register_owner, coverage_status, person, telling_kind
WITH
identifiable AS (
  SELECT DISTINCT truth_id
  FROM delivered_record
  WHERE role = 'self'
    AND is_standing
    AND NOT is_number_lost
),
suffered AS (
  SELECT DISTINCT
    delivered_record.truth_id,
    delivered_record.source || ' ' || kind AS mishap
  FROM delivered_record, unnest(string_split(delivered_record.errors, ',')) AS suffered_kind(kind)
  JOIN telling_kind USING (kind)
),
mishaps AS (
  SELECT
    truth_id,
    string_agg(mishap, ', ' ORDER BY mishap) AS mishaps
  FROM suffered
  GROUP BY truth_id
)
SELECT
  truth.truth_id,
  owner.person_id,
  truth.status AS truth_status,
  coalesce(found.status, 'NOT_IN_REGISTER') AS found_status,
  coalesce(found.reason, '') AS found_reason,
  truth.scheme AS truth_scheme,
  found.scheme AS found_scheme,
  truth.gap_months AS truth_gap_months,
  found.gap_months AS found_gap_months,
  truth.grade AS truth_grade,
  found.grade AS found_grade,
  truth.in_denominator AS truth_in_denominator,
  coalesce(found.in_denominator, FALSE) AS found_in_denominator,
  truth.registered AND truth.left_date IS NULL AND NOT truth.death_reported AS truth_registered,
  coalesce(person.is_registered, FALSE) AS found_registered,
  coalesce(mishaps.mishaps, '') AS mishaps
FROM truth_person AS truth
JOIN identifiable USING (truth_id)
LEFT JOIN register_owner AS owner
  ON owner.truth_id = truth.truth_id
  AND owner.is_main
LEFT JOIN coverage_status AS found USING (person_id)
LEFT JOIN person USING (person_id)
LEFT JOIN mishaps USING (truth_id)
