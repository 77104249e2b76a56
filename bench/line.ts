import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CitySummary } from '#city/generate-city.ts';
import type { Run } from '#cli/commands/run.ts';
import { measureQuality } from './quality/measure-quality.ts';
import { dayTable, qualityTables } from './quality/report-quality.ts';
import { formatTable, type TextTable } from './text-table.ts';
import { folderBytes } from './timing/folder-size.ts';
import type { CityOrder } from './timing/make-city.ts';
import type { PlainFigures } from './timing/plain-read-write.ts';
import { type TimedCommand, timeCommand } from './timing/timed-command.ts';

export interface LineWish {
  readonly people: number;
  readonly region: string;
  readonly seed: number;
  /** Deliveries without any error. */
  readonly flawless: boolean;
  /** Folder to work in and to keep; without it a temporary one that is removed. */
  readonly keep: string | undefined;
  readonly print: (text: string) => void;
}

const AS_OF = '2026-10-31';
const DAY_SHARE = 0.01;

const program = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAKE_CITY = program('./timing/make-city.ts');
const PLAIN = program('./timing/plain-read-write.ts');
const ZHAOREN = program('../src/cli/main.ts');

/** A line of the table of times. */
interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly peakBytes: number | null;
  /** Compared with the baseline. */
  readonly isLine: boolean;
}

/**
 * `bench line`: makes a city and one later day, reads and writes its files with plain DuckDB, runs the line on
 * them (first, again with nothing new, and with the day's delta), and compares the result with the truth.
 * @throws Error when a command of the line fails or a table cannot be compared
 */
export async function benchLine(wish: LineWish): Promise<void> {
  const folder = wish.keep ? resolve(wish.keep) : await mkdtemp(join(tmpdir(), 'zhaoren-bench-'));
  try {
    await mkdir(folder, { recursive: true });
    await measureLine(wish, folder);
  } finally {
    if (!wish.keep) await rm(folder, { recursive: true, force: true });
  }
}

async function measureLine(wish: LineWish, folder: string): Promise<void> {
  const { print } = wish;
  const steps: Step[] = [];
  const note = (name: string, { seconds, peakBytes }: TimedCommand, isLine: boolean) => {
    steps.push({ name, seconds, peakBytes, isLine });
    process.stderr.write(`${name}  ${seconds.toFixed(1)} s\n`);
  };

  print(
    `# Line: ${wish.people} people of ${wish.region}, seed ${wish.seed}, errors ${wish.flawless ? 'none' : 'default'}\n`,
  );
  const [processor] = cpus();
  print(
    `${cpus().length} × ${processor?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}\n`,
  );
  const city = await makeCity(wish, folder, note);
  print(
    formatTable({
      title: 'City',
      columns: ['deliveries', 'people', 'records', 'files', 'MB'],
      rows: [city.whole, city.day].map(({ people, records, files, bytes }, at) => [
        at === 0 ? 'whole' : `next day, ${100 * DAY_SHARE} %`,
        people,
        records,
        files,
        megabytes(bytes),
      ]),
    }),
  );

  const plain = join(folder, 'plain');
  await rm(plain, { recursive: true, force: true });
  const baseline = await timeCommand(PLAIN, [join(folder, 'city'), plain]);
  note('baseline: plain DuckDB read and write', baseline, false);
  await rm(plain, { recursive: true, force: true });

  const home = join(folder, 'home');
  await rm(home, { recursive: true, force: true });
  const stages: TextTable[] = [];
  const line = async (name: string, deliveries: string | null): Promise<void> => {
    const env = { ZHAOREN_HOME: home, DATABASE_URL: '' };
    // 3: some file was refused, which the comparison tells.
    if (deliveries !== null)
      note(
        `${name}: ingest`,
        await timeCommand(ZHAOREN, ['ingest', deliveries, '--json'], { env, accepted: [0, 3] }),
        true,
      );
    const run = await timeCommand(ZHAOREN, ['run', '--json'], { env });
    note(`${name}: run`, run, true);
    stages.push(stageTable(name, run.output));
  };

  await line('first', join(folder, 'city'));
  const disk = diskTable(home);
  const quality = await compare(home, [join(folder, 'city-truth')], folder);
  await line('nothing new', join(folder, 'city'));
  await line('next day', join(folder, 'day'));
  const after = await compareDay(home, folder);

  print(`\n${formatTable(timeTable(steps, baseline.seconds, JSON.parse(baseline.output) as PlainFigures))}`);
  for (const table of [...stages, disk, ...quality, after]) print(`\n${formatTable(table)}`);
}

