import { sqlText } from '#engine/engine.ts';
import { type Model, parseModel } from '#engine/model.ts';
import { fromFact, LONE_RESIDENT, RUN, tablesOf } from '../certification/evidence.ts';
import { type EvidenceSource, RECORD } from '../certification/evidence-source.ts';

/**
 * The model `verified_evidence`. `evidence_digest` would not do: it keeps the latest record alone, and of a channel that
 * is used every day that one is younger than any check.
 */
export function verifiedEvidenceModel(sources: readonly EvidenceSource[]): Model {
  const positive = sources.filter(({ channel, isNegative }) => channel !== RECORD && !isNegative);
  const branches = positive.map(
    (source) => `  SELECT
    ${sqlText(source.channel)} AS channel,
    ${source.person} AS person_id,
    ${source.day} AS event_date,
    CAST(NULL AS DATE) AS end_date,
    fact.row_id
${fromFact(source, [
  `${source.person} IN (SELECT person_id FROM verified_person)`,
  `${source.day} BETWEEN run.since AND run.as_of`,
])
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}`,
  );
  return parseModel(
    `-- table: verified_evidence
-- purpose: what a channel had last said of a person when people checked: its latest record up to that day. The check
--   itself is no record, though it stands for custody
-- grain: one row per channel and person_id
-- reads: ${[...tablesOf(positive), 'negative_evidence', 'verified_person', 'person', 'dwelling', 'run_parameter', 'rule_certification'].join(', ')}
WITH ${RUN},
${LONE_RESIDENT},
record AS (
${branches.join('\n  UNION ALL\n')}
  UNION ALL
  SELECT
    channel,
    person_id,
    event_date,
    end_date,
    row_id
  FROM negative_evidence
),
ranked AS (
  SELECT
    record.channel,
    record.person_id,
    record.event_date,
    record.end_date,
    record.row_id,
    row_number() OVER (
      PARTITION BY record.channel, record.person_id
      ORDER BY record.event_date DESC, record.row_id DESC
    ) AS place
  FROM record
  JOIN verified_person AS checked
    ON checked.person_id = record.person_id
    AND checked.verified_date >= record.event_date
    AND checked.row_id <> record.row_id
)
SELECT
  channel,
  person_id,
  event_date,
  end_date,
  row_id
FROM ranked
WHERE place = 1`,
    'assess/outcomes/verified-evidence.ts',
  );
}
