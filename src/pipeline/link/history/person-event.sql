-- table: person_event
-- purpose: what happened to ids from publication to publication, and why. Of the records of an id that are now with
--   another: MERGE when the id no longer lives and one person has them; SPLIT when that other is new or lives
--   again, or several have them; else DETACHED here and ATTACHED there. ATTACHED also what is delivered for the first
--   time to somebody who lived. CORRECTED when another number is believed. A decision is the cause where its pair
--   was together and no longer is, or the other way round, since it was made or undone
-- grain: one row per event_id; only ever added to
-- reads: claim_person, claim_link, decided_claim, link_decision_entry, decision_outcome, person_several_number,
--   identity_claim, canonical_number, previous_claim_person, previous_canonical_number, previous_decision_outcome,
--   previous_person_event, next_publication, run_parameter, deployment
WITH present AS (
  SELECT
    n.claim_key,
    n.person_id,
    l.records,
    coalesce(d.link_rule, l.link_rule) AS link_rule
  FROM claim_person n
  JOIN claim_link l ON l.claim_key = n.claim_key
  LEFT JOIN decided_claim d ON d.claim_key = n.claim_key
),
moved AS (
  SELECT
    n.*,
    CASE WHEN p.is_present THEN p.person_id END AS from_id
  FROM present n
  LEFT JOIN previous_claim_person p ON p.claim_key = n.claim_key
  WHERE p.person_id IS NULL
    OR p.person_id <> n.person_id
),
flow AS (
  SELECT
    from_id,
    person_id AS to_id,
    CAST(sum(records) AS BIGINT) AS records,
    min(link_rule) AS link_rule
  FROM moved
  GROUP BY from_id, person_id
),
lived AS (
  SELECT DISTINCT p.person_id
  FROM previous_claim_person p
  SEMI JOIN flow ON flow.to_id = p.person_id
  WHERE p.is_present
),
lives AS (
  SELECT DISTINCT p.person_id
  FROM claim_person p
  SEMI JOIN flow ON flow.from_id = p.person_id
  WHERE p.is_present
),
judged AS (
  SELECT
    f.*,
    lives.person_id IS NOT NULL AS from_lives,
    lived.person_id IS NOT NULL AS to_lived,
    count(*) OVER (PARTITION BY f.from_id) AS heirs
  FROM flow f
  LEFT JOIN lives ON lives.person_id = f.from_id
  LEFT JOIN lived ON lived.person_id = f.to_id
),
-- Where both claims of a pair were and are, for decisions that this run is the first to obey, or no longer obeys.
turned AS (
  SELECT
    e.decision_key,
    CASE WHEN e.undone_on IS NULL THEN 'DECIDED_' ELSE 'UNDONE_' END || e.decision AS rule,
    (e.decision = 'SAME') = (e.undone_on IS NULL) AS joins,
    left_before.person_id AS left_before,
    right_before.person_id AS right_before,
    left_now.person_id AS left_now,
    right_now.person_id AS right_now
  FROM link_decision_entry e
  LEFT JOIN decision_outcome now ON now.decision_key = e.decision_key
  LEFT JOIN previous_decision_outcome before ON before.decision_key = e.decision_key
  JOIN present left_now ON left_now.claim_key = e.left_key
  JOIN present right_now ON right_now.claim_key = e.right_key
  JOIN previous_claim_person left_before ON left_before.claim_key = e.left_key
  JOIN previous_claim_person right_before ON right_before.claim_key = e.right_key
  WHERE coalesce(now.outcome = 'OBEYED', FALSE) <> coalesce(before.outcome = 'OBEYED', FALSE)
),
cause AS (
  SELECT
    j.from_id,
    j.to_id,
    min_by(t.rule, t.decision_key) AS rule,
    min(t.decision_key) AS decision_key
  FROM judged j
  JOIN turned t
    ON (
      t.joins
      AND t.left_before <> t.right_before
      AND t.left_now = j.to_id
      AND t.right_now = j.to_id
      AND j.from_id IN (t.left_before, t.right_before)
    ) OR (
      NOT t.joins
      AND t.left_now <> t.right_now
      AND t.left_before = j.from_id
      AND t.right_before = j.from_id
      AND j.to_id IN (t.left_now, t.right_now)
    )
  GROUP BY j.from_id, j.to_id
),
movement AS (
  SELECT
    CASE
      WHEN j.from_id IS NULL THEN 'ATTACHED'
      WHEN NOT j.from_lives AND j.heirs = 1 THEN 'MERGE'
      WHEN NOT j.from_lives OR NOT j.to_lived THEN 'SPLIT'
      ELSE 'DETACHED'
    END AS kind,
    j.from_id,
    j.to_id,
    j.records,
    coalesce(c.rule, j.link_rule) AS rule,
    c.decision_key
  FROM judged j
  LEFT JOIN cause c ON c.from_id = j.from_id AND c.to_id = j.to_id
  WHERE j.from_id IS NOT NULL
    OR j.to_lived
),
-- People with several numbers now or before; all others have the one they had.
number_now AS (
  SELECT
    p.person_id,
    c.id_no,
    short_hash(deployment.person_salt || '|number|' || c.id_no) AS number_key,
    sum(c.records) AS records
  FROM claim_person p
  JOIN identity_claim c ON c.claim_key = p.claim_key
  LEFT JOIN person_several_number s ON s.person_id = p.person_id AND s.id_no = c.id_no
  CROSS JOIN deployment
  WHERE c.id_no IS NOT NULL
    AND (
      s.is_canonical
      OR (s.person_id IS NULL AND p.person_id IN (SELECT person_id FROM previous_canonical_number))
    )
  GROUP BY p.person_id, c.id_no, deployment.person_salt
),
had_number AS (
  SELECT DISTINCT
    p.person_id,
    c.id_no
  FROM previous_claim_person p
  JOIN identity_claim c ON c.claim_key = p.claim_key
  SEMI JOIN canonical_number n ON n.person_id = p.person_id
  WHERE p.is_present
    AND c.id_no IS NOT NULL
),
corrected AS (
  SELECT
    n.person_id,
    CAST(n.records AS BIGINT) AS records
  FROM number_now n
  LEFT JOIN previous_canonical_number before ON before.person_id = n.person_id
  LEFT JOIN had_number h ON h.person_id = n.person_id AND h.id_no = n.id_no
  WHERE CASE
    WHEN before.person_id IS NOT NULL THEN before.number_key <> n.number_key
    ELSE h.person_id IS NULL
      AND n.person_id IN (SELECT person_id FROM previous_claim_person WHERE is_present)
  END
),
event AS (
  SELECT
    kind,
    CASE WHEN kind = 'ATTACHED' THEN to_id ELSE from_id END AS person_id,
    CASE WHEN kind = 'ATTACHED' THEN from_id ELSE to_id END AS other_id,
    records,
    rule,
    decision_key
  FROM movement
  UNION ALL
  SELECT 'ATTACHED', to_id, from_id, records, rule, decision_key
  FROM movement
  WHERE kind = 'DETACHED'
  UNION ALL
  SELECT 'CORRECTED', person_id, NULL, records, 'NUMBER_VOTE', NULL
  FROM corrected
)
SELECT
  event_id,
  publication,
  as_of,
  kind,
  person_id,
  other_id,
  records,
  rule,
  decision_key
FROM previous_person_event
UNION ALL
SELECT
  short_hash(concat_ws('|', next_publication.number, e.kind, e.person_id, coalesce(e.other_id, ''))) AS event_id,
  next_publication.number AS publication,
  parameter.as_of,
  e.kind,
  e.person_id,
  e.other_id,
  e.records,
  e.rule,
  e.decision_key
FROM event e
CROSS JOIN next_publication
CROSS JOIN run_parameter parameter
