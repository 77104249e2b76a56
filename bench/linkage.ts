import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDuckdb } from '#engine/duckdb.ts';
import { sqlText } from '#engine/engine.ts';
import { type LinkageMeasure, measureLinkage } from './linkage/measure-linkage.ts';
import { linkageTables } from './linkage/report-linkage.ts';
import { formatTable, type TextTable } from './text-table.ts';
import { prepareCity } from './timing/prepare-city.ts';
import { megabytes, type RunStages, readStages, slowestTable, stageTable } from './timing/time-tables.ts';
import { type TimedCommand, timeCommand } from './timing/timed-command.ts';
import { workFolder } from './work-folder.ts';

export interface LinkageWish {
  readonly people: number;
  readonly region: string;
  readonly seed: number;
  /** Folder to work in and to keep; without it a temporary one that is removed. */
  readonly keep: string | undefined;
  readonly print: (text: string) => void;
}

const AS_OF = '2026-10-20';
const DAY_SHARE = 0.01;
const ZHAOREN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

/** One linking of the line. */
interface LinkStep {
  readonly name: string;
  /** Of the command that runs stage link alone, what it reads being there. */
  readonly timed: TimedCommand;
  readonly linkSeconds: number;
  readonly records: number;
  /** Null where the line does not say. */
  readonly pairs: number | null;
}

/**
 * `bench linkage`: makes a city with numbers removed and broken and one later day, lets the line link it, and compares
 * who is one person with the truth; beside it what agreement in number and name alone makes of the same records.
 * @throws Error when a command of the line fails or a table cannot be compared
 */
export async function benchLinkage(wish: LinkageWish): Promise<void> {
  const { people, region, seed, print } = wish;
  const folder = workFolder(wish.keep);
  await mkdir(folder, { recursive: true });
  const show = (...tables: readonly TextTable[]) => {
    for (const table of tables) print(`${formatTable(table)}\n`);
  };
  print(
    `# Linkage: ${people} people of ${region}, seed ${seed}, numbers removed in 10 % and broken in 5 % of records\n`,
  );
  print(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}\n`,
  );

  const city = { people, region, seed, errors: 'linkage', asOf: AS_OF } as const;
  await prepareCity(folder, 'city', city, told('generate: whole'));
  await prepareCity(folder, 'day', { ...city, day: 1, share: DAY_SHARE }, told('generate: next day'));
  const home = join(folder, 'home');
  await rm(home, { recursive: true, force: true });

  const stages: RunStages[] = [];
  const first = await link(home, join(folder, 'city'), 'first', stages);
  const truth = join(folder, 'city-truth');
  const exactSeconds = await measured(folder, [truth], 'exact', async (measure) => {
    show((await linkageTables(measure, 'Number and name alone'))[0]!);
    return measure.exactSeconds ?? 0;
  });
  await measured(folder, [truth], 'line', async (measure) =>
    show(...(await linkageTables(measure, 'The line'))),
  );

  // Ids of people are kept with a publication: the next day must find one.
  const rest = await timeCommand(ZHAOREN, ['run', '--no-database', '--json'], { env: environment(home) });
  told('first: registry to publication')(rest);
  const next = await link(home, join(folder, 'day'), 'next day', stages);
  await measured(folder, [truth, join(folder, 'day-truth')], 'line', async (measure) =>
    show(...(await linkageTables(measure, 'The next day')).filter((_, at) => at === 0 || at === 3)),
  );
  show(timeTable([first, next], exactSeconds), stageTable(stages), slowestTable(stages, 14));
}

const environment = (home: string) => ({ ZHAOREN_HOME: home, DATABASE_URL: '' });

const told =
  (name: string) =>
  ({ seconds }: TimedCommand): void => {
    process.stderr.write(`${name}  ${seconds.toFixed(1)} s\n`);
  };

/** Takes a folder in, brings it to standard tables, then links: the last command alone is timed. */
async function link(home: string, deliveries: string, name: string, stages: RunStages[]): Promise<LinkStep> {
  const env = environment(home);
  // 3: some file was refused, which the comparison of the line tells.
  told(`${name}: ingest`)(
    await timeCommand(ZHAOREN, ['ingest', deliveries, '--json'], { env, accepted: [0, 3] }),
  );
  told(`${name}: standardise`)(
    await timeCommand(ZHAOREN, ['run', '--only', 'standardise', '--no-database', '--json'], { env }),
  );
  const timed = await timeCommand(ZHAOREN, ['run', '--only', 'link', '--no-database', '--json'], { env });
  told(`${name}: link`)(timed);
  const run = readStages(name, timed.output);
  stages.push(run);
  return {
    name,
    timed,
    linkSeconds: run.seconds.link ?? 0,
    records: (await countRows(home, 'person_link')) ?? 0,
    pairs: await comparedPairs(home),
  };
}

async function measured<T>(
  folder: string,
  truths: readonly string[],
  link: 'line' | 'exact',
  look: (measure: LinkageMeasure) => Promise<T>,
): Promise<T> {
  const measure = await measureLinkage({
    home: join(folder, 'home'),
    truths,
    directory: join(folder, 'measure'),
    link,
  });
  try {
    return await look(measure);
  } finally {
    measure.engine.close();
  }
}

/** Rows of a table of the home, null when there is none. */
async function countRows(home: string, table: string): Promise<number | null> {
  const path = join(home, 'tables', `${table}.parquet`);
  if (!existsSync(path)) return null;
  const engine = await openDuckdb();
  try {
    const [row] = await engine.rows<{ rows: number }>(`SELECT count(*) AS rows FROM ${sqlText(path)}`);
    return row!.rows;
  } finally {
    engine.close();
  }
}

/** What the line noted of its last comparison, null when it compared nothing. */
async function comparedPairs(home: string): Promise<number | null> {
  const file = join(home, 'link', 'state.json');
  if (!existsSync(file)) return null;
  const { compared } = JSON.parse(await readFile(file, 'utf8')) as { compared?: number };
  return compared ?? null;
}

function timeTable(steps: readonly LinkStep[], exactSeconds: number): TextTable {
  return {
    title: 'Linking: time and memory',
    columns: [
      'step',
      'records',
      'pairs compared',
      'link s',
      'command s',
      'CPU s',
      'peak MB',
      '× number and name',
    ],
    rows: steps.map(({ name, records, pairs, timed, linkSeconds }) => [
      name,
      records,
      pairs ?? 'n/a',
      linkSeconds.toFixed(1),
      timed.seconds.toFixed(1),
      timed.cpuSeconds?.toFixed(1) ?? 'n/a',
      timed.peakBytes === null ? 'n/a' : megabytes(timed.peakBytes),
      (linkSeconds / exactSeconds).toFixed(1),
    ]),
    note: `Link s: stage link within the command, which starts from standard tables. Number and name alone took ${exactSeconds.toFixed(2)} s.`,
  };
}
