-- table: certification_holder
-- purpose: everybody who draws a programme, with what holds for all programmes: where the person lives, what the records
--   say, what speaks against, and how the person would certify if asked
-- grain: one row per person_id in programme_award
-- reads: programme_award, person, evidence_person, weak_combination, negative_open, fact_nhsa_inpatient_settlement,
--   fact_exit_border_crossing, fact_dpf_disabled, rule_immobility, rule_certification, run_parameter
WITH
holder AS (
  SELECT
    award.person_id,
    bool_or(immobile.code IS NOT NULL AND award.benefit_state <> 'TERMINATED') AS is_immobile
  FROM programme_award AS award
  LEFT JOIN rule_immobility AS immobile
    ON immobile.kind = 'PROGRAMME'
    AND immobile.code = award.programme
  GROUP BY award.person_id
),
hospital AS (
  SELECT
    stay.person_id,
    max(stay.event_date) AS hospital_date,
    max(stay.row_id) AS hospital_row
  FROM fact_nhsa_inpatient_settlement AS stay
  CROSS JOIN rule_certification AS rule
  CROSS JOIN run_parameter AS run
  WHERE stay.paid_by_card
    AND try_cast(stay.hospital_level AS BIGINT) >= rule.exempt_hospital_level
    AND stay.event_date <= run.as_of
    AND stay.person_id IS NOT NULL
  GROUP BY stay.person_id
),
border AS (
  SELECT
    crossing.person_id,
    max(crossing.event_date) FILTER (WHERE crossing.direction = 'OUT') AS out_date,
    max(crossing.event_date) FILTER (WHERE crossing.direction = 'IN') AS in_date
  FROM fact_exit_border_crossing AS crossing
  CROSS JOIN run_parameter AS run
  WHERE crossing.event_date <= run.as_of
    AND crossing.person_id IS NOT NULL
  GROUP BY crossing.person_id
),
disabled AS (
  SELECT DISTINCT certificate.person_id
  FROM fact_dpf_disabled AS certificate
  JOIN rule_immobility AS immobile
    ON immobile.kind = 'DISABILITY'
    AND immobile.code = certificate.disability_type
  WHERE try_cast(certificate.disability_grade AS BIGINT) <= immobile.most_grade
    AND coalesce(certificate.cert_state, 'VALID') = 'VALID'
),
known AS (
  SELECT
    holder.person_id,
    coalesce(person.residence_division, person.hukou_division, '') AS place,
    age_years(person.birth_date, run.as_of) AS age_years,
    evidence.* EXCLUDE (person_id, is_immobile),
    weak.weak_date,
    weak.weak_channel,
    weak.weak_rows,
    negative.death_date,
    negative.death_channel,
    negative.custody_date,
    negative.custody_channel,
    negative.negative_rows,
    hospital.hospital_date,
    hospital.hospital_row,
    holder.is_immobile OR coalesce(evidence.is_immobile, FALSE) OR disabled.person_id IS NOT NULL AS is_immobile,
    coalesce(border.out_date > coalesce(greatest(border.in_date, evidence.home_date), DATE '1900-01-01'), FALSE)
      AS is_abroad,
    coalesce(evidence.app_date >= CAST(run.as_of - to_months(CAST(rule.app_months AS INTEGER)) AS DATE), FALSE)
      AS uses_app,
    rule.home_visit_age_years,
    rule.self_service_age_years
  FROM holder
  CROSS JOIN rule_certification AS rule
  CROSS JOIN run_parameter AS run
  LEFT JOIN person USING (person_id)
  LEFT JOIN evidence_person AS evidence USING (person_id)
  LEFT JOIN weak_combination AS weak USING (person_id)
  LEFT JOIN negative_open AS negative USING (person_id)
  LEFT JOIN hospital USING (person_id)
  LEFT JOIN border USING (person_id)
  LEFT JOIN disabled USING (person_id)
)
SELECT
  known.* EXCLUDE (home_visit_age_years, self_service_age_years),
  CASE
    WHEN is_abroad THEN 'CONSULAR'
    WHEN is_immobile OR coalesce(age_years >= home_visit_age_years, FALSE) THEN 'HOME_VISIT'
    WHEN uses_app OR coalesce(age_years < self_service_age_years, FALSE) THEN 'SELF_SERVICE'
    ELSE 'COUNTER'
  END AS route
FROM known
