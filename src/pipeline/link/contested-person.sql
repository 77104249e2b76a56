-- table: contested_person
-- purpose: who shares a number with somebody: SHARED_NUMBER two credible people, NAME_CONFLICT a lone name on the
--   number of another, whose number it therefore is not
-- grain: one row per person_id
-- reads: number_person
SELECT
  person_id,
  max(identity_issue) AS identity_issue
FROM number_person
WHERE identity_issue IS NOT NULL
GROUP BY person_id
