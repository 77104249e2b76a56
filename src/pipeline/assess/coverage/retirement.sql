-- table: retirement
-- purpose: statutory retirement month of each person, and the contribution months that its year demands
-- grain: one row per person_id with a birth date
-- reads: person, enrolment, rule_retirement, rule_retirement_minimum, rule_retirement_default, run_parameter
WITH
-- The group is what a pension account says; it does not follow from the sex.
account AS (
  SELECT
    person_id,
    retirement_group,
    insured_identity,
    account_row_id,
    row_number() OVER (
      PARTITION BY person_id
      ORDER BY retirement_group IS NULL, is_live DESC, paid_until DESC NULLS LAST, account_row_id
    ) AS place
  FROM enrolment
  WHERE scheme <> 'RES_PENSION'
),
-- An unknown sex is taken for the later age: nobody is called to claim too early.
grouped AS (
  SELECT
    person.person_id,
    date_month_index(person.birth_date) AS birth_index,
    coalesce(account.retirement_group, assumed.retirement_group) AS retirement_group,
    account.retirement_group IS NOT NULL AS group_is_stored,
    account.account_row_id
  FROM person
  LEFT JOIN account
    ON account.person_id = person.person_id
    AND account.place = 1
  JOIN rule_retirement_default AS assumed
    ON assumed.sex = CASE WHEN person.sex = '2' THEN '2' ELSE '1' END
    AND assumed.insured_identity = coalesce(account.insured_identity, 'OTHER')
  WHERE person.birth_date IS NOT NULL
),
retiring AS (
  SELECT
    grouped.*,
    rule.rule_version,
    grouped.birth_index + rule.original_months
      + CASE
          WHEN grouped.birth_index < month_index(rule.base_month) THEN 0
          ELSE least(
            rule.cap_months,
            (grouped.birth_index - month_index(rule.base_month)) // rule.step_months + 1
          )
        END AS retire_index
  FROM grouped
  JOIN rule_retirement AS rule USING (retirement_group)
)
SELECT
  retiring.person_id,
  retiring.retirement_group,
  retiring.group_is_stored,
  month_text(retiring.retire_index) AS retire_month,
  retiring.retire_index - month_index(run.as_of_month) AS months_to_retirement,
  month_index(run.as_of_month) - retiring.birth_index AS age_months,
  minimum.minimum_months,
  retiring.account_row_id,
  retiring.rule_version
FROM retiring
CROSS JOIN run_parameter AS run
JOIN rule_retirement_minimum AS minimum
  ON retiring.retire_index // 12 BETWEEN minimum.from_year AND minimum.to_year
