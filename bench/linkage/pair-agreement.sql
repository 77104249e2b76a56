-- table: pair_agreement
-- purpose: pairs of records of one person, true and found, of which at least one record bears the mark; and what
--   became of the marked records. Pairs are counted from the sizes of persons and of their overlaps: of n records, k of
--   them marked, n(n−1)/2 − (n−k)(n−k−1)/2 pairs have a marked one
-- grain: one row per grouping_name and mark
-- reads: record_mark, person_overlap
WITH
truth_size AS (
  SELECT truth_id, sum(records) AS records
  FROM person_overlap
  GROUP BY truth_id
),
found_size AS (
  SELECT person_id, sum(records) AS records
  FROM person_overlap
  GROUP BY person_id
),
marked_overlap AS (
  SELECT
    grouping_name,
    mark,
    truth_id,
    person_id,
    count(*) AS marked,
    count(*) FILTER (result = 'RIGHT') AS right_records,
    count(*) FILTER (result = 'WRONG') AS wrong_records,
    count(*) FILTER (result = 'APART') AS apart_records
  FROM record_mark
  GROUP BY grouping_name, mark, truth_id, person_id
),
both_pair AS (
  SELECT
    grouping_name,
    mark,
    sum(marked) AS records,
    sum(right_records) AS right_records,
    sum(wrong_records) AS wrong_records,
    sum(apart_records) AS apart_records,
    sum(marked * (2 * records - marked - 1)) / 2 AS both_pairs
  FROM marked_overlap
  JOIN person_overlap USING (truth_id, person_id)
  GROUP BY grouping_name, mark
),
marked_truth AS (
  SELECT grouping_name, mark, truth_id, sum(marked) AS marked
  FROM marked_overlap
  GROUP BY grouping_name, mark, truth_id
),
true_pair AS (
  SELECT
    grouping_name,
    mark,
    sum(marked * (2 * records - marked - 1)) / 2 AS true_pairs
  FROM marked_truth
  JOIN truth_size USING (truth_id)
  GROUP BY grouping_name, mark
),
marked_found AS (
  SELECT grouping_name, mark, person_id, sum(marked) AS marked
  FROM marked_overlap
  GROUP BY grouping_name, mark, person_id
),
found_pair AS (
  SELECT
    grouping_name,
    mark,
    sum(marked * (2 * records - marked - 1)) / 2 AS found_pairs
  FROM marked_found
  JOIN found_size USING (person_id)
  GROUP BY grouping_name, mark
)
SELECT
  grouping_name,
  mark,
  CAST(records AS BIGINT) AS records,
  CAST(right_records AS BIGINT) AS right_records,
  CAST(wrong_records AS BIGINT) AS wrong_records,
  CAST(apart_records AS BIGINT) AS apart_records,
  CAST(true_pairs AS BIGINT) AS true_pairs,
  CAST(found_pairs AS BIGINT) AS found_pairs,
  CAST(both_pairs AS BIGINT) AS both_pairs,
  both_pairs / nullif(found_pairs, 0) AS precision,
  both_pairs / nullif(true_pairs, 0) AS recall,
  2 * both_pairs / nullif(found_pairs + true_pairs, 0) AS f1
FROM both_pair
JOIN true_pair USING (grouping_name, mark)
JOIN found_pair USING (grouping_name, mark)
