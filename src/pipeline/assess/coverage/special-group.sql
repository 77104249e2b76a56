-- table: special_group
-- purpose: the one special group of the resident pension to which a person belongs now: help is given once
-- grain: one row per person_id in a group
-- reads: fact_cab_tekun, fact_agri_poverty_watch, fact_cab_dibao, fact_dpf_disabled, fact_org_village_cadre,
--   fact_nhc_family_planning, rule_special_group, rule_special_group_source, rule_disability_group, run_parameter
WITH
listed AS (
  SELECT person_id, 'cab_tekun' AS source, '*' AS column_name, '*' AS code, row_id
  FROM fact_cab_tekun
  UNION ALL
  SELECT person_id, 'agri_poverty_watch', '*', '*', row_id
  FROM fact_agri_poverty_watch
  WHERE NOT coalesce(risk_cleared, FALSE)
  UNION ALL
  SELECT person_id, 'cab_dibao', 'member_kind', member_kind, row_id
  FROM fact_cab_dibao
  UNION ALL
  SELECT cadre.person_id, 'org_village_cadre', '*', '*', cadre.row_id
  FROM fact_org_village_cadre AS cadre
  CROSS JOIN run_parameter AS run
  WHERE coalesce(cadre.from_date <= run.as_of, TRUE)
    AND coalesce(cadre.to_date > run.as_of, TRUE)
  UNION ALL
  SELECT person_id, 'nhc_family_planning', '*', '*', row_id
  FROM fact_nhc_family_planning
),
member AS (
  SELECT
    listed.person_id,
    rule.special_group,
    listed.row_id
  FROM listed
  JOIN rule_special_group_source AS rule USING (source, column_name, code)
  UNION ALL
  SELECT
    disabled.person_id,
    rule.special_group,
    disabled.row_id
  FROM fact_dpf_disabled AS disabled
  JOIN rule_disability_group AS rule USING (disability_type, disability_grade)
  WHERE coalesce(disabled.cert_state, 'VALID') = 'VALID'
),
numbered AS (
  SELECT
    member.person_id,
    member.special_group,
    rule.gov_paid,
    member.row_id,
    row_number() OVER (PARTITION BY member.person_id ORDER BY rule.priority, member.row_id) AS place
  FROM member
  JOIN rule_special_group AS rule USING (special_group)
)
SELECT
  person_id,
  special_group,
  gov_paid,
  row_id
FROM numbered
WHERE place = 1
