-- table: residence
-- purpose: where each resident lives, all of it from one row, so that grid, dwelling and address belong together:
--   a record of a source that lists residents, in a grid before a permit without one, then the latest seen, then
--   the most trusted, then the last row. A record of somebody AWAY is no residence and ends an older one in the
--   same grid. Residents listed without a place count too. The list also says whose hukou is elsewhere: newcomers,
--   people split from their hukou, and everybody who needs a permit
-- grain: one row per person_id listed as living here
-- reads: identity_record, person_link, rule_state_meaning
WITH resident_source AS (
  SELECT DISTINCT source
  FROM rule_state_meaning
  WHERE meaning = 'RESIDENT'
),
listed AS (
  SELECT
    l.person_id,
    r.row_id,
    r.trust,
    r.recorded_on,
    r.residence_division,
    r.residence_address,
    r.grid_code,
    r.dwelling_code,
    r.relation_to_head,
    r.source = 'psb_residence_permit'
      OR coalesce(r.residence_type IN ('MIGRANT_IN', 'RESIDENT_SPLIT'), FALSE) AS is_hukou_elsewhere,
    away.code IS NOT NULL AS is_away
  FROM identity_record r
  JOIN resident_source USING (source)
  JOIN person_link l ON l.row_id = r.row_id AND l.role = r.role
  LEFT JOIN rule_state_meaning away
    ON away.source = r.source
    AND away.column_name = 'residence_type'
    AND away.code = r.residence_type
    AND away.meaning = 'AWAY'
  WHERE r.role = 'self'
),
departure AS (
  SELECT
    person_id,
    grid_code,
    max(recorded_on) AS recorded_on
  FROM listed
  WHERE is_away
  GROUP BY person_id, grid_code
),
placed AS (
  SELECT
    r.*,
    max(r.recorded_on) OVER (PARTITION BY r.person_id) AS last_seen_on,
    row_number() OVER (
      PARTITION BY r.person_id
      ORDER BY r.grid_code IS NULL, r.recorded_on DESC, r.trust DESC, r.row_id DESC
    ) AS place
  FROM listed r
  LEFT JOIN departure d
    ON d.person_id = r.person_id
    AND d.grid_code = r.grid_code
  WHERE NOT r.is_away
    AND coalesce(d.recorded_on <= r.recorded_on, TRUE)
)
SELECT
  person_id,
  row_id,
  last_seen_on,
  coalesce(substr(grid_code, 1, 12), residence_division) AS residence_division,
  residence_address,
  grid_code,
  dwelling_code,
  relation_to_head,
  is_hukou_elsewhere
FROM placed
WHERE place = 1
