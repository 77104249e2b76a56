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
  const { prior, comparisons, dependencies } = (value ?? {}) as Partial<LinkageModel>;
  const isNumber = (number: unknown) => typeof number === 'number' && Number.isFinite(number);
  const isText = (text: unknown) => typeof text === 'string';
  return (
    isNumber(prior) &&
    prior! > 0 &&
    prior! < 1 &&
    isListOf(
      comparisons,
      ({ name, levels }) =>
        isText(name) &&
        isListOf(levels, ({ code, m, u, weight }) => isText(code) && [m, u, weight].every(isNumber)),
    ) &&
    isListOf(
      dependencies,
      ({ child, parent, copied, corrections }) =>
        comparisons!.some(({ name }) => name === child) &&
        comparisons!.some(({ name }) => name === parent) &&
        isNumber(copied) &&
        isListOf(
          corrections,
          (correction) => isText(correction.child) && isText(correction.parent) && isNumber(correction.bits),
        ),
    )
  );
}

function isListOf<T>(list: readonly T[] | undefined, is: (item: T) => boolean): boolean {
  return Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null && is(item));
}

/** Keeps weights for later runs. They hold no value of a record. */
export async function writeModel(path: string, model: LinkageModel): Promise<void> {
  await writeText(path, `${JSON.stringify(model, null, 2)}\n`);
}
