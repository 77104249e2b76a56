import type { ColumnType } from './linkage-spec.ts';

/** What a blocking key may take from a column. Its SQL is the blocking's business (`../blocking/`). */
export interface KeyTransform {
  /** As written after the colon; `N` stands for a number of characters, 1 to 99. */
  readonly name: string;
  readonly accepts: readonly ColumnType[];
  /** For people, one English phrase. */
  readonly description: string;
}

const TEXTUAL: readonly ColumnType[] = Object.freeze(['text', 'list']);
const DATED: readonly ColumnType[] = Object.freeze(['date']);

export const KEY_TRANSFORMS: readonly KeyTransform[] = Object.freeze(
  (
    [
      ['firstN', TEXTUAL, 'the first N characters'],
      ['lastN', TEXTUAL, 'the last N characters'],
      ['initial', TEXTUAL, 'the first character'],
      ['sound', TEXTUAL, 'how it sounds: consonant skeleton of a Latin text, reading of a Chinese name'],
      ['sorted', TEXTUAL, 'its tokens sorted if it has several, else its characters sorted'],
      ['year', DATED, 'the year'],
      ['month', DATED, 'the month of the year'],
      ['day', DATED, 'the day of the month'],
      ['year_month', DATED, 'year and month'],
      ['month_day', DATED, 'month and day'],
    ] as const
  ).map(([name, accepts, description]) => Object.freeze({ name, accepts, description })),
);

/** The transform of the name as it stands in a spec (`first3`), or undefined. */
export function findKeyTransform(written: string): KeyTransform | undefined {
  const general = written.replace(/[1-9][0-9]?$/, 'N');
  return KEY_TRANSFORMS.find(({ name }) => name === general);
}
