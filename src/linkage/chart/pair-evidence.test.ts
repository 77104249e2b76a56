import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import type { Engine } from '#engine/engine.ts';
import { evaluateLinkage } from '../evaluate/evaluate-linkage.ts';
import { type LinkageResult, linkTables } from '../link-tables.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { choosePairs, falseLinks, findPairs, missedLinks, neverCompared } from './choose-pairs.ts';
import { readPairEvidence } from './pair-evidence.ts';
import { weightHistogram } from './weight-histogram.ts';

/** Linking a real table: 60 people twice, some written otherwise, and namesakes. */
let engine: Engine;
let spec: LinkageSpec;
let result: LinkageResult;

beforeAll(async () => {
  engine = await openDuckdb({ memoryLimit: '500MB', threads: 1 });
  await engine.run(`
    CREATE TABLE people AS
    SELECT
      'id' || i AS id,
      'person ' || (i % 60) AS who,
      'name ' || chr(CAST(65 + i % 20 AS INTEGER)) || CASE WHEN i = 75 THEN 'x' ELSE '' END AS name,
      CASE WHEN i IN (76, 77) THEN NULL ELSE 'town ' || (i % 60) // 3 END AS town,
      CASE WHEN i = 77 THEN NULL ELSE CAST(DATE '1980-01-01' + 37 * CAST(i % 60 AS INTEGER) AS VARCHAR) END AS birth
    FROM range(120) t(i)`);
  spec = parseSpec(
    [
      'id: id',
      'truth: who',
      'columns: { birth: { type: date } }',
      'comparisons: { name: text, town: exact, birth: date }',
      'blocking: [ birth, name + town ]',
    ].join('\n'),
    '',
  );
  result = await linkTables(engine, { spec, left: 'people' });
  await evaluateLinkage(engine, { spec, left: 'people', result });
});
afterAll(() => engine.close());

describe('the pairs shown of a linkage', () => {
  it('carry what each comparison adds, and both values', async () => {
    const { strong } = await choosePairs(engine);
    expect(strong.length).toBeGreaterThan(0);
    const [evidence] = await readPairEvidence(engine, { spec, left: 'people', model: result.model }, strong);
    expect(evidence).toMatchObject({ ...strong[0], decision: 'LINK' });
    expect(evidence!.contributions.map(({ comparison }) => comparison)).toEqual(['name', 'town', 'birth']);
    const sum = evidence!.contributions.reduce((bits, { weight }) => bits + weight, 0);
    expect(evidence!.weight).toBeCloseTo(sum, 3);
    for (const { values } of evidence!.contributions) expect(values[0]!.left).toBe(values[0]!.right);
  });

  it('are all different', async () => {
    const { strong, borderline, rejected } = await choosePairs(engine);
    const pairs = [...strong, ...borderline, ...rejected].map(
      ({ leftId, rightId }) => `${leftId} ${rightId}`,
    );
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('are found in either order when one table is linked with itself', async () => {
    const { strong } = await choosePairs(engine);
    const { leftId, rightId } = strong[0]!;
    expect(await findPairs(engine, [{ leftId: rightId, rightId: leftId }], true)).toEqual([strong[0]]);
    const unknown = { leftId: 'id0', rightId: 'nobody' };
    expect(await findPairs(engine, [unknown], true)).toEqual([unknown]);
    const [evidence] = await readPairEvidence(engine, { spec, left: 'people', model: result.model }, [
      unknown,
    ]);
    expect(evidence).toMatchObject({ weight: undefined, decision: undefined });
  });

  it('tell what was missed because no rule brought it together', async () => {
    expect(await neverCompared(engine, spec, true, 5)).toEqual([
      { leftId: expect.stringMatching(/^id(17|77)$/), rightId: expect.stringMatching(/^id(17|77)$/) },
    ]);
    for (const { leftId, rightId } of await missedLinks(engine, 5)) expect(leftId).not.toBe(rightId);
    expect(await falseLinks(engine, 5)).toEqual([]);
  });

  it('are counted by weight, none twice', async () => {
    const bins = await weightHistogram(engine, true);
    const [kept] = await engine.rows<{ n: number }>('SELECT count(*) AS n FROM linkage_pair');
    const counted = bins.reduce((sum, { links, reviews, others }) => sum + links + reviews + others, 0);
    expect(counted).toBe(kept!.n);
    expect(bins.reduce((sum, { real, unreal }) => sum + real + unreal, 0)).toBe(kept!.n);
    expect(bins.every(({ from }, index) => index === 0 || from === bins[index - 1]!.from + 1)).toBe(true);
  });
});
