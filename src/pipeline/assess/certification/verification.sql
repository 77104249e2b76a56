-- table: verification
-- purpose: what checks of the person found: the last that cleared, and the last that ended entitlement, per programme where
--   it holds for one alone
-- grain: one row per person_id and programme (NULL: all programmes)
-- reads: fact_grid_verification, rule_verification_result, run_parameter
SELECT
  checked.person_id,
  CASE WHEN NOT result_rule.whole_person THEN checked.programme END AS programme,
  max(checked.verified_date) FILTER (WHERE result_rule.clears) AS cleared_on,
  max(checked.verified_date) FILTER (WHERE NOT result_rule.clears) AS ended_on,
  -- Of two results of one day the one that comes first in the alphabet, so that the order of rows says nothing.
  arg_max(
    result_rule.reason,
    (checked.verified_date - DATE '1970-01-01') * 1000 - ascii(checked.result)
  ) FILTER (WHERE NOT result_rule.clears) AS reason,
  max(checked.row_id) FILTER (WHERE NOT result_rule.clears) AS ended_row,
  max(checked.row_id) FILTER (WHERE result_rule.clears) AS cleared_row
FROM fact_grid_verification AS checked
JOIN rule_verification_result AS result_rule USING (result)
CROSS JOIN run_parameter AS run
WHERE checked.person_id IS NOT NULL
  AND checked.verified_date <= run.as_of
GROUP BY
  checked.person_id,
  CASE WHEN NOT result_rule.whole_person THEN checked.programme END
