import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { bareHeaderWord, headerWord } from './header-word.ts';

/** Column of the definition → place in the file, from 0. */
export type ColumnPlaces = ReadonlyMap<string, number>;

/**
 * Finds the columns of a definition among the header words of a file. A column is found by its aliases, the
 * usual one first, then by its own name; only what is left is looked for without brackets (`月收入(元)`).
 * A place belongs to one column.
 * @param words by place the words that may stand for it, the likeliest first
 */
export function matchColumns(
  definition: SourceDefinition,
  words: readonly (readonly string[])[],
): ColumnPlaces {
  const places = new Map<string, number>();
  const taken = new Set<number>();
  for (const fold of [headerWord, bareHeaderWord]) {
    const placeOf = new Map<string, number>();
    const depth = Math.max(0, ...words.map((candidates) => candidates.length));
    for (let rank = 0; rank < depth; rank += 1) {
      words.forEach((candidates, place) => {
        const word = fold(candidates[rank] ?? '');
        if (word !== '' && !taken.has(place) && !placeOf.has(word)) placeOf.set(word, place);
      });
    }
    for (const { column, aliases } of definition.columns) {
      if (places.has(column)) continue;
      const found = [...aliases, column]
        .map((alias) => placeOf.get(fold(alias)))
        .find((place) => place !== undefined && !taken.has(place));
      if (found === undefined) continue;
      places.set(column, found);
      taken.add(found);
    }
  }
  return places;
}
