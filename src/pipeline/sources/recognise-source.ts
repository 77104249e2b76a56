import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type ColumnPlaces, fileWords, matchColumns } from './match-columns.ts';
import type { SourceDictionary } from './source-dictionary.ts';

/** Share of a definition's expected columns that a file must have, unless its name says what it is. */
const LEAST_COVERAGE = 0.6;
/** Scores as near as this are a tie, and the file name decides. */
const TIE = 0.05;

/** How well a header fits a definition. */
export interface SourceFit {
  readonly definition: SourceDefinition;
  readonly places: ColumnPlaces;
  /** Dice coefficient of the columns of definition and file, 0–1; columns not expected count only where the file has them. */
  readonly score: number;
  /** Share of the definition's expected columns that the file has, 0–1. */
  readonly coverage: number;
  /** Columns without which no row can be accepted, and that the file lacks. */
  readonly lacks: readonly string[];
  readonly isNamed: boolean;
}

/** All definitions that share a word with the header, the best first. */
export function rankSources(
  dictionary: SourceDictionary,
  words: readonly (readonly string[])[],
  file: string,
): readonly SourceFit[] {
  const filled = words.filter((candidates) => candidates.some((word) => word !== '')).length;
  const folded = fileWords(words);
  const fits = dictionary.entries.flatMap(({ definition, columns: known }): SourceFit[] => {
    const places = matchColumns(known, folded);
    if (places.size === 0) return [];
    const lacking = definition.columns.filter(
      ({ expected, column }) => expected !== false && !places.has(column),
    );
    const expected = definition.columns.filter((column) => column.expected !== false).length;
    return [
      {
        definition,
        places,
        score: (2 * places.size) / (places.size + lacking.length + filled),
        coverage: 1 - lacking.length / expected,
        lacks: lackingColumns(definition, places),
        isNamed: file.includes(definition.name) || file.includes(definition.source),
      },
    ];
  });
  return fits.sort((a, b) => b.score - a.score);
}

/** Whether the header is that of the definition, the lacking columns aside. */
export function isLikely({ coverage, isNamed, score }: SourceFit): boolean {
  return coverage >= LEAST_COVERAGE || (isNamed && score > 0.2);
}

/**
 * The source that a header belongs to.
 * @throws ZhaorenError UNKNOWN_SOURCE, MISSING_KEY_COLUMN
 */
export function recogniseSource(fits: readonly SourceFit[], file: string): SourceFit {
  const likely = fits.filter(isLikely);
  const whole = likely.filter(({ lacks }) => lacks.length === 0);
  const best = preferNamed(whole) ?? preferNamed(likely);
  if (best === undefined) throw new ZhaorenError('UNKNOWN_SOURCE', { file });
  if (best.lacks.length === 0) return best;
  const { definition, lacks } = best;
  const column = definition.columns.find((candidate) => candidate.column === lacks[0])!;
  throw new ZhaorenError('MISSING_KEY_COLUMN', { file, field: column.aliases[0], aliases: column.aliases });
}

/** The best, or one that is as good and named by the file. */
function preferNamed(fits: readonly SourceFit[]): SourceFit | undefined {
  const [best] = fits;
  return fits.find(({ isNamed, score }) => isNamed && score >= best!.score - TIE) ?? best;
}

/** Required and key columns; of a person the number or the name. */
function lackingColumns(definition: SourceDefinition, places: ColumnPlaces): string[] {
  const lacking = definition.columns
    .filter(({ column, required }) => required || definition.key.includes(column))
    .map(({ column }) => column)
    .filter((column) => !places.has(column));
  const [self] = definition.subject === 'person' ? definition.persons : [];
  if (self !== undefined && !places.has(self.idNo) && !places.has(self.name)) lacking.push(self.idNo);
  return lacking;
}
