import type { ColumnSource } from '../spec/column-source.ts';
import type { ColumnProfile } from './column-profile.ts';
import { headerWords, type Meaning } from './header-meaning.ts';

/** A column with what its header and values say it is about. */
export interface MeantColumn {
  readonly profile: ColumnProfile;
  readonly source: ColumnSource;
  readonly meaning: Meaning | undefined;
}

/** Share of the values of a left column that a right column has too, 0 to 1. */
export type Overlap = (left: ColumnProfile, right: ColumnProfile) => number;

/**
 * Which column of one table is which of the other: by header, then by meaning, then by the values they share. Each
 * column is taken once; what has no partner is left out.
 */
export function pairColumns(
  left: readonly MeantColumn[],
  right: readonly MeantColumn[],
  overlap: Overlap,
): readonly { readonly left: MeantColumn; readonly right: MeantColumn }[] {
  const scored = left.flatMap((a) =>
    right
      .map((b) => ({ left: a, right: b, score: likeness(a, b, overlap) }))
      .filter(({ score }) => score >= LEAST),
  );
  const pairs: { left: MeantColumn; right: MeantColumn }[] = [];
  for (const { left: a, right: b } of scored.toSorted((x, y) => y.score - x.score))
    if (!pairs.some((pair) => pair.left === a || pair.right === b)) pairs.push({ left: a, right: b });
  return left.flatMap((column) => pairs.filter((pair) => pair.left === column));
}

const LEAST = 1;

function likeness(a: MeantColumn, b: MeantColumn, overlap: Overlap): number {
  const shape = shapeLikeness(a.profile, b.profile);
  if (headerWords(a.profile.name) === headerWords(b.profile.name)) return 6 + shape;
  if (shape < 0.35) return 0;
  if (a.meaning !== undefined && a.meaning === b.meaning) return 3 + shape + overlap(a.profile, b.profile);
  // Two different meanings that the values bear out do not make a pair however alike the values are.
  if (a.meaning !== undefined && b.meaning !== undefined) return 0;
  const shared = overlap(a.profile, b.profile);
  return shared < 0.1 && shape < 0.8 ? 0 : shared + shape;
}

/** 1: the same characters in the same lengths; 0: nothing alike. */
function shapeLikeness(a: ColumnProfile, b: ColumnProfile): number {
  const dateGap = Math.abs(Number(a.dates.any > 0.5) - Number(b.dates.any > 0.5));
  const gaps = [
    Math.abs(a.digitsOnly - b.digitsOnly),
    Math.abs(a.anyDigit - b.anyDigit),
    Math.abs(a.at - b.at),
    Math.abs(a.scripts.latin - b.scripts.latin),
    Math.abs(a.scripts.han - b.scripts.han),
    Math.abs(a.scripts.other - b.scripts.other),
    Math.abs(a.severalWords - b.severalWords) / 2,
    Math.min(1, Math.abs(Math.log2((a.length.median + 1) / (b.length.median + 1))) / 2),
    Math.min(1, Math.abs(Math.log2((a.chance + 1e-7) / (b.chance + 1e-7))) / 10),
  ];
  if (a.dates.any > 0.5 && b.dates.any > 0.5) return 1;
  return Math.max(0, 1 - dateGap - gaps.reduce((sum, gap) => sum + gap, 0) / 3);
}
