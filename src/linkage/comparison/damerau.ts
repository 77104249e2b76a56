import { editDistance } from './edit-distance.ts';

/** As `levenshtein`, two neighbours exchanged counting as one change (`within`, default 1 and 2). */
export const DAMERAU = editDistance('damerau', {
  label: 'Damerau–Levenshtein',
  isWithin: (a, b, n) => `linkage_within_edits(${a}, ${b}, ${n})`,
});
