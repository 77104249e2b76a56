import type { CoverageStatus, GapGrade } from '#domain/coverage-status.ts';
import type { Scheme } from '#domain/scheme.ts';
import { camelRow } from './camel-row.ts';
import type { Database } from './database.ts';
import { PERSON_AND_FORMER_IDS } from './person-ids.ts';

/** A time in which a person's status, scheme and grade stayed; the rest is as it was when it began. */
export interface StatusEpisode {
  readonly personId: string;
  /** Publication that began it. */
  readonly publication: number;
  readonly status: CoverageStatus;
  readonly scheme: Scheme | null;
  readonly grade: GapGrade | null;
  readonly gapMonths: number | null;
  readonly reason: string | null;
  readonly rule: string | null;
  readonly ruleVersion: string | null;
  /** Source rows: batch number * 2^32 + line. */
  readonly evidence: readonly number[] | null;
  /** ISO date. */
  readonly validFrom: string;
  /** ISO date, exclusive; null while it lasts. */
  readonly validTo: string | null;
}

/**
 * A person's coverage statuses, oldest first, those under former ids included; of an id that lives no longer its own
 * and those of the persons that have its records now. Empty for nobody known.
 */
export async function findStatusHistory(database: Database, personId: string): Promise<StatusEpisode[]> {
  const rows = await database.query(
    `SELECT *
     FROM zhaoren.coverage_status_history
     WHERE person_id IN (${PERSON_AND_FORMER_IDS})
     ORDER BY publication, person_id`,
    [personId],
  );
  return rows.map((row) => camelRow<StatusEpisode>(row));
}
