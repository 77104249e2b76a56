import type { CoverageStatus, GapGrade } from '#domain/coverage-status.ts';
import type { Scheme } from '#domain/scheme.ts';
import { camelRow } from './camel-row.ts';
import type { Database } from './database.ts';

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

/** A person's coverage statuses, oldest first; empty for nobody known. */
export async function findStatusHistory(database: Database, personId: string): Promise<StatusEpisode[]> {
  const rows = await database.query(
    'SELECT * FROM zhaoren.coverage_status_history WHERE person_id = $1 ORDER BY publication',
    [personId],
  );
  return rows.map((row) => camelRow<StatusEpisode>(row));
}
