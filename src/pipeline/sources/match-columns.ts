import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { bareHeaderWord, headerWord } from './header-word.ts';

/** Column of the definition → place in the file, from 0. */
export type ColumnPlaces = ReadonlyMap<string, number>;

/** Words by which a column is found, folded, the usual one first; `bare`: without brackets. */
export interface ColumnWords {
  readonly column: string;
  readonly exact: readonly string[];
  readonly bare: readonly string[];
}

/** The words of a definition: aliases, then the column's own name. */
export function columnWords({ columns }: SourceDefinition): readonly ColumnWords[] {
  return columns.map(({ column, aliases }) => ({
    column,
    exact: [...aliases, column].map(headerWord),
    bare: [...aliases, column].map(bareHeaderWord),
  }));
}

/** Where the words of a header stand: folded word → places, the likeliest first. */
export interface FileWords {
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly bare: ReadonlyMap<string, readonly number[]>;
}

/** @param words by place the words that may stand for it, the likeliest first */
export function fileWords(words: readonly (readonly string[])[]): FileWords {
  const depth = Math.max(0, ...words.map((candidates) => candidates.length));
  const placesOf = (fold: (text: string) => string) => {
    const places = new Map<string, number[]>();
    for (let rank = 0; rank < depth; rank += 1) {
      words.forEach((candidates, place) => {
        const word = fold(candidates[rank] ?? '');
        if (word === '') return;
        const known = places.get(word);
        if (known === undefined) places.set(word, [place]);
        else known.push(place);
      });
    }
    return places;
  };
  return { exact: placesOf(headerWord), bare: placesOf(bareHeaderWord) };
}

/**
 * Finds columns among the header words of a file, by their aliases, the usual one first; only what is left is
 * looked for without brackets (`月收入(元)`). A place belongs to one column.
 */
export function matchColumns(columns: readonly ColumnWords[], file: FileWords): ColumnPlaces {
  const places = new Map<string, number>();
  const taken = new Set<number>();
  for (const form of ['exact', 'bare'] as const) {
    for (const { column, [form]: words } of columns) {
      if (places.has(column)) continue;
      const found = words
        .map((word) => file[form].get(word)?.find((place) => !taken.has(place)))
        .find((place) => place !== undefined);
      if (found === undefined) continue;
      places.set(column, found);
      taken.add(found);
    }
  }
  return places;
}
