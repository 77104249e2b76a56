-- table: tag_register
-- purpose: lists T08–T14 and T20–T23: people whom a department's register names
-- grain: one row per person_id, tag and source row
-- reads: person, person_lineage, scope_exclusion, fact_cab_dibao, fact_cab_tekun, fact_agri_poverty_watch,
--   fact_dpf_disabled, fact_vet_veteran, fact_edu_graduate, fact_hrss_land_lost, fact_org_village_cadre,
--   rule_person_list, run_parameter
SELECT person_id, 'T08' AS tag, since, row_id
FROM scope_exclusion
WHERE exclusion = 'STUDENT'
UNION ALL
SELECT person_id, 'T09' AS tag, from_date AS since, row_id
FROM fact_cab_dibao
UNION ALL
SELECT person_id, 'T10' AS tag, from_date AS since, row_id
FROM fact_cab_tekun
UNION ALL
SELECT person_id, 'T11' AS tag, identified_date AS since, row_id
FROM fact_agri_poverty_watch
WHERE NOT coalesce(risk_cleared, FALSE)
UNION ALL
SELECT person_id, 'T12' AS tag, issue_date AS since, row_id
FROM fact_dpf_disabled
WHERE coalesce(cert_state, 'VALID') = 'VALID'
UNION ALL
SELECT veteran.person_id, 'T13' AS tag, veteran.discharge_date AS since, veteran.row_id
FROM fact_vet_veteran AS veteran
CROSS JOIN run_parameter AS run
WHERE coalesce(veteran.discharge_date <= run.as_of, TRUE)
UNION ALL
SELECT graduate.person_id, 'T14' AS tag, graduate.graduation_date AS since, graduate.row_id
FROM fact_edu_graduate AS graduate
CROSS JOIN run_parameter AS run
JOIN rule_person_list AS list
  ON list.tag = 'T14'
WHERE graduate.graduation_date <= run.as_of
  AND date_month_index(run.as_of) - date_month_index(graduate.graduation_date) <= list.window_months
UNION ALL
SELECT person_id, 'T20' AS tag, confirmed_date AS since, row_id
FROM fact_hrss_land_lost
UNION ALL
SELECT cadre.person_id, 'T21' AS tag, cadre.from_date AS since, cadre.row_id
FROM fact_org_village_cadre AS cadre
CROSS JOIN run_parameter AS run
WHERE coalesce(cadre.from_date <= run.as_of, TRUE)
  AND coalesce(cadre.to_date > run.as_of, TRUE)
UNION ALL
SELECT person_id, 'T22' AS tag, since, row_id
FROM scope_exclusion
WHERE exclusion = 'CUSTODY'
UNION ALL
SELECT person.person_id, 'T23' AS tag, person.death_date AS since, lineage.death_date_row AS row_id
FROM person
CROSS JOIN run_parameter AS run
LEFT JOIN person_lineage AS lineage USING (person_id)
WHERE person.death_date <= run.as_of
