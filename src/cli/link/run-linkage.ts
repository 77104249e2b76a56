import { existsSync } from 'node:fs';
import type { Engine } from '#engine/engine.ts';
import { evaluateLinkage } from '#linkage/evaluate/evaluate-linkage.ts';
import type { Evaluation } from '#linkage/evaluate/evaluation.ts';
import { type LinkageResult, type LinkProgress, linkTables } from '#linkage/link-tables.ts';
import { checkColumns } from '#linkage/spec/check-columns.ts';
import type { LinkageSpec } from '#linkage/spec/linkage-spec.ts';
import type { LinkOptions } from '../commands/link.ts';
import type { Progress } from '../progress.ts';
import { parsePairs } from './asked-pairs.ts';
import type { LinkProblems } from './link-problems.ts';
import { readModel, writeModel } from './model-file.ts';
import { type ReadTable, refusalSentences } from './read-table.ts';
import { POSITION } from './record-view.ts';
import { clustersQuery, pairsQuery, reviewQuery } from './result-queries.ts';
import { specProblem } from './spec-problem.ts';
import { writeQuery } from './write-query.ts';

/** What was linked, and how well. */
export interface Linked {
  readonly left: ReadTable;
  readonly right: ReadTable | undefined;
  readonly spec: LinkageSpec;
  /** Undefined when the suggested spec was used. */
  readonly specFile: string | undefined;
  readonly result: LinkageResult;
  readonly reviews: number;
  readonly hasTrained: boolean;
  readonly evaluation: Evaluation | undefined;
  /** Chinese sentences on what a reader should know. */
  readonly warnings: readonly string[];
  /** Files written, by what they hold. */
  readonly files: Readonly<Record<string, string>>;
}

const STEPS: Record<LinkProgress['step'], string> = {
  clean: '清洗',
  block: '分块',
  train: '训练权重',
  compare: '比较',
  decide: '判定',
  cluster: '归并成组',
};

/** Tables that have been read, as views of the engine, and how they are to be linked. */
export interface LinkageTask {
  readonly spec: LinkageSpec;
  readonly left: ReadTable;
  readonly right: ReadTable | undefined;
  readonly views: { readonly left: string; readonly right?: string };
}

/**
 * Links what has been read, measures it where the truth is known, and writes every file that was asked for.
 * @throws ZhaorenError LINK_REFUSED
 */
export async function runLinkage(
  engine: Engine,
  task: LinkageTask,
  options: LinkOptions,
  problems: LinkProblems,
  progress: Progress,
): Promise<Linked> {
  const { spec, left, right, views } = task;
  const names = { spec: options.spec, left: options.left, right: options.right };
  const known = await problems.gather(() => checkColumns(engine, spec, views.left, views.right));
  const modelFile = options.model;
  const model = modelFile === undefined ? undefined : await problems.gather(() => readModel(modelFile, spec));
  problems.refuse();

  progress.stage('关联', Object.keys(STEPS).length);
  const result = await problems.gather(() =>
    linkTables(engine, {
      spec,
      ...views,
      model,
      onProgress: ({ step, detail }) =>
        progress.step(Object.keys(STEPS).indexOf(step), `${STEPS[step]} ${detail}`.trim()),
    }),
  );
  problems.refuse();
  progress.finish(`${result!.links} 对`);

  const evaluation = spec.truth && (await evaluateLinkage(engine, { spec, ...views, result: result! }));
  const linked: Linked = {
    left,
    right,
    spec,
    specFile: options.spec,
    result: result!,
    reviews: await countReviews(engine),
    hasTrained: model === undefined,
    evaluation,
    warnings: [
      ...(spec.id?.left === POSITION
        ? ['没有不重复的编号列：结果中的编号是记录在文件中的序号，从 1 起；另有编号列时请在关联说明中写 id']
        : []),
      ...[left, ...(right ? [right] : [])].flatMap((table) => [
        ...table.warnings.map((warning) => `文件 ${table.file}：${warning}`),
        ...refusalSentences(table),
      ]),
      ...known!.map((problem) => specProblem(problem, names).what),
    ],
    files: {},
  };
  progress.stage('写出结果');
  const files = await writeFiles(engine, task, linked, options);
  progress.finish();
  return Object.freeze({ ...linked, files });
}

async function countReviews(engine: Engine): Promise<number> {
  const [row] = await engine.rows<{ n: number }>(
    "SELECT count(*) AS n FROM linkage_pair WHERE decision = 'REVIEW'",
  );
  return row!.n;
}

async function writeFiles(
  engine: Engine,
  { spec, views }: LinkageTask,
  linked: Linked,
  { out, clusters, review, model, chart, allPairs, pairs, left, right }: LinkOptions,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  const write = async (name: string, file: string | undefined, work: (file: string) => Promise<void>) => {
    if (file === undefined) return;
    await work(file);
    files[name] = file;
  };
  await write('pairs', out, (file) => writeQuery(engine, pairsQuery(spec, allPairs === true), file));
  await write('clusters', clusters, (file) => writeQuery(engine, clustersQuery(), file));
  await write('review', review, (file) =>
    writeQuery(engine, reviewQuery(spec, { left: views.left, right: views.right ?? views.left }), file, {
      isPrivate: true,
    }),
  );
  await write('model', model, async (file) => {
    if (!existsSync(file)) await writeModel(file, linked.result.model);
  });
  await write('chart', chart, async (file) => {
    // the drawing library takes longer to load than most commands to run
    const { writeLinkChart } = await import('./chart/write-link-chart.ts');
    await writeLinkChart(engine, file, {
      ...linked,
      views,
      asked: parsePairs(pairs),
      title: right === undefined ? left : `${left} ↔ ${right}`,
    });
  });
  return files;
}
