import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import type { LinkageResult } from '../link-tables.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';
import { evaluateLinkage } from './evaluate-linkage.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckdb({ memoryLimit: '500MB', threads: 1 });
});
afterAll(() => engine.close());

interface Record {
  readonly id: string;
  readonly truth: string | null;
  readonly cluster: number;
  readonly key: string | null;
}
interface Pair {
  readonly left: string;
  readonly right: string;
  readonly probability: number;
}

const spec = {
  id: { left: 'id', right: 'id' },
  truth: { left: 'truth', right: 'truth' },
  blocking: [{ text: 'key', parts: [] }],
} as unknown as LinkageSpec;

const text = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);

/** The tables as `linkTables` leaves them; pairs from 0.5 are links. */
async function evaluate(left: Record[], right: Record[] | undefined, pairs: Pair[], constraint = 'none') {
  const relation = (name: string, records: Record[]) => `
    CREATE OR REPLACE TEMP TABLE ${name} AS SELECT * FROM (VALUES ('-', '-')) v(id, truth) WHERE FALSE;
    ${records.map(({ id, truth }) => `INSERT INTO ${name} VALUES ('${id}', ${text(truth)});`).join('\n')}`;
  const cleaned = (name: string, records: Record[]) => `
    CREATE OR REPLACE TEMP TABLE linkage_${name} AS SELECT * FROM (VALUES (0, '-', '-')) v(r, id, k0) WHERE FALSE;
    ${records.map(({ id, key }, r) => `INSERT INTO linkage_${name} VALUES (${r}, '${id}', ${text(key)});`).join('\n')}`;
  const clusters = (side: string, records: Record[]) =>
    records.map(({ id, cluster }) => `INSERT INTO linkage_cluster VALUES ('${side}', '${id}', ${cluster});`);
  await engine.run(`
    ${relation('people_left', left)} ${relation('people_right', right ?? [])}
    ${cleaned('left', left)} ${cleaned('right', right ?? [])}
    CREATE OR REPLACE TEMP TABLE linkage_cluster AS SELECT * FROM (VALUES ('-', '-', 0)) v(side, id, cluster_id) WHERE FALSE;
    ${clusters('left', left).join('\n')} ${clusters('right', right ?? []).join('\n')}
    CREATE OR REPLACE TEMP TABLE linkage_pair (left_id VARCHAR, right_id VARCHAR, weight DOUBLE, probability DOUBLE, decision VARCHAR);
    ${pairs
      .map(
        (pair) =>
          `INSERT INTO linkage_pair VALUES ('${pair.left}', '${pair.right}', ${pair.probability * 20 - 10}, ${pair.probability}, '${pair.probability >= 0.5 ? 'LINK' : 'NO'}');`,
      )
      .join('\n')}`);
  return await evaluateLinkage(engine, {
    spec,
    left: 'people_left',
    ...(right === undefined ? {} : { right: 'people_right' }),
    result: { constraint } as LinkageResult,
  });
}

const record = (id: string, truth: string | null, cluster: number, key: string | null = 'k'): Record => ({
  id,
  truth,
  cluster,
  key,
});

describe('a linkage measured by its truth', () => {
  it('counts links and clusters of one table', async () => {
    const people = [
      record('1', 'anna', 1),
      record('2', 'anna', 1),
      record('3', 'anna', 1),
      record('4', 'bert', 1),
      record('5', 'bert', 2, null),
      record('6', null, 2),
    ];
    const { links, clusters, known, neverCompared } = await evaluate(people, undefined, [
      { left: '1', right: '2', probability: 0.9 },
      { left: '2', right: '3', probability: 0.8 },
      { left: '3', right: '4', probability: 0.7 },
      { left: '5', right: '6', probability: 0.9 },
      { left: '1', right: '3', probability: 0.2 },
    ]);
    expect(known).toEqual({ left: 5, right: 0 });
    expect(links).toMatchObject({ found: 3, right: 2, real: 4, precision: 2 / 3, recall: 0.5 });
    expect(clusters).toMatchObject({ found: 6, right: 3, real: 4 });
    expect(neverCompared).toBe(1);
  });

  it('counts only pairs across two tables', async () => {
    const left = [record('a', 'anna', 1), record('b', 'anna', 1)];
    const right = [record('x', 'anna', 1), record('y', 'carl', 1)];
    const { links, clusters } = await evaluate(left, right, [{ left: 'a', right: 'x', probability: 0.9 }]);
    expect(links).toMatchObject({ found: 1, right: 1, real: 2 });
    expect(clusters).toMatchObject({ found: 4, right: 2, real: 2 });
  });

  it('finds the threshold of the highest F1', async () => {
    const people = ['1', '2', '3', '4'].map((id) => record(id, id < '3' ? 'anna' : 'bert', 1));
    const { best, curve } = await evaluate(people, undefined, [
      { left: '1', right: '2', probability: 0.99 },
      { left: '3', right: '4', probability: 0.4 },
      { left: '1', right: '3', probability: 0.1 },
    ]);
    expect(best).toMatchObject({ threshold: 0.4, agreement: { f1: 1 } });
    expect(curve.map(({ threshold }) => threshold)).toEqual([0.1, 0.4, 0.99]);
  });

  it('lets a constraint leave each record its best pair', async () => {
    const left = [record('a', 'anna', 1), record('b', 'bert', 2)];
    const right = [record('x', 'anna', 1), record('y', 'bert', 2)];
    const pairs = [
      { left: 'a', right: 'x', probability: 0.99 },
      { left: 'b', right: 'x', probability: 0.9 },
      { left: 'b', right: 'y', probability: 0.95 },
    ];
    expect((await evaluate(left, right, pairs, 'one_to_one')).best?.agreement).toMatchObject({
      f1: 1,
      found: 2,
    });
    expect((await evaluate(left, right, pairs, 'none')).curve[0]!.agreement.found).toBe(3);
  });

  it('says nothing where there is nothing', async () => {
    const { links, best, neverCompared } = await evaluate([record('1', 'anna', 1)], undefined, []);
    expect(links).toEqual({
      found: 0,
      right: 0,
      real: 0,
      precision: undefined,
      recall: undefined,
      f1: undefined,
    });
    expect(best).toBeUndefined();
    expect(neverCompared).toBe(0);
  });

  it('counts what a count of all pairs would', async () => {
    const people = fc.array(
      fc.record({ truth: fc.constantFrom('a', 'b', 'c', null), cluster: fc.integer({ min: 1, max: 3 }) }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(people, fc.option(people, { nil: undefined }), async (left, right) => {
        const named = (side: string, group: typeof left) =>
          group.map(({ truth, cluster }, i) => record(`${side}${i}`, truth, cluster));
        const [lefts, rights] = [named('l', left), right && named('r', right)];
        const all = rights
          ? lefts.flatMap((a) => rights.map((b) => [a, b] as const))
          : lefts.flatMap((a, i) => lefts.slice(i + 1).map((b) => [a, b] as const));
        const known = all.filter(([a, b]) => a.truth !== null && b.truth !== null);
        const same = known.filter(([a, b]) => a.truth === b.truth);
        const { clusters } = await evaluate(lefts, rights, []);
        expect(clusters.real).toBe(same.length);
        expect(clusters.found).toBe(known.filter(([a, b]) => a.cluster === b.cluster).length);
        expect(clusters.right).toBe(same.filter(([a, b]) => a.cluster === b.cluster).length);
      }),
      { numRuns: 25 },
    );
  });
});
