import type { PoolClient } from 'pg';
import type { PublishedTableName } from '#domain/contracts/publication.ts';
import { ARRIVED, GONE, withoutIndexes } from './table-intake.ts';

/** A published table whose states are remembered: an episode lasts while the columns of `state` stay. */
export interface StateHistory {
  /** Names with schema: where episodes stand, and whose they are. */
  readonly history: string;
  readonly of: string;
  readonly key: readonly string[];
  readonly state: readonly string[];
  /** What an episode keeps besides, as it was when it began. */
  readonly carried: readonly string[];
}

/** The published tables that have a history. */
export const STATE_HISTORIES: Readonly<Partial<Record<PublishedTableName, StateHistory>>> = Object.freeze({
  coverage_status: {
    history: 'zhaoren.coverage_status_history',
    of: 'zhaoren.coverage_status',
    key: ['person_id'],
    state: ['status', 'scheme', 'grade'],
    carried: ['gap_months', 'reason', 'rule', 'rule_version', 'evidence'],
  },
  certification: {
    history: 'zhaoren.certification_history',
    of: 'zhaoren.certification',
    key: ['person_id', 'programme'],
    state: ['state', 'basis'],
    carried: [
      'reason',
      'points',
      'proof_date',
      'proof_channel',
      'due_date',
      'negative_channel',
      'negative_date',
      'rule',
      'rule_version',
      'evidence',
    ],
  },
  risk_lead: {
    history: 'zhaoren.risk_lead_history',
    of: 'zhaoren.risk_lead',
    key: ['lead_id'],
    state: ['state', 'is_true'],
    carried: [
      'rule',
      'grade',
      'close_reason',
      'amount_fen',
      'amount_due_fen',
      'recovered_fen',
      'rule_version',
      'evidence',
    ],
  },
});

/** The first episode of everybody, from the rows just loaded. */
export async function beginHistory(
  client: PoolClient,
  history: StateHistory,
  publication: number,
  asOf: string,
): Promise<void> {
  const kept = [...history.key, ...history.state, ...history.carried].join(', ');
  await withoutIndexes(client, history.history, () =>
    client.query(
      `INSERT INTO ${history.history} (${kept}, publication, valid_from)
       SELECT ${kept}, $1::integer, $2::date
       FROM ${history.of}`,
      [publication, asOf],
    ),
  );
}

/**
 * Ends the episodes of rows that are gone or whose state is another, and begins theirs anew, from what is
 * staged. An as-of date before the last one ends an episode on the day it began.
 */
export async function continueHistory(
  client: PoolClient,
  { history, key, state, carried }: StateHistory,
  publication: number,
  asOf: string,
): Promise<void> {
  const same = (other: string) => key.map((column) => `h.${column} = ${other}.${column}`).join(' AND ');
  const states = (of: string) => `(${state.map((column) => `${of}.${column}`).join(', ')})`;
  const kept = [...key, ...state, ...carried].join(', ');
  await client.query(
    `UPDATE ${history} h
     SET valid_to = greatest(h.valid_from, $1::date)
     FROM ${GONE} gone
     WHERE ${same('gone')}
       AND h.valid_to IS NULL`,
    [asOf],
  );
  await client.query(
    `UPDATE ${history} h
     SET valid_to = greatest(h.valid_from, $1::date)
     FROM ${ARRIVED} arrived
     WHERE ${same('arrived')}
       AND h.valid_to IS NULL
       AND ${states('h')} IS DISTINCT FROM ${states('arrived')}`,
    [asOf],
  );
  await client.query(
    `INSERT INTO ${history} (${kept}, publication, valid_from)
     SELECT ${kept}, $1::integer, $2::date
     FROM ${ARRIVED} arrived
     WHERE NOT EXISTS (
       SELECT FROM ${history} h
       WHERE ${same('arrived')}
         AND h.valid_to IS NULL
     )`,
    [publication, asOf],
  );
}
