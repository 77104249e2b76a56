import { camelRow } from './camel-row.ts';
import type { Database } from './database.ts';
import { PERSON_AND_FORMER_IDS } from './person-ids.ts';

/** A time in which state and basis of a person's certification stayed; the rest is as it was when it began. */
export interface CertificationEpisode {
  readonly personId: string;
  readonly programme: string;
  /** Publication that began it. */
  readonly publication: number;
  readonly state: string;
  readonly basis: string | null;
  readonly reason: string | null;
  readonly points: number | null;
  /** ISO dates. */
  readonly proofDate: string | null;
  readonly proofChannel: string | null;
  readonly dueDate: string | null;
  readonly negativeChannel: string | null;
  readonly negativeDate: string | null;
  readonly rule: string | null;
  readonly ruleVersion: string | null;
  /** Source rows: batch number * 2^32 + line. */
  readonly evidence: readonly number[] | null;
  /** ISO date. */
  readonly validFrom: string;
  /** ISO date, exclusive; null while it lasts. */
  readonly validTo: string | null;
}

/** A person's certifications by programme, oldest first, those under former ids included. Empty for nobody known. */
export async function findCertificationHistory(
  database: Database,
  personId: string,
): Promise<CertificationEpisode[]> {
  const rows = await database.query(
    `SELECT *
     FROM zhaoren.certification_history
     WHERE person_id IN (${PERSON_AND_FORMER_IDS})
     ORDER BY programme, publication, person_id`,
    [personId],
  );
  return rows.map((row) => camelRow<CertificationEpisode>(row));
}
