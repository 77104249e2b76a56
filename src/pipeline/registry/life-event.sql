-- table: life_event
-- purpose: death and departure of a person. Which codes mean them stands in rule_state_meaning. A death is dated by
--   a row that states the day of death before one that states another day (cremation, cancellation), then by the
--   most trusted; with no day at all by the delivery that first can have known. Of departures the last counts
-- grain: one row per person_id who died or left
-- reads: fact_psb_hukou, fact_psb_cancellation, fact_cab_cremation, fact_nhc_death, rule_state_meaning,
--   delivery_precedence
WITH reported AS (
  SELECT
    person_id,
    row_id,
    'psb_hukou' AS source,
    hukou_state AS code,
    CAST(NULL AS DATE) AS death_date,
    delivered_on AS event_date
  FROM fact_psb_hukou
  UNION ALL
  SELECT
    person_id,
    row_id,
    'psb_cancellation' AS source,
    cancel_reason AS code,
    death_date,
    cancel_date AS event_date
  FROM fact_psb_cancellation
  UNION ALL
  SELECT
    person_id,
    row_id,
    'cab_cremation' AS source,
    '*' AS code,
    death_date,
    coalesce(cremation_date, delivered_on) AS event_date
  FROM fact_cab_cremation
  UNION ALL
  SELECT
    person_id,
    row_id,
    'nhc_death' AS source,
    '*' AS code,
    death_date,
    delivered_on AS event_date
  FROM fact_nhc_death
),
death AS (
  SELECT
    e.person_id,
    e.row_id,
    coalesce(e.death_date, e.event_date) AS death_date,
    row_number() OVER (
      PARTITION BY e.person_id
      ORDER BY e.death_date IS NULL, e.source = 'psb_hukou', d.trust_rank DESC, e.row_id DESC
    ) AS place
  FROM reported e
  JOIN rule_state_meaning m ON m.source = e.source AND m.code = e.code AND m.meaning = 'DECEASED'
  JOIN delivery_precedence d ON d.batch_no = e.row_id >> 32
),
departure AS (
  SELECT
    e.person_id,
    e.row_id,
    e.event_date AS left_date,
    e.code AS left_reason,
    row_number() OVER (PARTITION BY e.person_id ORDER BY e.event_date DESC, e.row_id DESC) AS place
  FROM reported e
  JOIN rule_state_meaning m ON m.source = e.source AND m.code = e.code AND m.meaning = 'LEFT'
)
SELECT
  coalesce(death.person_id, departure.person_id) AS person_id,
  death.death_date,
  death.row_id AS death_row,
  departure.left_date,
  departure.left_reason,
  departure.row_id AS left_row
FROM (SELECT * FROM death WHERE place = 1) death
FULL JOIN (SELECT * FROM departure WHERE place = 1) departure ON departure.person_id = death.person_id
