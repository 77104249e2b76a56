import { sqlText } from '#engine/engine.ts';
import { type Model, parseModel } from '#engine/model.ts';
import type { EvidenceSource } from './evidence-source.ts';

const ORIGIN = 'assess/certification/evidence.ts';

/**
 * Days of the last decade are counted backwards from the as-of date and put before the row's id, so that the latest row
 * is one maximum of one integer, whatever the order of the rows.
 */
const ROW_BITS = String(2 ** 51);
const COUNTED_DAYS = 2 ** 12 - 1;

/** The CTE that `fromFact` joins where a row names a dwelling: who lives alone in it. */
export const LONE_RESIDENT = `lone_resident AS (
  SELECT
    person.dwelling_code,
    person.person_id
  FROM dwelling
  JOIN person
    ON person.dwelling_code = dwelling.dwelling_code
    AND person.is_resident
  WHERE dwelling.residents = 1
)`;

/** The as-of date, and the day before which nothing is looked at that speaks for somebody. */
export const RUN = `run AS (
  SELECT
    parameter.as_of,
    CAST(parameter.as_of - to_months(CAST(rule.evidence_months AS INTEGER)) AS DATE) AS since
  FROM run_parameter AS parameter
  CROSS JOIN rule_certification AS rule
)`;

/** The model `evidence_day`: how many records of each channel are dated on each day. */
export function evidenceDayModel(sources: readonly EvidenceSource[]): Model {
  const branches = sources.map((source) => {
    const named = source.isNamed ? source : { ...source, isNamed: true };
    return `SELECT
  ${sqlText(source.channel)} AS channel,
  ${source.day} AS event_date,
  count(*) AS rows
${fromFact(named, [])}
GROUP BY ${source.day}`;
  });
  return parseModel(
    `-- table: evidence_day
-- purpose: how many records of each channel are dated on each day, whosoever's they are
-- grain: one row per channel and event_date (NULL: cannot be read)
-- reads: ${[...tablesOf(sources), 'run_parameter', 'rule_certification'].join(', ')}
WITH ${RUN},
day_count AS (
${branches.join('\nUNION ALL\n')}
)
SELECT
  channel,
  event_date,
  CAST(sum(rows) AS BIGINT) AS rows
FROM day_count
GROUP BY
  channel,
  event_date`,
    ORIGIN,
  );
}

/**
 * The model `evidence_digest`: the latest record of each person and channel. One pass over the facts: every source is
 * grouped by itself, so that no table of all records is ever made.
 */
export function evidenceDigestModel(sources: readonly EvidenceSource[]): Model {
  const byChannel = Map.groupBy(sources, ({ channel }) => channel);
  const single = [...byChannel.values()].filter((group) => group.length === 1).flat();
  const several = [...byChannel.values()].filter((group) => group.length > 1).flat();
  const merged = `SELECT
  channel,
  person_id,
  origin,
  max(last_date) AS last_date,
  max(last_key) AS last_key,
  bool_or(is_open) AS is_open,
  max(end_date) AS end_date,
  sum(rows) AS rows
FROM (
${several.map(digestBranch).join('\nUNION ALL\n')}
) AS part
GROUP BY
  channel,
  person_id,
  origin`;
  return parseModel(
    `-- table: evidence_digest
-- purpose: the latest record of each person and evidence channel, by the programme that certified where one did. Records
--   of the future, before birth or older than rule_certification.evidence_months are left out; one of death whose day
--   cannot be right is dated by its delivery. end_date: of the records begun, the last to end; NULL: none ends, or open
-- grain: one row per person_id, channel, origin (NULL: no programme's own)
-- reads: ${[...tablesOf(sources), 'person', 'dwelling', 'run_parameter', 'rule_certification'].join(', ')}
WITH ${RUN},
${LONE_RESIDENT},
-- Everybody else was born before all that is looked at.
young AS (
  SELECT
    person.person_id,
    person.birth_date
  FROM person
  CROSS JOIN run
  WHERE person.birth_date > run.since
),
digest AS (
${[...single.map(digestBranch), ...(several.length > 0 ? [merged] : [])].join('\nUNION ALL\n')}
)
SELECT
  digest.person_id,
  digest.channel,
  digest.last_date,
  digest.last_key % ${ROW_BITS} AS last_row,
  CASE WHEN NOT digest.is_open THEN digest.end_date END AS end_date,
  digest.origin,
  CAST(digest.rows AS BIGINT) AS rows
FROM digest
LEFT JOIN young
  ON young.person_id = digest.person_id
WHERE young.birth_date IS NULL
  OR digest.last_date >= young.birth_date`,
    ORIGIN,
  );
}

