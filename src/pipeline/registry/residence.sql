-- table: residence
-- purpose: where each resident lives, all of it from one row, so that grid, dwelling and address belong together:
--   a record of a source that lists residents, in a grid before a permit without one, then the latest seen, then
--   the most trusted, then the last row. A record of somebody AWAY is no residence and ends an older one in the
--   same grid. Residents listed without a place count too. A listing without dwelling code is placed in the one
--   dwelling of its grid that has exactly its address. The list also says whose hukou is elsewhere: newcomers,
--   people split from their hukou, and everybody who needs a permit
-- grain: one row per person_id listed as living here
-- reads: identity_record, person_link, standard_grid_dwelling, rule_state_meaning
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
),
unplaced AS (
  SELECT DISTINCT
    grid_code,
    residence_address
  FROM placed
  WHERE place = 1
    AND dwelling_code IS NULL
),
address_dwelling AS (
  SELECT
    d.grid_code,
    d.address,
    min(d.dwelling_code) AS dwelling_code
  FROM standard_grid_dwelling d
  JOIN unplaced u ON u.grid_code = d.grid_code AND u.residence_address = d.address
  GROUP BY d.grid_code, d.address
  HAVING min(d.dwelling_code) = max(d.dwelling_code)
)
SELECT
  p.person_id,
  p.row_id,
  p.last_seen_on,
  coalesce(substr(p.grid_code, 1, 12), p.residence_division) AS residence_division,
  p.residence_address,
  p.grid_code,
  coalesce(p.dwelling_code, a.dwelling_code) AS dwelling_code,
  p.relation_to_head,
  p.is_hukou_elsewhere
FROM placed p
LEFT JOIN address_dwelling a
  ON a.grid_code = CASE WHEN p.dwelling_code IS NULL THEN p.grid_code END
  AND a.address = p.residence_address
WHERE p.place = 1
