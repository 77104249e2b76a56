import { isLikely, rankSources, type SourceFit } from './recognise-source.ts';
import type { SourceDictionary } from './source-dictionary.ts';

/** Columns up to the last that has a header. */
export function titledColumns(words: readonly (readonly string[])[]): number {
  return words.findLastIndex((candidates) => candidates.some((word) => word !== '')) + 1;
}

/** A row from the top of a file. */
export interface TopRow {
  /** Line or row of the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Header {
  /** Line of the header's (last) row, and first line behind it that may be data. */
  readonly headerLine: number;
  readonly dataLine: number;
  /** By column, the likeliest first; blank ones where a column has no header. */
  readonly words: readonly (readonly string[])[];
  /** Definitions that fit, the best first. */
  readonly fits: readonly SourceFit[];
}

/** Rows in which a header is looked for. */
export const HEADER_ROWS = 30;

/** Longer cells are no header words. */
const LONGEST_WORD = 40;

/**
 * Finds the header among the top rows of a file: the row, or two rows joined (a group word merged over its
 * columns stands in the first of them only), whose words fit a source best. Titles above are passed over, and
 * so is a row of column numbers below. When nothing fits, the first row that looks like header words.
 */
export function findHeader(
  rows: readonly TopRow[],
  dictionary: SourceDictionary,
  file: string,
): Header | null {
  const top = rows.slice(0, HEADER_ROWS);
  let best: Header | null = null;
  for (const [index, row] of top.entries()) {
    best = better(
      best,
      row.cells.map((cell) => [cell]),
      index,
    );
    const below = top[index + 1];
    if (below !== undefined && below.line === row.line + 1)
      best = better(best, joinedWords(row.cells, below.cells), index + 1);
  }
  if (best !== null) return best;
  const index = top.findIndex(({ cells }, i) => looksLikeHeader(cells, top[i + 1]?.cells));
  return index < 0 ? null : at(index, headerOf(top[index]!.cells.map((cell) => [cell])));

  type Words = Pick<Header, 'words' | 'fits'>;

  function headerOf(words: readonly (readonly string[])[]): Words {
    return { words, fits: rankSources(dictionary, words, file) };
  }
  /** The first of equals stays, so that one row wins over two that say no more. */
  function better(found: Header | null, words: Header['words'], lastIndex: number): Header | null {
    const before = found?.fits.find(isLikely)?.places.size ?? 0;
    const known = words.filter((candidates) => candidates.some(dictionary.knows)).length;
    if (known <= Math.max(before, 1)) return found;
    const candidate = headerOf(words);
    const fit = candidate.fits.find(isLikely);
    return fit !== undefined && fit.places.size > before ? at(lastIndex, candidate) : found;
  }
  function at(lastIndex: number, { words, fits }: Words): Header {
    const { line } = top[lastIndex]!;
    const below = top[lastIndex + 1];
    const isNumbered = below !== undefined && numbersColumns(below.cells);
    return { headerLine: line, dataLine: (isNumbered ? below.line : line) + 1, words, fits };
  }
}

/** By column: both words together, the lower, the upper. A group word holds for the blank cells behind it. */
function joinedWords(upper: readonly string[], lower: readonly string[]): string[][] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const above = upper[column] ?? '';
    const below = lower[column] ?? '';
    if (above !== '') group = above;
    const over = above === '' && below === '' ? '' : group;
    return [over + below, below, above];
  });
}

/** 1, 2, 3 … under the header words. */
function numbersColumns(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length >= 3 && filled.every((cell, i) => cell === String(i + 1));
}

/** Several different words without digits-only cells, and as many filled cells below. */
function looksLikeHeader(cells: readonly string[], below: readonly string[] | undefined): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const isWords = filled.every((cell) => cell.length <= LONGEST_WORD && /\p{L}/u.test(cell));
  if (filled.length < 2 || !isWords || new Set(filled).size !== filled.length) return false;
  return below === undefined || below.filter((cell) => cell !== '').length * 2 > filled.length;
}
