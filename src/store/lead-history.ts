import { camelRow } from './camel-row.ts';
import type { Database } from './database.ts';

/** A time in which state and finding of a lead stayed; the rest is as it was when it began. Amounts are fen. */
export interface LeadEpisode {
  readonly leadId: string;
  /** Publication that began it. */
  readonly publication: number;
  readonly state: string;
  readonly isTrue: boolean | null;
  readonly rule: string | null;
  readonly grade: string | null;
  readonly closeReason: string | null;
  readonly amountFen: number | null;
  readonly amountDueFen: number | null;
  readonly recoveredFen: number | null;
  readonly ruleVersion: string | null;
  /** Source rows: batch number * 2^32 + line. */
  readonly evidence: readonly number[] | null;
  /** ISO date. */
  readonly validFrom: string;
  /** ISO date, exclusive; null while it lasts. */
  readonly validTo: string | null;
}

/** The states of a lead, oldest first; empty for a lead that nobody knows. */
export async function findLeadHistory(database: Database, leadId: string): Promise<LeadEpisode[]> {
  const rows = await database.query(
    'SELECT * FROM zhaoren.risk_lead_history WHERE lead_id = $1 ORDER BY publication',
    [leadId],
  );
  return rows.map((row) => camelRow<LeadEpisode>(row));
}
