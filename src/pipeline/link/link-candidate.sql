-- table: link_candidate
-- purpose: whom each claim may be about, and what follows. The candidates of a claim compete with one another and
--   with "nobody we know", which weighs what the share of claims of nobody known does (unknown_share): probability is a
--   candidate's share of the odds of all, margin the bits before the next best.
--   A claim goes to its best candidate (LINK) from probability 0.95 on, when evidence beyond name, sex and phone
--   speaks for it; never to the owner of the number that it contradicts. A person with a number of its own goes nowhere
--   by weight, but for three whose number is not theirs: of a single row, it ends in 000 and agrees in 15 digits and in
--   name with a person of the hukou (ROUNDED); of a single row, it is right by chance, for name, birth date and home or
--   a personal or account number are those of a person better known (MISPRINT); it is shared with somebody of another
--   name, and all speaks for a person with another number (RELATIVE_NUMBER). Other persons of whom all speaks for one
--   (two numbers), and claims that are not sure, are for people to judge (REVIEW). What people decided stands above the
--   weights
-- grain: one row per claim_id (a subject_id with is_claim) and person_id (raw)
-- reads: link_score, link_subject, link_decision, identity_record
WITH RECURSIVE decided_key AS (
  SELECT left_key AS claim_key, right_key AS other_key, decision
  FROM link_decision
  UNION ALL
  SELECT right_key, left_key, decision
  FROM link_decision
),
-- Subjects by any of their claims that a decision names.
keyed_subject AS (
  SELECT DISTINCT
    k.claim_key,
    coalesce(claim.subject_id, person.subject_id) AS subject_id
  FROM (SELECT DISTINCT claim_key FROM decided_key) k
  JOIN identity_record r ON r.claim_key = k.claim_key
  LEFT JOIN link_subject claim ON claim.subject_id = r.claim_key
  LEFT JOIN link_subject person ON person.id_no = r.id_no AND claim.subject_id IS NULL
),
decided_pair AS (
  SELECT
    l.subject_id AS claim_id,
    r.subject_id AS person_id,
    -- Two decisions on claims of the same two: DIFFERENT is the safer.
    min(d.decision) AS decision
  FROM decided_key d
  JOIN keyed_subject l ON l.claim_key = d.claim_key
  JOIN keyed_subject r ON r.claim_key = d.other_key
  WHERE l.subject_id <> r.subject_id
  GROUP BY l.subject_id, r.subject_id
),
scored_pair AS (
  SELECT
    claim_id,
    person_id,
    weight,
    bits,
    name_level,
    birth_date_level,
    number_level,
    rounded_level,
    coalesce(home_level, 'missing') NOT IN ('missing', 'else') AS is_of_home,
    greatest(personal_no_weight, account_no_weight) > 0 AS has_own_number,
    greatest(birth_date_weight, 0) + greatest(number_weight, 0) + greatest(rounded_weight, 0)
      + greatest(home_weight, 0) + greatest(village_weight, 0) + greatest(personal_no_weight, 0) + greatest(account_no_weight, 0)
      + greatest(uscc_weight, 0) AS evidence_bits
  FROM link_score
  WHERE claim_id <> person_id
),
pair AS (
  SELECT
    coalesce(s.claim_id, d.claim_id) AS claim_id,
    coalesce(s.person_id, d.person_id) AS person_id,
    s.* EXCLUDE (claim_id, person_id),
    d.decision AS decided
  FROM scored_pair s
  FULL JOIN decided_pair d ON d.claim_id = s.claim_id AND d.person_id = s.person_id
),
rival AS MATERIALIZED (
  SELECT
    p.*,
    c.kind,
    c.main_claim_key AS claim_key,
    c.records AS claim_records,
    c.number_owner_id,
    c.is_shared,
    o.is_shared AS is_person_shared,
    o.main_claim_key AS person_key,
    o.is_in_hukou,
    o.records AS person_records,
    -- Beyond 2^60 all odds are one.
    CASE WHEN p.decided = 'DIFFERENT' OR p.bits IS NULL THEN 0 ELSE pow(2, least(p.bits, 60)) END AS odds
  FROM pair p
  JOIN link_subject c ON c.subject_id = p.claim_id
  JOIN link_subject o ON o.subject_id = p.person_id AND o.kind = 'PERSON'
  -- Two on one number are two already.
  WHERE c.id_no IS NULL OR c.id_no <> o.id_no
),
-- Persons of a number that is not theirs, and whose person each is.
moving_person AS (
  SELECT
    claim_id,
    person_id,
    CASE
      WHEN claim_records = 1 AND is_in_hukou AND person_records > 1 AND rounded_level = 'exact' AND name_level = 'exact'
        THEN 'ROUNDED'
      WHEN claim_records = 1 AND person_records > 1 AND NOT is_shared AND NOT is_person_shared AND name_level = 'exact'
        AND (is_of_home AND birth_date_level = 'exact' OR has_own_number AND birth_date_level IN ('exact', 'one_digit'))
        THEN 'MISPRINT'
      WHEN is_shared AND NOT is_person_shared AND evidence_bits >= 14
        AND name_level IN ('exact', 'variant', 'homophone') THEN 'RELATIVE_NUMBER'
    END AS move
  FROM rival
  WHERE kind = 'PERSON'
  QUALIFY odds / (1 + sum(odds) OVER (PARTITION BY claim_id)) >= 0.999
    AND NOT coalesce(bool_or(decided = 'SAME') OVER (PARTITION BY claim_id), FALSE)
),
-- Of candidates who are one person, because the one moves to the other, only the best competes.
competitor AS MATERIALIZED (
  SELECT
    r.* EXCLUDE (odds),
    m.move,
    CASE
      WHEN r.kind = 'PERSON' THEN r.odds
      WHEN row_number() OVER (
        PARTITION BY r.claim_id, coalesce(into_person.person_id, r.person_id)
        ORDER BY r.odds DESC, r.person_id
      ) = 1 THEN r.odds
      ELSE 0
    END AS odds
  FROM rival r
  LEFT JOIN moving_person m ON m.claim_id = r.claim_id AND m.person_id = r.person_id
  LEFT JOIN moving_person into_person ON into_person.claim_id = r.person_id AND into_person.move IS NOT NULL
),
claim_odds AS MATERIALIZED (
  SELECT
    s.subject_id,
    coalesce(sum(c.odds), 0) AS odds
  FROM link_subject s
  LEFT JOIN competitor c ON c.claim_id = s.subject_id
  WHERE s.kind = 'NO_NUMBER'
  GROUP BY s.subject_id
),
-- The share of claims without number whose person is not among the candidates, which agrees with itself: a claim is of
-- nobody known with probability share / (share + odds). Twenty claims half of which are known stand at the beginning,
-- for there may be few.
unknown_round AS (
  SELECT 0 AS round, CAST(1 AS DOUBLE) AS share
  UNION ALL
  SELECT u.round + 1, (10 + sum(u.share / (u.share + c.odds))) / (20 + count(*))
  FROM unknown_round u
  CROSS JOIN claim_odds c
  WHERE u.round < 12
  GROUP BY u.round, u.share
),
unknown_share AS (
  SELECT min_by(share, -round) AS share
  FROM unknown_round
),
placed AS (
  SELECT
    c.*,
    odds / (
      CASE WHEN kind = 'NO_NUMBER' THEN unknown_share.share ELSE 1 END + sum(odds) OVER (PARTITION BY claim_id)
    ) AS probability,
    bits - lead(CASE WHEN odds > 0 THEN bits END) OVER (PARTITION BY claim_id ORDER BY odds DESC, person_id) AS margin,
    row_number() OVER (PARTITION BY claim_id ORDER BY odds DESC, person_id) AS place,
    bool_or(decided = 'SAME') OVER (PARTITION BY claim_id) AS is_decided
  FROM competitor c
  CROSS JOIN unknown_share
),
judged AS (
  SELECT
    *,
    CASE
      WHEN decided = 'DIFFERENT' THEN 'DECIDED_DIFFERENT'
      WHEN decided = 'SAME' THEN 'DECIDED_SAME'
      WHEN is_decided THEN 'DECIDED_ELSEWHERE'
      WHEN place > 1 OR probability < 0.1 THEN 'UNLIKELY'
      WHEN move IS NOT NULL THEN move
      WHEN kind = 'PERSON' AND probability >= 0.9 AND evidence_bits >= 20 THEN 'TWO_NUMBERS'
      WHEN kind = 'PERSON' THEN 'UNLIKELY'
      WHEN person_id = number_owner_id THEN 'NUMBER_OWNER'
      WHEN evidence_bits < 3 THEN 'NAME_AND_PHONE'
      WHEN probability < 0.95 THEN 'UNCERTAIN'
      -- A wrong name on a right number looks like a relative who shares address and account, and a brother may bear
      -- the name.
      WHEN kind = 'NAME_CONFLICT'
        AND (coalesce(name_level, 'else') NOT IN ('exact', 'variant', 'homophone') OR birth_date_level = 'else')
        THEN 'UNCERTAIN'
      WHEN probability < 0.999 AND coalesce(name_level, 'missing') IN ('missing', 'else') THEN 'UNCERTAIN'
      ELSE 'SURE'
    END AS rule
  FROM placed
)
SELECT
  claim_id,
  person_id,
  kind,
  least(claim_key, person_key) AS left_key,
  greatest(claim_key, person_key) AS right_key,
  weight,
  probability,
  margin,
  CASE
    WHEN rule IN ('SURE', 'ROUNDED', 'MISPRINT', 'RELATIVE_NUMBER') THEN 'LINK'
    -- Two people with numbers of their own are joined by `decided_claim`.
    WHEN rule = 'DECIDED_SAME' AND kind <> 'PERSON' THEN 'LINK'
    WHEN rule IN ('UNCERTAIN', 'NUMBER_OWNER', 'TWO_NUMBERS') THEN 'REVIEW'
    WHEN rule = 'NAME_AND_PHONE' AND probability >= 0.9 THEN 'REVIEW'
    ELSE 'NO'
  END AS decision,
  rule,
  rule = 'MISPRINT' OR coalesce(number_level NOT IN ('missing', 'else'), FALSE)
    OR coalesce(rounded_level = 'exact', FALSE) AS is_number_slip
FROM judged
