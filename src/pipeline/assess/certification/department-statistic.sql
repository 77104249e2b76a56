-- table: department_statistic
-- purpose: what each department's channels delivered and decided; a person is counted once in each of its channels
-- grain: one row per department with a channel
-- reads: channel_statistic
SELECT
  department,
  count(*) AS channels,
  count(*) FILTER (WHERE rows > 0) AS delivering_channels,
  CAST(sum(rows) AS BIGINT) AS rows,
  CAST(sum(people) AS BIGINT) AS people,
  CAST(sum(decided) AS BIGINT) AS decided,
  sum(share) AS share
FROM channel_statistic
GROUP BY department