function digestBranch(source: EvidenceSource): string {
  const day = source.isNegative ? negativeDay(source) : source.day;
  const limits = source.isNegative ? [`${day} <= run.as_of`] : [`${day} BETWEEN run.since AND run.as_of`];
  const key = `CAST(greatest(${COUNTED_DAYS} - (run.as_of - ${day}), 0) AS BIGINT) * ${ROW_BITS} + fact.row_id`;
  const origin = source.origin ?? 'CAST(NULL AS VARCHAR)';
  const isPlain = !source.isNegative && source.end === undefined;
  // What follows from the key or is the same in all rows is not counted along with millions of them.
  return `SELECT
  ${sqlText(source.channel)} AS channel,
  latest.person_id,
  latest.origin,
  ${isPlain ? `run.as_of - CAST(${COUNTED_DAYS} - latest.last_key // ${ROW_BITS} AS INTEGER)` : 'latest.last_date'} AS last_date,
  latest.last_key,
  ${source.end === undefined ? 'TRUE' : 'latest.is_open'} AS is_open,
  ${source.end === undefined ? 'CAST(NULL AS DATE)' : 'latest.end_date'} AS end_date,
  latest.rows
FROM (
  SELECT
    ${source.person} AS person_id,
    ${origin} AS origin,
    max(${key}) AS last_key,${isPlain ? '' : `\n    max(${day}) AS last_date,`}${
      source.end === undefined
        ? ''
        : `\n    bool_or(${source.end} IS NULL) AS is_open,\n    max(${source.end}) AS end_date,`
    }
    count(*) AS rows
${indented(fromFact(source, [`${source.person} IS NOT NULL`, ...limits]))}
  GROUP BY
    ${source.person}${source.origin === undefined ? '' : `,\n    ${source.origin}`}
) AS latest
CROSS JOIN run`;
}

function indented(sql: string): string {
  return sql
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

/** Death is never overlooked because its day is wrong; custody that has not begun is none. */
function negativeDay({ day, negativeKind }: EvidenceSource): string {
  const delivered = 'least(fact.delivered_on, run.as_of)';
  return negativeKind === 'DEATH'
    ? `CASE WHEN ${day} <= run.as_of THEN ${day} ELSE ${delivered} END`
    : `coalesce(${day}, ${delivered})`;
}

/** The model `negative_evidence`: every record that speaks against somebody. */
export function negativeEvidenceModel(sources: readonly EvidenceSource[]): Model {
  const negative = sources.filter(({ isNegative }) => isNegative);
  const branches = negative.map(
    (source) => `  SELECT
    ${source.person} AS person_id,
    ${sqlText(source.channel)} AS channel,
    ${sqlText(source.negativeKind ?? '')} AS negative_kind,
    ${negativeDay(source)} AS event_date,
    ${source.end ?? 'CAST(NULL AS DATE)'} AS end_date,
    ${source.isEvent ? negativeDay(source) : 'fact.delivered_on'} AS known_on,
    fact.delivered_on,
    fact.row_id
${indented(fromFact(source, [`${source.person} IS NOT NULL`, `${negativeDay(source)} <= run.as_of`]))}`,
  );
  return parseModel(
    `-- table: negative_evidence
-- purpose: every record that speaks against somebody: of death, a declaration, custody. A record of death whose day
--   cannot be right (unreadable, to come, before birth) is dated by its delivery
-- grain: one row per person_id, channel and row_id
-- reads: ${[...tablesOf(negative), 'person', 'run_parameter', 'rule_certification'].join(', ')}
WITH ${RUN},
negative AS (
${branches.join('\n  UNION ALL\n')}
)
SELECT
  negative.person_id,
  negative.channel,
  negative.negative_kind,
  CASE
    WHEN negative.negative_kind = 'DEATH' AND negative.event_date < person.birth_date
      THEN least(negative.delivered_on, run.as_of)
    ELSE negative.event_date
  END AS event_date,
  negative.end_date,
  negative.known_on,
  negative.row_id
FROM negative
CROSS JOIN run
LEFT JOIN person
  ON person.person_id = negative.person_id`,
    ORIGIN,
  );
}

/** The model `evidence_issue`: records that say nothing of anybody, and why. */
export function evidenceIssueModel(sources: readonly EvidenceSource[]): Model {
  const named = sources.filter(({ isNamed }) => isNamed);
  const nobody = named
    .filter(({ isEvent }) => isEvent)
    .map(
      (source) => `  SELECT
    ${sqlText(source.channel)} AS channel,
    count(*) AS rows
${fromFact(source, [`${source.person} IS NULL`])}`,
    );
  const old = named.map(
    (source) => `  SELECT
    ${sqlText(source.channel)} AS channel,
    ${source.person} AS person_id,
    ${source.day} AS event_date
${fromFact(source, [`${source.day} < run.since`])}`,
  );
  return parseModel(
    `-- table: evidence_issue
-- purpose: records that are no evidence: dated in the future (FUTURE), before the birth of the person (BEFORE_BIRTH; of
--   people younger than rule_certification.evidence_months not counted), of nobody in the register (NOBODY); and latest
--   records for somebody dated after a record of death (AFTER_DEATH)
-- grain: one row per channel and issue that occurs
-- reads: ${[...tablesOf(named), 'evidence_day', 'evidence_digest', 'negative_evidence', 'person', 'run_parameter', 'rule_certification', 'rule_evidence_channel'].join(', ')}
WITH ${RUN},
nobody AS (
${nobody.join('\n  UNION ALL\n')}
),
old AS (
${old.join('\n  UNION ALL\n')}
),
death AS (
  SELECT
    person_id,
    min(event_date) AS event_date
  FROM negative_evidence
  WHERE negative_kind = 'DEATH'
  GROUP BY person_id
),
issue AS (
  SELECT
    channel,
    'FUTURE' AS issue,
    rows
  FROM evidence_day
  CROSS JOIN run
  WHERE event_date > run.as_of
  UNION ALL
  SELECT
    channel,
    'NOBODY' AS issue,
    rows
  FROM nobody
  UNION ALL
  SELECT
    old.channel,
    'BEFORE_BIRTH' AS issue,
    1 AS rows
  FROM old
  JOIN person
    ON person.person_id = old.person_id
  WHERE old.event_date < person.birth_date
  UNION ALL
  SELECT
    digest.channel,
    'AFTER_DEATH' AS issue,
    1 AS rows
  FROM evidence_digest AS digest
  JOIN death
    ON death.person_id = digest.person_id
  JOIN rule_evidence_channel AS channel_rule
    ON channel_rule.channel = digest.channel
    AND channel_rule.polarity = 'POSITIVE'
  WHERE digest.last_date > death.event_date
)
SELECT
  channel,
  issue,
  CAST(sum(rows) AS BIGINT) AS rows
FROM issue
WHERE rows > 0
GROUP BY
  channel,
  issue`,
    ORIGIN,
  );
}

/** FROM and WHERE over the rows of a source as `fact`, with the CTEs `run` and, where nobody is named, `lone_resident`. */
export function fromFact(source: EvidenceSource, more: readonly string[]): string {
  const conditions = [...more, ...source.conditions];
  return [
    `FROM ${source.table} AS fact`,
    'CROSS JOIN run',
    ...(source.isNamed
      ? []
      : ['JOIN lone_resident', '  ON lone_resident.dwelling_code = fact.dwelling_code']),
    `WHERE ${conditions.join('\n  AND ')}`,
  ].join('\n');
}

/** The facts that these sources are. */
export function tablesOf(sources: readonly EvidenceSource[]): string[] {
  return [...new Set(sources.map(({ table }) => table))];
}
