/** A header word that two columns share, letters of either case being the same, and the columns' places from 1. */
export function duplicateWords(
  columns: readonly string[],
): { readonly field: string; readonly places: readonly number[] } | undefined {
  const folded = columns.map((column) => column.normalize('NFKC').toLowerCase());
  const field = columns.find((_, index) => folded.indexOf(folded[index]!) !== index);
  if (field === undefined) return undefined;
  const same = field.normalize('NFKC').toLowerCase();
  return { field, places: folded.flatMap((word, index) => (word === same ? [index + 1] : [])) };
}
