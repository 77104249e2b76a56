import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { bareHeaderWord, headerWord } from './header-word.ts';
import { type ColumnWords, columnWords } from './match-columns.ts';

/** All sources with their header words, folded once for many files. */
export interface SourceDictionary {
  readonly entries: readonly {
    readonly definition: SourceDefinition;
    readonly columns: readonly ColumnWords[];
  }[];
  /** Whether some source has a column of this word. */
  knows(word: string): boolean;
}

export function sourceDictionary(sources: readonly SourceDefinition[]): SourceDictionary {
  const entries = sources.map((definition) => ({ definition, columns: columnWords(definition) }));
  const words = new Set(
    entries.flatMap(({ columns }) => columns.flatMap(({ exact, bare }) => [...exact, ...bare])),
  );
  words.delete('');
  return { entries, knows: (word) => words.has(headerWord(word)) || words.has(bareHeaderWord(word)) };
}
