import { createHash } from 'node:crypto';

/** What a person decided of two claims: one human or two. */
export type Judgement = 'SAME' | 'DIFFERENT';

/** A decision of the journal; with `undone` it is no longer in force. */
export interface Decision {
  /** `D1`, `D2` …: its place among the decisions, for ever. */
  readonly decisionKey: string;
  /** Claim keys, left before right. */
  readonly leftKey: string;
  readonly rightKey: string;
  readonly decision: Judgement;
  /** ISO time. */
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly undone?: { readonly at: string; readonly by: string; readonly reason: string };
}

/** A pair in the order in which it is kept. */
export function orderedPair(one: string, other: string): { leftKey: string; rightKey: string } {
  return one < other ? { leftKey: one, rightKey: other } : { leftKey: other, rightKey: one };
}

/** Ten hex digits by which people name a pair; the same as `pair_id` of review-pair.sql. */
export function pairId(leftKey: string, rightKey: string): string {
  return createHash('sha256').update(`${leftKey}|${rightKey}`).digest('hex').slice(0, 10);
}

/** Day of an ISO time in Shanghai, which knows no summer time. */
export function dayOf(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
}
