/** Evidence for (above 0) or against two members of a component being one person, in bits. */
export interface MemberPair {
  readonly a: number;
  readonly b: number;
  readonly bits: number;
}

/**
 * Splits a component of linked records into clusters: the two clusters are joined whose members on the whole
 * speak most for it, until none do. So a chain held together by one weak link is cut, for those at its ends
 * speak against it.
 *
 * @param members numbers of the records; pairs name them
 * @param pairs every pair of members once; one that is not there counts as 0
 * @returns the clusters, each in ascending order, by their first member
 */
export function splitComponent(members: readonly number[], pairs: readonly MemberPair[]): number[][] {
  const position = new Map(members.map((member, index) => [member, index]));
  const clusters: (number[] | undefined)[] = members.map((member) => [member]);
  const sums = members.map(() => new Float64Array(members.length));
  for (const { a, b, bits } of pairs) {
    const [i, j] = [position.get(a)!, position.get(b)!];
    sums[i]![j]! += bits;
    sums[j]![i]! += bits;
  }
  for (;;) {
    let best = { mean: 0, i: -1, j: -1 };
    for (let i = 0; i < members.length; i++) {
      const first = clusters[i];
      if (!first) continue;
      for (let j = i + 1; j < members.length; j++) {
        const second = clusters[j];
        if (!second) continue;
        const mean = sums[i]![j]! / (first.length * second.length);
        if (mean > best.mean) best = { mean, i, j };
      }
    }
    const { i, j } = best;
    if (i < 0) break;
    clusters[i]!.push(...clusters[j]!);
    clusters[j] = undefined;
    for (let k = 0; k < members.length; k++) {
      sums[i]![k]! += sums[j]![k]!;
      sums[k]![i] = sums[i]![k]!;
    }
  }
  return clusters
    .filter((cluster) => cluster !== undefined)
    .map((cluster) => cluster.sort((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!);
}