async function makeCity(
  wish: LineWish,
  folder: string,
  note: (name: string, command: TimedCommand, isLine: boolean) => void,
): Promise<{ whole: CitySummary; day: CitySummary }> {
  const { people, region, seed, flawless } = wish;
  const make = async (name: string, order: Partial<CityOrder>): Promise<CitySummary> => {
    const out = join(folder, name);
    const told = join(folder, `${name}.json`);
    const truth = `${out}-truth`;
    const command = JSON.stringify({ region, people, seed, flawless, asOf: AS_OF, out, truth, ...order });
    if (existsSync(told)) {
      const { order: made, summary } = JSON.parse(await readFile(told, 'utf8')) as {
        order: string;
        summary: CitySummary;
      };
      if (made === command) return summary;
    }
    for (const path of [told, out, truth]) await rm(path, { recursive: true, force: true });
    const made = await timeCommand(MAKE_CITY, [command]);
    note(`generate: ${name}`, made, false);
    const summary = JSON.parse(made.output) as CitySummary;
    await writeFile(told, JSON.stringify({ order: command, summary }));
    return summary;
  };
  return { whole: await make('city', {}), day: await make('day', { day: 1, share: DAY_SHARE }) };
}

async function compare(home: string, truths: readonly string[], folder: string): Promise<TextTable[]> {
  const engine = await measureQuality({ home, truths, directory: join(folder, 'quality') });
  try {
    return await qualityTables(engine);
  } finally {
    engine.close();
  }
}

async function compareDay(home: string, folder: string): Promise<TextTable> {
  const truths = [join(folder, 'city-truth'), join(folder, 'day-truth')];
  const engine = await measureQuality({ home, truths, directory: join(folder, 'quality-day') });
  try {
    return await dayTable(engine);
  } finally {
    engine.close();
  }
}

function timeTable(steps: readonly Step[], baselineSeconds: number, plain: PlainFigures): TextTable {
  return {
    title: 'Time and memory',
    columns: ['step', 'seconds', '× baseline', 'peak MB'],
    rows: steps.map(({ name, seconds, peakBytes, isLine }) => [
      name,
      seconds.toFixed(1),
      isLine ? (seconds / baselineSeconds).toFixed(1) : '',
      peakBytes === null ? 'n/a' : megabytes(peakBytes),
    ]),
    note:
      `Baseline: ${plain.files} files, ${megabytes(plain.bytes)} MB, ${plain.rows.toLocaleString('en-US')} lines, ` +
      `${plain.decodeSeconds.toFixed(1)} s of it rewriting GB18030 as UTF-8; ` +
      `${plain.filesLeftOut} XLSX files (${megabytes(plain.bytesLeftOut)} MB) left out, which DuckDB cannot read. ` +
      'Peak: proportional set size of the process and all it starts, PostgreSQL included.',
  };
}

/** Where the seconds of a run went, as `run --json` tells. */
function stageTable(name: string, output: string): TextTable {
  const { seconds } = JSON.parse(output) as Pick<Run, 'seconds'>;
  return {
    title: `Stages: ${name}`,
    columns: ['stage', 'seconds'],
    rows: Object.entries(seconds).map(([stage, spent]) => [stage, spent.toFixed(1)]),
  };
}

function diskTable(home: string): TextTable {
  const parts = ['raw', 'standard', 'quarantine', 'tables', 'published', 'postgres'].filter((part) =>
    existsSync(join(home, part)),
  );
  return {
    title: 'Disk after the first run',
    columns: ['part', 'MB'],
    rows: [
      ...parts.map((part) => [part, megabytes(folderBytes(join(home, part)))]),
      ['all', megabytes(folderBytes(home))],
    ],
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
