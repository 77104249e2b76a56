import { execFileSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlText } from '#engine/engine.ts';
import { type ClusterFigures, measureClusters } from './tables/measure-clusters.ts';
import { linkBySimpleRules } from './tables/simple-rules.ts';
import { largeSet, TABLE_SETS, type TableSet } from './tables/table-set.ts';
import { formatTable, type TableCell, type TextTable } from './text-table.ts';
import { megabytes } from './timing/time-tables.ts';
import { timeCommand } from './timing/timed-command.ts';
import { workFolder } from './work-folder.ts';

export interface TablesWish {
  /** Links two tables of so many records each instead of the small sets. */
  readonly records: number | undefined;
  /** A Python that has Splink. */
  readonly python: string;
  readonly keep: string | undefined;
  readonly print: (text: string) => void;
}

const program = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ZHAOREN = program('../src/cli/main.ts');

/** One way to link a set. */
interface Outcome extends ClusterFigures {
  readonly how: string;
  readonly seconds: number;
  readonly peakBytes?: number | null;
}

/**
 * `bench linkage --tables`: invented people of several languages in one or two tables, linked by the specification
 * that `zhaoren link` suggests, at its own threshold; beside it simple rules, and Splink where a Python has it.
 */
export async function benchTables({ records, python, keep, print }: TablesWish): Promise<void> {
  const folder = workFolder(keep);
  const splink = splinkVersion(python);
  const sets = records === undefined ? TABLE_SETS : [largeSet(records)];
  const rows: TableCell[][] = [];
  for (const set of sets) {
    const directory = join(folder, 'tables', set.name.replaceAll(/\W+/g, '-'));
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    const made = await timeCommand(program('./tables/make-tables.ts'), [JSON.stringify(set), directory]);
    const { records: sizes } = JSON.parse(made.output) as { records: number[] };
    const size = sizes.map((count) => count.toLocaleString('en-US')).join(' × ');
    for await (const outcome of outcomes(set, directory, splink === undefined ? undefined : python)) {
      rows.push(outcomeRow(set, size, outcome));
      process.stderr.write(`${rows.at(-1)!.join('  ')}\n`);
    }
  }
  print(formatTable(outcomeTable(rows, splink)));
}

/** One by one, so that a way that fails does not hide those before it. */
async function* outcomes(
  set: TableSet,
  directory: string,
  python: string | undefined,
): AsyncGenerator<Outcome> {
  const engine = await openDuckdb({
    memoryLimit: '3GB',
    threads: 2,
    tempDirectory: join(directory, 'spill'),
  });
  try {
    const sides = set.tables === 'TWO' ? ['left', 'right'] : ['left'];
    await engine.run(
      `CREATE TABLE record AS ${sides
        .map(
          (side) =>
            `SELECT '${side}' AS side, * FROM read_csv(${sqlText(join(directory, `${side}.csv`))}, all_varchar = true, header = true)`,
        )
        .join(' UNION ALL BY NAME ')}`,
    );
    for (const { name, ...result } of await linkBySimpleRules(engine, set, 'record'))
      yield { how: name, ...result };
    yield* tried('zhaoren link, as suggested', async () => [await byZhaoren(engine, set, directory)]);
    if (python !== undefined) yield* tried('Splink', () => bySplink(engine, set, directory, python));
  } finally {
    engine.close();
  }
}

/** A program that fails is told and leaves the others alone; the bench fails in the end. */
async function* tried(how: string, link: () => Promise<readonly Outcome[]>): AsyncGenerator<Outcome> {
  try {
    yield* await link();
  } catch (error) {
    process.stderr.write(`${how} failed: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

async function byZhaoren(engine: Engine, set: TableSet, directory: string): Promise<Outcome> {
  const file = (name: string) => join(directory, name);
  const right = set.tables === 'TWO' ? ['--right', file('right.csv')] : [];
  const { seconds, peakBytes } = await timeCommand(ZHAOREN, [
    ...['link', '--left', file('left.csv'), ...right, '--truth', 'entity', '--json'],
    ...['--out', file('pairs.parquet'), '--clusters', file('clusters.parquet')],
  ]);
  await engine.run(
    `CREATE OR REPLACE VIEW found AS SELECT side, CAST(id AS VARCHAR) AS id, cluster_id AS cluster FROM ${sqlText(file('clusters.parquet'))}`,
  );
  const figures = await measureClusters(engine, 'found', 'record', set.tables === 'TWO');
  return { how: 'zhaoren link, as suggested', seconds, peakBytes, ...figures };
}

/** At 0.95, which its documentation uses, and at the best of four thresholds, which nobody knows beforehand. */
async function bySplink(
  engine: Engine,
  set: TableSet,
  directory: string,
  python: string,
): Promise<Outcome[]> {
  const output = execFileSync(python, [program('./tables/splink-link.py'), JSON.stringify(set), directory], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { seconds, thresholds } = JSON.parse(output.trim().split('\n').at(-1)!) as {
    seconds: number;
    thresholds: number[];
  };
  const found: (Outcome & { threshold: number })[] = [];
  for (const threshold of thresholds) {
    await engine.run(
      `CREATE OR REPLACE VIEW found AS SELECT * FROM ${sqlText(join(directory, `clusters-${threshold}.parquet`))}`,
    );
    const figures = await measureClusters(engine, 'found', 'record', set.tables === 'TWO');
    found.push({ how: `Splink at ${threshold}`, threshold, seconds, ...figures });
  }
  const best = found.toSorted((a, b) => b.f1 - a.f1)[0]!;
  return [
    found.find(({ threshold }) => threshold === 0.95)!,
    { ...best, how: `Splink at its best, ${best.threshold}` },
  ];
}

function splinkVersion(python: string): string | undefined {
  try {
    return execFileSync(python, ['-c', 'import splink; print(splink.__version__)'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

function outcomeRow(set: TableSet, size: string, outcome: Outcome): TableCell[] {
  const { how, precision, recall, f1, seconds, peakBytes } = outcome;
  return [
    set.name,
    size,
    how,
    ...[precision, recall, f1].map((share) => share.toFixed(4)),
    seconds.toFixed(1),
    peakBytes ? megabytes(peakBytes) : '',
  ];
}

function outcomeTable(rows: readonly (readonly TableCell[])[], splink: string | undefined): TextTable {
  return {
    title: 'Any two tables: pairs of records of one person, after clustering',
    columns: ['set', 'records', 'how', 'precision', 'recall', 'F1', 'seconds', 'peak MB'],
    rows,
    note: `Seconds of zhaoren link are those of the whole command, reading, suggestion and training included; of Splink those of training, prediction and clustering. ${
      splink === undefined
        ? 'Splink was left out: no Python with it (--splink PYTHON).'
        : `Splink ${splink} with a hand-made specification.`
    }`,
  };
}
