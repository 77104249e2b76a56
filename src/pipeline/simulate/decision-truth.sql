-- table: decision_truth
-- purpose: which certifications are wrong by the truth of a synthetic city, before and after a change: entitled who is
--   not, or lost who is entitled; and who would have to prove in vain what is true
-- grain: one row per person_id and programme whose number is somebody's in the city
-- reads: before_certification, after_certification, truth_person, truth_award, person_number
WITH award AS (
  SELECT
    number.person_id,
    award.programme,
    bool_or(award.is_entitled) AS is_entitled
  FROM truth_award AS award
  JOIN truth_person AS person USING (truth_id)
  JOIN person_number AS number USING (id_no)
  GROUP BY number.person_id, award.programme
)
SELECT
  award.person_id,
  award.programme,
  award.is_entitled,
  CASE WHEN award.is_entitled THEN before.state = 'LOST' ELSE before.state IN ('ENTITLED', 'RESUMED') END AS wrong_before,
  CASE WHEN award.is_entitled THEN after.state = 'LOST' ELSE after.state IN ('ENTITLED', 'RESUMED') END AS wrong_after,
  award.is_entitled AND before.state NOT IN ('ENTITLED', 'RESUMED', 'LOST') AS in_vain_before,
  award.is_entitled AND after.state NOT IN ('ENTITLED', 'RESUMED', 'LOST') AS in_vain_after
FROM award
JOIN before_certification AS before USING (person_id, programme)
JOIN after_certification AS after USING (person_id, programme)
