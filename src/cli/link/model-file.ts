import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { LinkageModel } from '#linkage/linkage-model.ts';
import { compileComparisons } from '#linkage/scoring/level-sql.ts';
import type { LinkageSpec } from '#linkage/spec/linkage-spec.ts';
import { fileError } from '#pipeline/sources/file-errors.ts';
import { writeText } from './write-text.ts';

/**
 * Weights of an earlier run; undefined when there is no such file.
 * @throws ZhaorenError MODEL_UNFIT when it is no model, or not one of this spec
 */
export async function readModel(path: string, spec: LinkageSpec): Promise<LinkageModel | undefined> {
  if (!existsSync(path)) return undefined;
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw fileError(cause, path, '读取');
  });
  let model: unknown;
  try {
    model = JSON.parse(text);
  } catch (cause) {
    throw new ZhaorenError('MODEL_UNFIT', { file: path, reason: '内容不是 JSON' }, { cause });
  }
  if (!isModel(model))
    throw new ZhaorenError('MODEL_UNFIT', { file: path, reason: '内容不是训练所得的权重' });
  const known = new Map(model.comparisons.map(({ name, levels }) => [name, levels.map(({ code }) => code)]));
  for (const { spec: comparison, levels } of compileComparisons(spec)) {
    const codes = [...levels.map(({ code }) => code), 'else'];
    if (known.get(comparison.name)?.join() !== codes.join())
      throw new ZhaorenError('MODEL_UNFIT', {
        file: path,
        field: comparison.name,
        reason: `没有比较项“${comparison.name}”的权重，或其程度与现在的说明不同`,
      });
  }
  return model;
}

function isModel(value: unknown): value is LinkageModel {
  const { prior, comparisons } = (value ?? {}) as Partial<LinkageModel>;
  const isLevel = (level: { code?: unknown; weight?: unknown; m?: unknown; u?: unknown } | null) =>
    typeof level?.code === 'string' &&
    [level.weight, level.m, level.u].every((number) => typeof number === 'number');
  return (
    typeof prior === 'number' &&
    prior > 0 &&
    prior < 1 &&
    Array.isArray(comparisons) &&
    comparisons.every(
      (one) => typeof one?.name === 'string' && Array.isArray(one.levels) && one.levels.every(isLevel),
    )
  );
}

/** Keeps weights for later runs. They hold no value of a record. */
export async function writeModel(path: string, model: LinkageModel): Promise<void> {
  await writeText(path, `${JSON.stringify(model, null, 2)}\n`);
}
