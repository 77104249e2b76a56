import type { PoolClient } from 'pg';
import { ARRIVED, GONE, withoutIndexes } from './table-intake.ts';

export const HISTORY = 'zhaoren.coverage_status_history';

/** What an episode keeps of the status that began it. */
const CARRIED = 'status, scheme, grade, gap_months, reason, rule, rule_version, evidence';

/** The first episode of everybody, from the statuses just loaded. */
export async function beginHistory(client: PoolClient, publication: number, asOf: string): Promise<void> {
  await withoutIndexes(client, HISTORY, () =>
    client.query(
      `INSERT INTO ${HISTORY} (person_id, publication, ${CARRIED}, valid_from)
       SELECT person_id, $1::integer, ${CARRIED}, $2::date
       FROM zhaoren.coverage_status`,
      [publication, asOf],
    ),
  );
}

/**
 * Ends the episodes of people who are gone or whose status, scheme or grade is another, and begins theirs
 * anew, from what is staged. An as-of date before the last one ends an episode on the day it began.
 */
export async function continueHistory(client: PoolClient, publication: number, asOf: string): Promise<void> {
  await client.query(
    `UPDATE ${HISTORY} h
     SET valid_to = greatest(h.valid_from, $1::date)
     FROM ${GONE} gone
     WHERE h.person_id = gone.person_id
       AND h.valid_to IS NULL`,
    [asOf],
  );
  await client.query(
    `UPDATE ${HISTORY} h
     SET valid_to = greatest(h.valid_from, $1::date)
     FROM ${ARRIVED} arrived
     WHERE h.person_id = arrived.person_id
       AND h.valid_to IS NULL
       AND (h.status, h.scheme, h.grade) IS DISTINCT FROM (arrived.status, arrived.scheme, arrived.grade)`,
    [asOf],
  );
  await client.query(
    `INSERT INTO ${HISTORY} (person_id, publication, ${CARRIED}, valid_from)
     SELECT person_id, $1::integer, ${CARRIED}, $2::date
     FROM ${ARRIVED} arrived
     WHERE NOT EXISTS (
       SELECT FROM ${HISTORY} h
       WHERE h.person_id = arrived.person_id
         AND h.valid_to IS NULL
     )`,
    [publication, asOf],
  );
}
