-- table: changed_decision
-- purpose: the decisions that a change of rules would turn: coverage by person, certification by person and programme,
--   leads by cause; NONE where there is no decision
-- grain: one row per kind and decision_key
-- reads: before_coverage_status, after_coverage_status, before_certification, after_certification, before_risk_lead,
--   after_risk_lead, person
WITH
coverage AS (
  SELECT
    'COVERAGE' AS kind,
    person_id AS decision_key,
    person_id,
    CAST(NULL AS VARCHAR) AS uscc,
    CAST(NULL AS VARCHAR) AS item,
    CAST(NULL AS VARCHAR) AS division,
    coalesce(before.status, 'NONE') AS before,
    coalesce(after.status, 'NONE') AS after
  FROM before_coverage_status AS before
  FULL JOIN after_coverage_status AS after USING (person_id)
),
certification AS (
  SELECT
    'CERTIFICATION' AS kind,
    person_id || '|' || programme AS decision_key,
    person_id,
    CAST(NULL AS VARCHAR) AS uscc,
    programme AS item,
    coalesce(after.division, before.division) AS division,
    coalesce(before.state, 'NONE') AS before,
    coalesce(after.state, 'NONE') AS after
  FROM before_certification AS before
  FULL JOIN after_certification AS after USING (person_id, programme)
),
lead AS (
  SELECT
    'RISK' AS kind,
    lead_id AS decision_key,
    coalesce(after.person_id, before.person_id) AS person_id,
    coalesce(after.uscc, before.uscc) AS uscc,
    coalesce(after.rule, before.rule) AS item,
    coalesce(after.division, before.division) AS division,
    coalesce(before.state, 'NONE') AS before,
    coalesce(after.state, 'NONE') AS after
  FROM before_risk_lead AS before
  FULL JOIN after_risk_lead AS after USING (lead_id)
),
decision AS (
  FROM coverage
  UNION ALL
  FROM certification
  UNION ALL
  FROM lead
)
SELECT
  decision.kind,
  decision.decision_key,
  decision.person_id,
  decision.uscc,
  decision.item,
  coalesce(decision.division, person.residence_division, person.hukou_division) AS division,
  decision.before,
  decision.after
FROM decision
LEFT JOIN person USING (person_id)
WHERE decision.before <> decision.after
