import type { Determined } from './find-determined.ts';
import { findPlaces } from './find-places.ts';
import type { KeyBehaviour } from './measure-agreement.ts';
import { meanOf, type SuggestedColumn } from './suggested-column.ts';

/** Whether a column becomes evidence, and how. */
export interface SuggestedComparison {
  readonly column: SuggestedColumn;
  readonly frequency: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  /** Of a latitude that is compared together with a longitude: under what name, and which column that is. */
  readonly place: { readonly name: string; readonly longitude: string } | undefined;
  /** Of such a longitude. */
  readonly isInPlace: boolean;
  /** Why it is not compared; undefined: it is. */
  readonly leftOut: string | undefined;
}

/** Evidence that has already been counted to this share is not counted again. */
const MOSTLY_DETERMINED = 0.7;

/** What follows from a column that is often blank must speak in its place: share of pairs with both filled. */
const MOSTLY_FILLED = 0.6;

/**
 * Decides which columns to compare. Evidence that follows from other evidence is left out, because weights add
 * up as if nothing did: the more telling column stays.
 *
 * @param behaviour of the whole value of each column
 * @param contained pairs of columns of which one has the other in it
 */
export function chooseComparisons(
  columns: readonly SuggestedColumn[],
  behaviour: readonly KeyBehaviour[],
  determined: readonly Determined[],
  contained: readonly { readonly whole: number; readonly part: number }[],
): readonly SuggestedComparison[] {
  const places = findPlaces(columns);
  const isOfOnePlace = (one: number, other: number) =>
    places.some((place) => Object.values(place).includes(one) && Object.values(place).includes(other));
  const reasons = repeatedColumns(
    columns,
    behaviour,
    determined.filter(({ column, by }) => !isOfOnePlace(column, by)),
    contained,
  );
  // A place is compared as a whole or not at all.
  const compared = places.filter(
    ({ latitude, longitude }) => !(reasons.has(latitude) && reasons.has(longitude)),
  );
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  const surname = columns.findIndex(
    ({ meaning, kind }, i) => meaning === 'surname' && kind === 'name' && !reasons.has(i),
  );
  return columns.map((column, index) => {
    const inPlace = compared.findIndex(({ longitude }) => longitude === index);
    const ofPlace = compared.findIndex(({ latitude }) => latitude === index);
    const isSwappable = column.meaning === 'given_name' && column.kind === 'name' && surname >= 0;
    return Object.freeze({
      column,
      frequency: hasRareValues(column, behaviour[index]!),
      options: {
        ...(isSwappable && { swapped_with: columns[surname]!.name }),
        ...(column.meaning === 'age' && { within: [1, 2] }),
      },
      place:
        ofPlace < 0
          ? undefined
          : {
              name: freeName('place', ofPlace + 1, names),
              longitude: columns[compared[ofPlace]!.longitude]!.name,
            },
      isInPlace: inPlace >= 0,
      leftOut: inPlace >= 0 || ofPlace >= 0 ? undefined : reasons.get(index),
    });
  });
}

/** `place`, `place_2` … that no column has. */
function freeName(word: string, number: number, taken: ReadonlySet<string>): string {
  const name = number === 1 ? word : `${word}_${number}`;
  return taken.has(name) ? freeName(word, number + 1, taken) : name;
}

/**
 * Columns that say what others have said, with the reason.
 * @param behaviour of the whole value of each column
 */
export function repeatedColumns(
  columns: readonly SuggestedColumn[],
  behaviour: readonly Pick<KeyBehaviour, 'chance' | 'agreeing'>[],
  determined: readonly Determined[],
  contained: readonly { readonly whole: number; readonly part: number }[],
): ReadonlyMap<number, string> {
  const reasons = new Map<number, string>();
  for (const [index, { kind }] of columns.entries()) {
    const parts = contained.filter(({ whole }) => whole === index);
    if (parts.length >= 2 && kind === 'name')
      reasons.set(index, `made of ${parts.map(({ part }) => columns[part]!.name).join(' and ')}`);
  }
  for (const { whole, part } of contained)
    if (!reasons.has(whole) && !reasons.has(part)) reasons.set(part, `contained in ${columns[whole]!.name}`);

  const order = columns
    .map((_, index) => index)
    .filter((index) => !reasons.has(index))
    .toSorted((a, b) => tellingness(columns[b]!, behaviour[b]!) - tellingness(columns[a]!, behaviour[a]!));
  const kept: number[] = [];
  for (const index of order) {
    const source = determined.find(
      ({ column, by, share }) =>
        column === index &&
        kept.includes(by) &&
        share >= MOSTLY_DETERMINED &&
        bothFilled(columns[by]!) >= MOSTLY_FILLED,
    );
    if (source) reasons.set(index, `follows from ${columns[source.by]!.name}`);
    else kept.push(index);
  }
  return reasons;
}

function bothFilled({ profile }: SuggestedColumn): number {
  return profile.left.filled * profile.right.filled;
}

/** Bits that the column gives on average about a pair of one person (Kullback–Leibler). */
function tellingness(
  column: SuggestedColumn,
  { chance, agreeing }: Pick<KeyBehaviour, 'chance' | 'agreeing'>,
): number {
  const u = Math.min(0.999, Math.max(chance, 1e-6));
  const m = Math.min(0.999, Math.max(agreeing, 0.01));
  const filled = meanOf(column, (profile) => profile.filled);
  return filled * (m * Math.log2(m / u) + (1 - m) * Math.log2((1 - m) / (1 - u)));
}

/** Values of which some are much commoner than others. */
function hasRareValues({ kind, profile }: SuggestedColumn, { chance }: KeyBehaviour): boolean {
  if (['date', 'number', 'list', 'email', 'phone', 'id_number'].includes(kind)) return false;
  const distinct = Math.max(profile.left.distinct, profile.right.distinct);
  return distinct >= 8 && chance * distinct > 1.3;
}
