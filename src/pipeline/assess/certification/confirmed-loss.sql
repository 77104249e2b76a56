-- table: confirmed_loss
-- purpose: who is no longer entitled, by a stopped award or a check of the person; what is still paid each month
-- grain: one row per person_id
-- reads: certification, rule_certification_reason
SELECT
  certification.person_id,
  min(certification.division) AS division,
  list_sort(list(certification.programme)) AS programmes,
  arg_min(certification.reason, reason_rule.reason_order) AS reason,
  min(certification.negative_date) AS since,
  CAST(
    coalesce(sum(certification.monthly_amount_fen) FILTER (WHERE certification.benefit_state <> 'TERMINATED'), 0) AS BIGINT
  ) AS monthly_amount_fen,
  list_slice(list_sort(list_distinct(flatten(list(certification.evidence)))), 1, 8) AS evidence
FROM certification
JOIN rule_certification_reason AS reason_rule USING (reason)
WHERE certification.state = 'LOST'
GROUP BY certification.person_id
