-- table: reachable_record
-- purpose: what linking could reach at all, as a yardstick: a record without an own number is within reach when
--   something that it states exactly (an office's number of the person, or name or birth date with one thing more)
--   is stated by records with an own number of one single person, the right one. Slips of name and date reach further
-- grain: one row per record of measured_record without an own number
-- reads: measured_record, identity_record, record_result
WITH
stated AS (
  SELECT
    record.row_id,
    record.role,
    record.truth_id,
    record.number_state = 'OWN' AS is_own,
    said.name,
    coalesce(said.birth_date, CASE WHEN record.number_state = 'OWN' THEN number_birth END) AS birth_date,
    said.* EXCLUDE (name, birth_date)
  FROM measured_record AS record
  JOIN (
    SELECT
      row_id,
      role,
      name,
      birth_date,
      try_cast(try_strptime(substr(id_no, 7, 8), '%Y%m%d') AS DATE) AS number_birth,
      coalesce(
        id_no,
        -- numbers of schools and of the disabled are made of it
        nullif(regexp_extract(business_key, '[1-9][0-9]{16}[0-9X]'), '')
      ) AS citizen_no,
      department,
      personal_no,
      account_no,
      uscc,
      mobile,
      hukou_no,
      hukou_address,
      residence_address,
      dwelling_code,
      coalesce(residence_division, village_division, substr(grid_code, 1, 12), hukou_division) AS village
    FROM identity_record
  ) AS said USING (row_id, role)
),
keyed AS (
  SELECT
    row_id,
    role,
    truth_id,
    is_own,
    unnest([
      CASE WHEN citizen_no IS NOT NULL THEN hash('citizen', citizen_no) END,
      CASE WHEN personal_no IS NOT NULL THEN hash('personal', personal_no) END,
      CASE WHEN name IS NOT NULL AND birth_date IS NOT NULL THEN hash('name, birth', name, birth_date) END,
      CASE WHEN name IS NOT NULL AND account_no IS NOT NULL THEN hash('name, account', name, account_no) END,
      CASE WHEN name IS NOT NULL AND uscc IS NOT NULL THEN hash('name, unit', name, uscc) END,
      CASE WHEN name IS NOT NULL AND mobile IS NOT NULL THEN hash('name, mobile', name, mobile) END,
      CASE WHEN name IS NOT NULL AND hukou_no IS NOT NULL THEN hash('name, booklet', name, hukou_no) END,
      CASE WHEN name IS NOT NULL AND hukou_address IS NOT NULL THEN hash('name, hukou', name, hukou_address) END,
      CASE WHEN name IS NOT NULL AND residence_address IS NOT NULL THEN hash('name, home', name, residence_address) END,
      CASE WHEN name IS NOT NULL AND dwelling_code IS NOT NULL THEN hash('name, dwelling', name, dwelling_code) END,
      CASE WHEN name IS NOT NULL AND village IS NOT NULL THEN hash('name, village', name, village) END,
      CASE WHEN birth_date IS NOT NULL AND mobile IS NOT NULL THEN hash('birth, mobile', birth_date, mobile) END,
      CASE WHEN birth_date IS NOT NULL AND uscc IS NOT NULL THEN hash('birth, unit', birth_date, uscc) END,
      CASE WHEN birth_date IS NOT NULL AND hukou_no IS NOT NULL THEN hash('birth, booklet', birth_date, hukou_no) END,
      CASE WHEN birth_date IS NOT NULL AND hukou_address IS NOT NULL THEN hash('birth, hukou', birth_date, hukou_address) END,
      CASE WHEN birth_date IS NOT NULL AND residence_address IS NOT NULL THEN hash('birth, home', birth_date, residence_address) END
    ]) AS key
  FROM stated
),
asked AS (
  SELECT row_id, role, truth_id, key
  FROM keyed
  WHERE NOT is_own
    AND key IS NOT NULL
),
answer AS (
  SELECT
    key,
    min(truth_id) AS first_truth_id,
    max(truth_id) AS last_truth_id
  FROM keyed
  WHERE is_own
    AND key IN (SELECT key FROM asked)
  GROUP BY key
),
found AS (
  SELECT DISTINCT asked.row_id, asked.role
  FROM asked
  JOIN answer USING (key)
  WHERE answer.first_truth_id = answer.last_truth_id
    AND answer.first_truth_id = asked.truth_id
),
known_person AS (
  SELECT DISTINCT truth_id
  FROM measured_record
  WHERE number_state = 'OWN'
)
SELECT
  result.row_id,
  result.role,
  result.source,
  result.result,
  known_person.truth_id IS NOT NULL AS is_known,
  found.row_id IS NOT NULL AS is_reachable
FROM record_result AS result
LEFT JOIN found USING (row_id, role)
LEFT JOIN known_person USING (truth_id)
WHERE result.number_state <> 'OWN'
