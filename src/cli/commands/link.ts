import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, EngineError } from '#engine/engine.ts';
import { LinkageError } from '#linkage/linkage-error.ts';
import { checkColumnNames } from '#linkage/spec/check-columns.ts';
import type { LinkageSpec, Sides } from '#linkage/spec/linkage-spec.ts';
import { parseSpec } from '#linkage/spec/parse-spec.ts';
import { suggestSpec } from '#linkage/suggest/suggest-spec.ts';
import { fileError } from '#pipeline/sources/file-errors.ts';
import { checkLinkFiles, type NamedFile } from '../link/link-files.ts';
import { gatherProblems, type LinkProblems } from '../link/link-problems.ts';
import { loadNameTables } from '../link/name-tables.ts';
import { type ReadTable, readTable } from '../link/read-table.ts';
import { createRecordView, POSITION } from '../link/record-view.ts';
import { type Linked, runLinkage } from '../link/run-linkage.ts';
import { withTruth } from '../link/suggested-truth.ts';
import { withWorkFolder } from '../link/work-folder.ts';
import { writeText } from '../link/write-text.ts';
import { openProgress, type Progress } from '../progress.ts';

export interface LinkOptions {
  readonly spec?: string;
  readonly left: string;
  /** Undefined: the left table is linked with itself. */
  readonly right?: string;
  readonly out?: string;
  readonly suggest?: boolean;
  readonly force?: boolean;
  readonly clusters?: string;
  readonly model?: string;
  readonly review?: string;
  readonly chart?: string;
  /** `leftid,rightid;…` to be shown in the chart. */
  readonly pairs?: string;
  readonly allPairs?: boolean;
  readonly truth?: string;
  readonly threshold?: number;
  /** Of text files that are not UTF-8. */
  readonly encoding?: string;
  readonly memory: string;
  readonly quiet: boolean;
}

/** A starting spec, and where it was written; undefined: it is to be printed. */
export interface SuggestedSpec {
  readonly yaml: string;
  readonly file: string | undefined;
}

/** `zhaoren link`: links two tables, or one with itself, or suggests how to. Needs no home. */
export async function linkCommand(options: LinkOptions): Promise<SuggestedSpec | Linked> {
  const problems = gatherProblems({ spec: options.spec, left: options.left, right: options.right });
  await checkCommand(options, problems);
  return await withWorkFolder(async (work) => {
    const engine = await openDuckdb({
      memoryLimit: options.memory,
      threads: availableParallelism(),
      tempDirectory: work,
    });
    try {
      return await linkFiles(engine, work, options, problems);
    } catch (thrown) {
      throw linkFailure(thrown, work);
    } finally {
      engine.close();
    }
  });
}

/** There is no home to keep a failed statement in, and its pairs may be somebody's ids. */
function linkFailure(thrown: unknown, work: string): unknown {
  const known = fileError(thrown, work, '写入');
  return known instanceof EngineError
    ? new ZhaorenError('LINK_FAILED', { engine: known.engine, reason: known.message }, { cause: thrown })
    : known;
}

const named = (option: string, path: string | undefined): NamedFile[] =>
  path === undefined ? [] : [{ option, path }];

/** Where a suggestion goes, and whether tables are linked: with `--spec` and `--out` both are done. */
function intention({ suggest, spec, out }: LinkOptions): {
  suggestion: NamedFile | undefined;
  links: boolean;
} {
  if (!suggest) return { suggestion: undefined, links: true };
  const [suggestion] = [...named('--spec', spec), ...named('--out', out)];
  return { suggestion, links: spec !== undefined && out !== undefined };
}

async function checkCommand(options: LinkOptions, problems: LinkProblems): Promise<void> {
  const { suggestion, links } = intention(options);
  await problems.gather(() => {
    if (links && options.out === undefined)
      throw new ZhaorenError('BAD_ARGUMENT', { argument: '--out', expected: '结果文件，或者加上 --suggest' });
  });
  await problems.gather(() => {
    if (suggestion !== undefined && existsSync(suggestion.path) && !options.force)
      throw new ZhaorenError('BAD_ARGUMENT', {
        argument: suggestion.option,
        expected: `还不存在的文件（${suggestion.path} 已存在，加 --force 才覆盖）`,
      });
  });
  const results = ['out', 'clusters', 'review'] as const;
  const others = ['model', 'chart'] as const;
  const files = (names: readonly (typeof results | typeof others)[number][]) =>
    links ? names.flatMap((name) => named(`--${name}`, options[name])) : [];
  await checkLinkFiles(
    {
      inputs: [
        ...named('--left', options.left),
        ...named('--right', options.right),
        ...(suggestion ? [] : named('--spec', options.spec)),
      ],
      tables: files(results),
      others: [...(suggestion ? [suggestion] : []), ...files(others)],
    },
    problems,
  );
}

