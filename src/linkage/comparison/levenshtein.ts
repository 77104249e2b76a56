import { editDistance } from './edit-distance.ts';

/** A text at most so many characters changed, lost or added away (`within`, default 1 and 2). */
export const LEVENSHTEIN = editDistance('levenshtein', {
  label: 'Levenshtein',
  isWithin: (a, b, n) =>
    `CASE WHEN abs(length(${a}) - length(${b})) <= ${n} THEN linkage_levenshtein(${a}, ${b}) <= ${n} ELSE FALSE END`,
});
