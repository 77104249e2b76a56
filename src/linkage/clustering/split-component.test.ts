import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MemberPair, splitComponent } from './split-component.ts';

/** Pairs as [a, b, bits]. */
const pairs = (...list: [number, number, number][]): MemberPair[] =>
  list.map(([a, b, bits]) => ({ a, b, bits }));

describe('splitComponent', () => {
  it('cuts a chain at its weak link', () => {
    const chain = pairs([1, 2, 20], [3, 4, 20], [2, 3, 1], [1, 3, -10], [2, 4, -10], [1, 4, -15]);
    expect(splitComponent([1, 2, 3, 4], chain)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('keeps together what one mistyped record seems to part', () => {
    const triple = pairs([1, 2, 20], [2, 3, 12], [1, 3, -2]);
    expect(splitComponent([1, 2, 3], triple)).toEqual([[1, 2, 3]]);
  });

  it('lets a record go to those who speak most for it', () => {
    const between = pairs(
      [1, 2, 15],
      [3, 4, 15],
      [1, 5, 8],
      [2, 5, 6],
      [3, 5, 4],
      [4, 5, 2],
      [1, 3, -9],
      [2, 4, -9],
    );
    expect(splitComponent([1, 2, 3, 4, 5], between)).toEqual([
      [1, 2, 5],
      [3, 4],
    ]);
  });

  it('gives every member to exactly one cluster, whatever the order of the pairs', () => {
    const component = fc.integer({ min: 1, max: 8 }).chain((n) =>
      fc.tuple(
        fc.constant(Array.from({ length: n }, (_, i) => i)),
        fc.array(fc.double({ min: -20, max: 20, noNaN: true }), {
          minLength: (n * (n - 1)) / 2,
          maxLength: (n * (n - 1)) / 2,
        }),
      ),
    );
    fc.assert(
      fc.property(component, fc.infiniteStream(fc.nat()), ([members, bits], order) => {
        let next = 0;
        const all = members.flatMap((a) =>
          members.filter((b) => a < b).map((b) => ({ a, b, bits: bits[next++]! })),
        );
        const clusters = splitComponent(members, all);
        expect(clusters.flat().sort((a, b) => a - b)).toEqual(members);
        const shuffled = all
          .map((pair) => ({ pair, key: order.next().value }))
          .sort((x, y) => x.key - y.key)
          .map(({ pair }) => pair);
        expect(splitComponent(members, shuffled)).toEqual(clusters);
      }),
    );
  });
});
