import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { rankSources, recogniseSource } from './recognise-source.ts';
import { sourceDictionary } from './source-dictionary.ts';

const { sources } = loadCatalogue();
const dictionary = sourceDictionary(sources);
const ALIASES = [0, 1];

/** The header that a department would send with the n-th word of every column. */
const headers = sources.flatMap(({ source, name, columns }) =>
  ALIASES.map((alias) => ({
    source,
    name,
    alias,
    words: columns.map(({ aliases }) => [aliases[Math.min(alias, aliases.length - 1)]!]),
  })),
);

const recognised = (words: readonly string[][], file: string) =>
  recogniseSource(rankSources(dictionary, words, file), file).definition.source;

describe('a full header of a source', () => {
  it('is recognised as that source whatever the file is called', () => {
    const confused = headers
      .map(({ source, alias, words }) => ({ source, alias, taken: recognised(words, '1.csv') }))
      .filter(({ source, taken }) => source !== taken);
    expect(confused).toEqual([]);
  });

  it('is recognised with its place, office and date in the file name', () => {
    const confused = headers
      .map(({ source, name, words }) => ({ source, taken: recognised(words, `某局_${name}_20261120.csv`) }))
      .filter(({ source, taken }) => source !== taken);
    expect(confused).toEqual([]);
  });
});
