import type { ColumnSource } from '../spec/column-source.ts';
import type { ColumnType, Sides } from '../spec/linkage-spec.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { Meaning } from './header-meaning.ts';

/** A column that both tables have, as the suggestion sees it. */
export interface SuggestedColumn {
  /** In the spec. */
  readonly name: string;
  readonly from: Sides<ColumnSource>;
  readonly profile: Sides<ColumnProfile>;
  /** What it is about; undefined when neither header nor values tell. */
  readonly meaning: Meaning | undefined;
  readonly type: ColumnType;
  readonly kind: string;
  readonly clean: readonly string[];
}

/** The profile of both sides taken together. */
export function meanOf(
  { profile }: Pick<SuggestedColumn, 'profile'>,
  of: (profile: ColumnProfile) => number,
): number {
  return (of(profile.left) + of(profile.right)) / 2;
}
