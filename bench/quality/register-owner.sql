-- table: register_owner
-- purpose: who a person of the register really is: the one whom most of its records with a usable number are about
--   (with none, most of its records; between equals the first in the city). Of several register persons of one
--   real person, the one with most such records is the main one (between equals the one with the first row, because
--   person_id hangs on the secret of the home), the others are splits
-- grain: one row per person_id
-- reads: linked_record
WITH
claim AS (
  SELECT
    person_id,
    truth_id,
    count(*) FILTER (WHERE has_usable_number) AS usable_records,
    count(*) AS records,
    min(row_id) AS first_row_id
  FROM linked_record
  WHERE truth_id IS NOT NULL
  GROUP BY
    person_id,
    truth_id
),
ranked_claim AS (
  SELECT
    *,
    count(*) OVER (PARTITION BY person_id) AS truth_people,
    row_number() OVER (
      PARTITION BY person_id
      ORDER BY usable_records DESC, records DESC, truth_id
    ) AS place
  FROM claim
)
SELECT
  person_id,
  truth_id,
  truth_people,
  usable_records > 0 AS has_usable_number,
  row_number() OVER (
    PARTITION BY truth_id
    ORDER BY usable_records DESC, records DESC, first_row_id, person_id
  ) = 1 AS is_main
FROM ranked_claim
WHERE place = 1
