-- table: link_subject
-- purpose: whom linking compares, and by what: the persons whose number says who they are (PERSON), and the claims, of
--   which nobody knows yet (NO_NUMBER, NAME_CONFLICT). A person whose number is doubtful is looked for like a claim
--   (`is_claim`): the hukou does not know it, it stands in a single row, or two people have it. Of a person all that its records say, of a claim what its rows
--   say. What an attribute means is kept: a booklet, a village, a unit may be shared by many, a personal number by
--   nobody. Values that are only equal or not stand as their hash. `trait_key` is the hash of all that is compared: who has the same key need not be compared again. A lone
--   contradicting name does not own its number, so its number is no evidence; of a rounded number the first 15 digits
--   are. An identity table
-- grain: one row per subject_id: raw person_id of a PERSON, claim_key of a claim
-- reads: identity_record, number_person, deployment
WITH owner AS (
  SELECT DISTINCT id_no, person_id
  FROM number_person
  WHERE link_rule <> 'ID_NAME_CONFLICT'
),
said AS (
  SELECT
    CASE
      WHEN r.id_no IS NULL OR n.identity_issue = 'NAME_CONFLICT' THEN r.claim_key
      ELSE coalesce(n.person_id, owner.person_id, r.id_no)
    END AS subject,
    CASE
      WHEN r.id_no IS NULL THEN 'NO_NUMBER'
      WHEN n.identity_issue = 'NAME_CONFLICT' THEN 'NAME_CONFLICT'
      ELSE 'PERSON'
    END AS kind,
    r.claim_key,
    CASE
      WHEN r.id_no IS NULL
        THEN short_hash(deployment.person_salt || '|' || r.source || '|' || r.role || '|' || r.business_key)
      ELSE coalesce(n.person_id, owner.person_id)
    END AS own_person_id,
    -- Another name on the number is only another spelling of the person's.
    r.id_no IS NULL OR coalesce(n.name = n.person_name, TRUE) AS is_own_name,
    r.row_id,
    r.source,
    r.id_no,
    r.id_kind,
    written_number(r.id_no_raw, r.id_issue) AS written_number,
    r.name,
    r.birth_date,
    CASE WHEN r.sex IN ('1', '2') THEN r.sex END AS sex,
    hash_text(
      coalesce(
        village_code(r.residence_division),
        substr(r.grid_code, 1, 12),
        village_code(r.village_division),
        village_code(r.hukou_division)
      )
    ) AS village,
    CASE
      WHEN coalesce(r.residence_division, r.grid_code) IS NOT NULL THEN hash_text(village_code(r.hukou_division))
    END AS hukou_village,
    hash_text('B' || r.hukou_no) AS hukou_no,
    hash_text(address_text(coalesce(r.residence_address, r.hukou_address))) AS address,
    CASE WHEN r.residence_address IS NOT NULL THEN hash_text(address_text(r.hukou_address)) END AS hukou_address,
    hash_text(coalesce('P' || r.personal_no, 'S' || r.student_no)) AS personal_no,
    hash_text(r.account_no) AS account_no,
    hash_text(r.uscc) AS uscc,
    hash_text(r.mobile) AS mobile,
    -- The most trusted source first, then the last row.
    (CAST(r.trust AS BIGINT) << 53) + r.row_id AS precedence
  FROM identity_record r
  LEFT JOIN number_person n ON n.id_no = r.id_no AND n.name = r.name
  -- A row without a name follows the number.
  LEFT JOIN owner ON owner.id_no = CASE WHEN r.name IS NULL THEN r.id_no END
  CROSS JOIN deployment
),
described AS (
  SELECT
    subject,
    any_value(kind) AS kind,
    any_value(own_person_id) AS own_person_id,
    coalesce(
      max_by(claim_key, precedence) FILTER (is_own_name AND name IS NOT NULL),
      max_by(claim_key, precedence)
    ) AS main_claim_key,
    any_value(id_no) AS id_no,
    max(id_kind) AS id_kind,
    max_by(written_number, precedence) FILTER (written_number IS NOT NULL) AS written_number,
    coalesce(
      max_by(name, precedence) FILTER (is_own_name AND name IS NOT NULL),
      max_by(name, precedence) FILTER (name IS NOT NULL)
    ) AS name,
    max_by(birth_date, precedence) FILTER (birth_date IS NOT NULL) AS stated_birth,
    max_by(sex, precedence) FILTER (sex IS NOT NULL) AS stated_sex,
    bool_or(source = 'psb_hukou') AS is_in_hukou,
    count(*) AS records,
    max_by(row_id, precedence) AS row_id,
    list(village) FILTER (village IS NOT NULL) AS villages,
    list(hukou_village) FILTER (hukou_village IS NOT NULL) AS hukou_villages,
    list(hukou_no) FILTER (hukou_no IS NOT NULL) AS hukou_nos,
    list(address) FILTER (address IS NOT NULL) AS addresses,
    list(hukou_address) FILTER (hukou_address IS NOT NULL) AS hukou_addresses,
    list(personal_no) FILTER (personal_no IS NOT NULL) AS personal_nos,
    list(account_no) FILTER (account_no IS NOT NULL) AS account_nos,
    list(uscc) FILTER (uscc IS NOT NULL) AS usccs,
    list(mobile) FILTER (mobile IS NOT NULL) AS mobiles
  FROM said
  GROUP BY subject
),
contested_number AS (
  SELECT
    id_no,
    count(DISTINCT person_id) FILTER (identity_issue = 'SHARED_NUMBER') AS sharers
  FROM number_person
  GROUP BY id_no
),
compared AS (
  SELECT
    CASE
      WHEN s.kind = 'PERSON' AND s.own_person_id IS NULL THEN short_hash(deployment.person_salt || '|' || s.id_no)
      ELSE s.subject
    END AS subject_id,
    s.kind,
    s.own_person_id,
    s.main_claim_key,
    s.is_in_hukou,
    s.kind = 'PERSON' AND coalesce(c.sharers > 0, FALSE) AS is_shared,
    s.records,
    s.row_id,
    -- Whose number it is that a contradicting name stands on.
    CASE
      WHEN s.kind = 'NAME_CONFLICT' THEN short_hash(deployment.person_salt || '|' || s.id_no)
    END AS number_owner_id,
    CASE WHEN s.kind = 'PERSON' THEN s.id_no END AS id_no,
    CASE WHEN s.kind = 'NO_NUMBER' AND right(s.written_number, 3) <> '000' THEN s.written_number END AS written_number,
    CASE WHEN s.kind = 'PERSON' THEN substr(s.id_no, 1, 15) END AS number_head,
    CASE
      WHEN s.kind = 'NAME_CONFLICT' THEN NULL
      WHEN s.kind = 'PERSON' AND s.is_in_hukou THEN NULL
      WHEN length(coalesce(s.written_number, s.id_no)) <> 18 THEN NULL
      WHEN right(coalesce(s.written_number, s.id_no), 3) = '000' THEN substr(coalesce(s.written_number, s.id_no), 1, 15)
    END AS rounded_head,
    s.name,
    CASE
      WHEN s.kind <> 'PERSON' THEN s.stated_birth
      WHEN c.sharers > 0 THEN coalesce(s.stated_birth, number_birth_date(s.id_no, s.id_kind))
      ELSE coalesce(number_birth_date(s.id_no, s.id_kind), s.stated_birth)
    END AS birth_date,
    CASE
      WHEN s.kind <> 'PERSON' THEN s.stated_sex
      WHEN c.sharers > 0 THEN coalesce(s.stated_sex, number_sex(s.id_no, s.id_kind))
      ELSE coalesce(number_sex(s.id_no, s.id_kind), s.stated_sex)
    END AS sex,
    sorted_set(s.villages, s.hukou_villages) AS villages,
    sorted_set(list_concat(s.hukou_nos, s.addresses), s.hukou_addresses) AS homes,
    sorted_set(s.personal_nos, NULL) AS personal_nos,
    sorted_set(s.account_nos, NULL) AS account_nos,
    sorted_set(s.usccs, NULL) AS usccs,
    sorted_set(s.mobiles, NULL) AS mobiles
  FROM described s
  LEFT JOIN contested_number c ON c.id_no = s.id_no
  CROSS JOIN deployment
)
SELECT
  * REPLACE (coalesce(own_person_id, subject_id) AS own_person_id),
  -- A home lies in its village: where the home is known, the village says nothing more.
  CASE WHEN homes IS NULL THEN villages END AS lone_villages,
  kind <> 'PERSON' OR NOT is_in_hukou OR records = 1 OR is_shared AS is_claim,
  hash(
    kind <> 'PERSON' OR NOT is_in_hukou OR records = 1 OR is_shared,
    id_no, written_number, rounded_head, name, birth_date, sex, homes, villages, personal_nos, account_nos,
    usccs, mobiles
  ) AS trait_key
FROM compared
