import type { KeyPart } from '../spec/linkage-spec.ts';
import type { SuggestedColumn } from './suggested-column.ts';

/** What a blocking rule could take of a column. */
export interface KeyCandidate extends KeyPart {
  /** Number of its column among the suggested ones. */
  readonly index: number;
  /** Of pairs of one person whose values differ, how many agree in this part, before anything is measured. */
  readonly surviving: number;
  /** Parts of one family survive an error together: what leaves `first4` alike leaves `first3` alike. */
  readonly family: string;
  /** Counted by the whole value, because reading it needs tables that a suggestion may not have. */
  readonly isCountedWhole: boolean;
}

type Part = readonly [of: string | undefined, surviving: number, family: string];

const WHOLE: Part = [undefined, 0, 'whole'];

/** Parts worth trying, by kind of comparison. */
const PARTS: Readonly<Record<string, readonly Part[]>> = Object.freeze({
  name: [
    WHOLE,
    ['first4', 0.5, 'first'],
    ['first2', 0.75, 'first'],
    ['initial', 0.82, 'first'],
    ['sound', 0.5, 'sound'],
    ['last4', 0.45, 'last'],
  ],
  chinese_name: [
    WHOLE,
    ['initial', 0.8, 'first'],
    ['sound', 0.5, 'sound'],
    ['last1', 0.6, 'last'],
    ['last2', 0.35, 'last'],
  ],
  text: [WHOLE, ['first5', 0.5, 'first'], ['first3', 0.6, 'first'], ['last5', 0.45, 'last']],
  chinese_address: [WHOLE, ['first6', 0.6, 'first'], ['last3', 0.5, 'last'], ['last5', 0.35, 'last']],
  date: [WHOLE, ['year', 0.55, 'year'], ['year_month', 0.4, 'year_month'], ['month_day', 0.4, 'month_day']],
  code: [WHOLE, ['first3', 0.45, 'first'], ['last3', 0.45, 'last']],
  phone: [WHOLE, ['first6', 0.45, 'first'], ['last4', 0.5, 'last']],
  email: [WHOLE, ['first5', 0.5, 'first']],
  id_number: [WHOLE, ['first14', 0.6, 'first'], ['last6', 0.6, 'last']],
});

const OTHER_PARTS: readonly Part[] = [WHOLE];

/** All parts of all columns; short values give no prefixes. */
export function keyCandidates(columns: readonly SuggestedColumn[]): readonly KeyCandidate[] {
  return columns.flatMap((column, index) =>
    (PARTS[column.kind] ?? OTHER_PARTS)
      .filter(([of]) => isWorthwhile(column, of))
      .map(([of, surviving, family]) => ({
        column: column.name,
        of,
        index,
        surviving,
        family,
        isCountedWhole: of === 'sound' && column.kind === 'chinese_name',
      })),
  );
}

/** A prefix must leave something away. */
function isWorthwhile({ profile, kind }: SuggestedColumn, of: string | undefined): boolean {
  const length = Number(/\d+$/.exec(of ?? '')?.[0] ?? 0);
  const median = Math.min(profile.left.length.median, profile.right.length.median);
  if (kind === 'code' && length > 0) return median >= length + 2;
  return length === 0 || median > length;
}