async function linkFiles(
  engine: Engine,
  work: string,
  options: LinkOptions,
  problems: LinkProblems,
): Promise<SuggestedSpec | Linked> {
  const { spec: specFile } = options;
  const progress = openProgress(options.quiet);
  const left = await readNamed(engine, work, 'left', options, problems, progress);
  const right = await readNamed(engine, work, 'right', options, problems, progress);
  const isSuggested = options.suggest === true || specFile === undefined;
  let readable: LinkageSpec | undefined;
  const given = isSuggested
    ? undefined
    : await problems.gather(() =>
        readSpec(specFile).catch((thrown) => {
          if (thrown instanceof LinkageError) readable = thrown.readable;
          throw thrown;
        }),
      );
  if (readable && left && (right || options.right === undefined)) {
    const spec = readable;
    const views = await makeViews(engine, { left, right }, {});
    await problems.gather(() => checkColumnNames(engine, spec, views.left, views.right));
  }
  problems.refuse();
  const tables: Tables = { left: left!, right };
  const truth = truthColumns(options.truth, tables);
  await loadNameTables(engine, work);

  if (given !== undefined) return await linkBy(given);
  progress.stage('拟定关联说明');
  const views = await makeViews(engine, tables, { without: truth });
  const suggested = await problems.gather(() => suggestSpec(engine, views));
  progress.finish();
  problems.refuse();
  const yaml = withTruth(suggested!, truth);
  const { suggestion, links } = intention(options);
  if (suggestion !== undefined) await writeText(suggestion.path, yaml);
  if (links) return await linkBy(await problems.gather(() => parseSpec(yaml, specFile ?? '')));
  return { yaml, file: suggestion?.path };

  async function linkBy(parsed: LinkageSpec | undefined): Promise<Linked> {
    problems.refuse();
    const spec = asAsked(parsed!, options, truth);
    const views = await makeViews(engine, tables, { hasPosition: parsed!.id === undefined });
    return await runLinkage(engine, { spec, ...tables, views }, options, problems, progress);
  }
}

interface Tables {
  readonly left: ReadTable;
  readonly right: ReadTable | undefined;
}

/** Views of the records under the names of their headers. */
async function makeViews(
  engine: Engine,
  { left, right }: Tables,
  { hasPosition = false, without }: { hasPosition?: boolean; without?: Sides<string> | undefined },
): Promise<{ left: string; right?: string }> {
  const hidden = (side: 'left' | 'right') => (without === undefined ? [] : [without[side]]);
  await createRecordView(engine, left, 'left_record', { hasPosition, without: hidden('left') });
  if (right === undefined) return { left: 'left_record' };
  await createRecordView(engine, right, 'right_record', { hasPosition, without: hidden('right') });
  return { left: 'left_record', right: 'right_record' };
}

async function readNamed(
  engine: Engine,
  work: string,
  side: 'left' | 'right',
  { [side]: file, encoding }: LinkOptions,
  problems: LinkProblems,
  progress: Progress,
): Promise<ReadTable | undefined> {
  if (file === undefined) return undefined;
  progress.stage(`读取 ${file}`);
  const table = await problems.gather(() =>
    readTable(engine, { file, table: `${side}_table`, work, encoding }),
  );
  progress.finish(table ? `${table.records} 条` : '不能读取');
  return table;
}

async function readSpec(file: string): Promise<LinkageSpec> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR')
      throw new ZhaorenError('NOT_FOUND', { kind: '关联说明文件', key: file }, { cause });
    throw fileError(cause, file, '读取');
  });
  return parseSpec(text.replace(/^\ufeff/, ''), file);
}

/** `--truth COLUMN`, or `LEFT,RIGHT` where the tables call it differently. */
function truthColumns(asked: string | undefined, { left, right }: Tables): Sides<string> | undefined {
  if (asked === undefined) return undefined;
  const isWhole = left.columns.includes(asked) && (right ?? left).columns.includes(asked);
  const [one = asked, other = one] = isWhole ? [asked] : asked.split(',').map((name) => name.trim());
  for (const [name, table] of [
    [one, left],
    [other, right ?? left],
  ] as const)
    if (!table.columns.includes(name))
      throw new ZhaorenError('BAD_ARGUMENT', {
        argument: '--truth',
        expected: `文件 ${table.file} 中的列：${table.columns.join('、')}`,
      });
  return { left: one, right: right === undefined ? one : other };
}

/** The spec with what the command line says otherwise; a record without id goes by its position. */
function asAsked(
  spec: LinkageSpec,
  { threshold }: LinkOptions,
  truth: Sides<string> | undefined,
): LinkageSpec {
  const given = threshold ?? spec.threshold;
  const isAbove = typeof spec.reviewFrom === 'number' && typeof given === 'number' && spec.reviewFrom > given;
  return Object.freeze({
    ...spec,
    id: spec.id ?? { left: POSITION, right: POSITION },
    truth: truth ?? spec.truth,
    threshold: given,
    reviewFrom: isAbove ? 'auto' : spec.reviewFrom,
  });
}
