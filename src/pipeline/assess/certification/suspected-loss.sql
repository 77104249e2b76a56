-- table: suspected_loss
-- purpose: whom the village has to look into this month: something speaks against the person and nobody has resolved it;
--   what is paid each month until then
-- grain: one row per person_id
-- reads: certification, rule_certification_reason
SELECT
  certification.person_id,
  min(certification.division) AS division,
  list_sort(list(certification.programme)) AS programmes,
  arg_min(certification.reason, reason_rule.reason_order) AS reason,
  arg_min(certification.next_step, reason_rule.reason_order) AS next_step,
  min(certification.negative_date) AS since,
  CAST(coalesce(sum(certification.monthly_amount_fen) FILTER (WHERE certification.benefit_state = 'PAYING'), 0) AS BIGINT)
    AS monthly_amount_fen,
  list_slice(list_sort(list_distinct(flatten(list(certification.evidence)))), 1, 8) AS evidence
FROM certification
JOIN rule_certification_reason AS reason_rule USING (reason)
WHERE certification.state IN ('TO_VERIFY', 'CONFLICT')
  AND certification.negative_date IS NOT NULL
GROUP BY certification.person_id
