import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkageModel } from '#linkage/linkage-model.ts';
import { parseSpec } from '#linkage/spec/parse-spec.ts';
import { readModel, writeModel } from './model-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

const spec = parseSpec('comparisons:\n  name: { kind: exact }\nblocking: [ name ]\n', '');
const model: LinkageModel = {
  prior: 0.001,
  comparisons: [
    {
      name: 'name',
      levels: [
        { code: 'exact', label: 'equal', m: 0.9, u: 0.001, weight: 9.8 },
        { code: 'else', label: 'anything else', m: 0.1, u: 0.999, weight: -3.3 },
      ],
    },
  ],
  dependencies: [],
};

describe('a file of weights', () => {
  it('is read as it was written', async () => {
    const path = join(folder, 'a/b/model.json');
    await writeModel(path, model);
    expect(await readModel(path, spec)).toEqual(model);
    expect((await readFile(path, 'utf8')).endsWith('}\n')).toBe(true);
  });

  it('may not be there yet', async () => {
    expect(await readModel(join(folder, 'none.json'), spec)).toBeUndefined();
  });

  it.each([
    ['no JSON', 'weights'],
    ['null', 'null'],
    ['something else', '{"a":1}'],
    ['a prior of 1', JSON.stringify({ ...model, prior: 1 })],
    ['a list of nothing', JSON.stringify({ ...model, comparisons: [null] })],
    ['other comparisons', JSON.stringify({ ...model, comparisons: [] })],
    [
      'other levels',
      JSON.stringify({
        ...model,
        comparisons: [{ name: 'name', levels: [model.comparisons[0]!.levels[1]] }],
      }),
    ],
    [
      'dependencies of unknown comparisons',
      JSON.stringify({
        ...model,
        dependencies: [{ child: 'name', parent: 'town', copied: 0, corrections: [] }],
      }),
    ],
  ])('is refused when it holds %s', async (_, text) => {
    const path = join(folder, 'wrong.json');
    await writeFile(path, text);
    await expect(readModel(path, spec)).rejects.toMatchObject({ code: 'MODEL_UNFIT' });
  });
});
