import { mkdir, rm } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrorOccasion } from '#city/deliveries/errors/error-rates.ts';
import type { Intake } from '#cli/commands/ingest.ts';
import type { Engine } from '#engine/engine.ts';
import { measureQuality } from './quality/measure-quality.ts';
import { dayTable, qualityTables } from './quality/report-quality.ts';
import { formatTable, type TextTable } from './text-table.ts';
import type { PlainFigures } from './timing/plain-read-write.ts';
import { prepareCity } from './timing/prepare-city.ts';
import {
  cityTable,
  diskTable,
  type RunStages,
  readStages,
  type Step,
  slowestTable,
  stageTable,
  timeTable,
} from './timing/time-tables.ts';
import { type TimedCommand, timeCommand } from './timing/timed-command.ts';
import { workFolder } from './work-folder.ts';

export interface LineWish {
  readonly people: number;
  readonly region: string;
  readonly seed: number;
  readonly errors: ErrorOccasion;
  /** Folder to work in and to keep; without it a temporary one that is removed. */
  readonly keep: string | undefined;
  readonly print: (text: string) => void;
}

// In the middle of a month: at its end every gap grows by one overnight, and the delta would be everybody.
const AS_OF = '2026-10-20';
const DAY_SHARE = 0.01;

const program = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PLAIN = program('./timing/plain-read-write.ts');
const ZHAOREN = program('../src/cli/main.ts');

/**
 * `bench line`: makes a city and one later day, reads and writes its files with plain DuckDB, runs the line on
 * them (first, again with nothing new, and with the day's delta), and compares the result with the truth.
 * @throws Error when a command of the line fails or a table cannot be compared
 */
export async function benchLine(wish: LineWish): Promise<void> {
  const folder = workFolder(wish.keep);
  await mkdir(folder, { recursive: true });
  await measureLine(wish, folder);
}

async function measureLine(wish: LineWish, folder: string): Promise<void> {
  const { print } = wish;
  const steps: Step[] = [];
  const note = (name: string, { seconds, peakBytes, cpuSeconds }: TimedCommand, isLine: boolean) => {
    steps.push({ name, seconds, peakBytes, cpuSeconds, isLine });
    process.stderr.write(`${name}  ${seconds.toFixed(1)} s\n`);
  };

  print(`# Line: ${wish.people} people of ${wish.region}, seed ${wish.seed}, errors ${wish.errors}\n`);
  const [processor] = cpus();
  print(
    `${cpus().length} × ${processor?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}\n`,
  );
  const { people, region, seed, errors } = wish;
  const cityWish = { people, region, seed, errors, asOf: AS_OF };
  const whole = await prepareCity(folder, 'city', cityWish, (made) => note('generate: whole', made, false));
  const day = await prepareCity(folder, 'day', { ...cityWish, day: 1, share: DAY_SHARE }, (made) =>
    note('generate: next day', made, false),
  );
  print(formatTable(cityTable([whole, day], [`whole`, `next day, ${100 * DAY_SHARE} %`])));

  const plain = join(folder, 'plain');
  await rm(plain, { recursive: true, force: true });
  const baseline = await timeCommand(PLAIN, [join(folder, 'city'), plain]);
  note('baseline: plain DuckDB read and write', baseline, false);
  await rm(plain, { recursive: true, force: true });

  const home = join(folder, 'home');
  await rm(home, { recursive: true, force: true });
  const stages: RunStages[] = [];
  const env = { ZHAOREN_HOME: home, DATABASE_URL: '' };
  // What is known is printed at once: a step that fails later must not hide it.
  const show = (...tables: readonly TextTable[]) => {
    for (const table of tables) print(`\n${formatTable(table)}`);
  };
  const line = async (name: string, deliveries: string): Promise<void> => {
    // 3: some file was refused, which the comparison tells.
    const ingest = await timeCommand(ZHAOREN, ['ingest', deliveries, '--json'], { env, accepted: [0, 3] });
    note(`${name}: ingest`, ingest, true);
    const { refused } = JSON.parse(ingest.output) as Intake;
    if (refused.length > 0) show(refusedTable(name, refused));
    const run = await timeCommand(ZHAOREN, ['run', '--json'], { env });
    note(`${name}: run`, run, true);
    note(`${name}: together`, together(ingest, run), true);
    stages.push(readStages(name, run.output));
  };
  await line('first', join(folder, 'city'));
  show(diskTable(home), ...(await compare(folder, ['city'], qualityTables)));
  await line('nothing new', join(folder, 'city'));
  await line('next day', join(folder, 'day'));
  show(await compare(folder, ['city', 'day'], dayTable));
  show(
    timeTable(steps, baseline.seconds, JSON.parse(baseline.output) as PlainFigures),
    stageTable(stages),
    slowestTable(stages, 12),
  );
}

/** Compares the home with the truth of the generations that it took in. */
async function compare<T>(
  folder: string,
  generations: readonly string[],
  tables: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await measureQuality({
    home: join(folder, 'home'),
    truths: generations.map((generation) => join(folder, `${generation}-truth`)),
    directory: join(folder, 'quality', generations.at(-1)!),
  });
  try {
    return await tables(engine);
  } finally {
    engine.close();
  }
}

function together(first: TimedCommand, second: TimedCommand): TimedCommand {
  const both = (of: (a: number, b: number) => number, a: number | null, b: number | null) =>
    a === null || b === null ? null : of(a, b);
  return {
    seconds: first.seconds + second.seconds,
    peakBytes: both(Math.max, first.peakBytes, second.peakBytes),
    cpuSeconds: both((a, b) => a + b, first.cpuSeconds, second.cpuSeconds),
    output: '',
  };
}

function refusedTable(name: string, refused: Intake['refused']): TextTable {
  return {
    title: `Files refused: ${name}`,
    columns: ['file', 'error'],
    rows: refused.map(({ file, code }) => [file, code]),
  };
}
