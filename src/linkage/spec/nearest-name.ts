/**
 * The name most like the given one, for `did you mean`: of three and four characters one, of five to eight two,
 * of more a third are inserted, left out, replaced or swapped with their neighbour; letter case and `_-. ` are
 * free. Undefined when nothing is near.
 */
export function findNearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = folded(name);
  const limit = wanted.length < 3 ? 0 : Math.max(wanted.length < 5 ? 1 : 2, Math.floor(wanted.length / 3));
  let nearest: string | undefined;
  let least = limit + 1;
  for (const candidate of names) {
    const distance = editDistance(wanted, folded(candidate));
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** `Did you mean x` or what there is to choose from, as a remedy. */
export function choiceRemedy(name: string, names: readonly string[]): string {
  const nearest = findNearestName(name, names);
  if (nearest !== undefined) return `Did you mean \`${nearest}\``;
  return names.length === 0 ? 'Take it out' : `Use one of: ${names.join(', ')}`;
}

function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.-]+/g, '');
}

/** Optimal string alignment distance, by character. */
function editDistance(first: string, second: string): number {
  const [a, b] = [[...first], [...second]];
  let before: number[] = [];
  let last = b.map((_, j) => j).concat(b.length);
  a.forEach((character, i) => {
    const row = [i + 1];
    b.forEach((other, j) => {
      let least = Math.min(last[j]! + (character === other ? 0 : 1), last[j + 1]! + 1, row[j]! + 1);
      if (i > 0 && j > 0 && character === b[j - 1] && a[i - 1] === other)
        least = Math.min(least, before[j - 1]! + 1);
      row.push(least);
    });
    [before, last] = [last, row];
  });
  return last[b.length]!;
}
