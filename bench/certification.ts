import { mkdir, rm } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import type { Model } from '#engine/model.ts';
import { archiveModels } from '#pipeline/archive/list-models.ts';
import { certificationModels } from '#pipeline/assess/certification/list-models.ts';
import { riskModels } from '#pipeline/assess/risk/list-models.ts';
import type { BareFigures } from './certification/bare-join.ts';
import { measureCertification } from './certification/measure-certification.ts';
import type { RepeatedTables } from './certification/repeat-tables.ts';
import { certificationTables } from './certification/report-certification.ts';
import { formatTable, type TextTable } from './text-table.ts';
import { prepareCity } from './timing/prepare-city.ts';
import { cityTable, megabytes } from './timing/time-tables.ts';
import { type TimedCommand, timeCommand } from './timing/timed-command.ts';
import { workFolder } from './work-folder.ts';

export interface CertificationWish {
  readonly people: number;
  readonly region: string;
  readonly seed: number;
  /** People of the city are repeated until there are so many beneficiaries; 0: not at all. */
  readonly beneficiaries: number;
  readonly keep: string | undefined;
  readonly print: (text: string) => void;
}

const AS_OF = '2026-10-20';
const program = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ZHAOREN = program('../src/cli/main.ts');

/**
 * `bench certification`: makes a city, runs the line on it and compares certification and leads with the truth; then
 * repeats its people to the size of a big city and decides every certification, beside a bare DuckDB join and group-by
 * of the same evidence.
 */
export async function benchCertification(wish: CertificationWish): Promise<void> {
  const { people, region, seed, print } = wish;
  const folder = workFolder(wish.keep);
  await mkdir(folder, { recursive: true });
  print(`# Certification and risk: ${people} people of ${region}, seed ${seed}\n`);
  const [processor] = cpus();
  print(
    `${cpus().length} × ${processor?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}\n`,
  );
  const order = { people, region, seed, errors: 'default' as const, asOf: AS_OF };
  const city = await prepareCity(folder, 'city', order, ({ seconds }) => note('generate', seconds));
  print(formatTable(cityTable([city], ['whole'])));

  const home = join(folder, 'home');
  await rm(home, { recursive: true, force: true });
  const env = { ZHAOREN_HOME: home, DATABASE_URL: '' };
  const ingest = await timeCommand(ZHAOREN, ['ingest', join(folder, 'city'), '--json'], {
    env,
    accepted: [0, 3],
  });
  note('ingest', ingest.seconds);
  const run = await timeCommand(ZHAOREN, ['run', '--no-database', '--json'], { env });
  note('run', run.seconds);
  print(`\n${formatTable(runTable(ingest, run))}`);

  const truth = join(folder, 'city-truth');
  const engine = await measureCertification({ home, truth, directory: join(folder, 'measured') });
  try {
    for (const table of await certificationTables(engine)) print(`\n${formatTable(table)}`);
  } finally {
    engine.close();
  }
  if (wish.beneficiaries > 0) await decideAtScale(wish, folder, home);
}

async function decideAtScale(wish: CertificationWish, folder: string, home: string): Promise<void> {
  const scale = join(folder, 'scale');
  const [tables, decided, bare] = ['tables', 'decided', 'bare'].map((name) => join(scale, name));
  for (const path of [tables!, decided!, bare!]) {
    await rm(path, { recursive: true, force: true });
    await mkdir(path, { recursive: true });
  }
  const repeat = await timeCommand(program('./certification/repeat-tables.ts'), [
    home,
    tables!,
    String(wish.beneficiaries),
  ]);
  note('repeat', repeat.seconds);
  const repeated = JSON.parse(repeat.output) as RepeatedTables;
  const rules = join(home, 'tables');
  const first = await timeCommand(program('./certification/decide.ts'), [tables!, rules, decided!]);
  note('decide', first.seconds);
  const plain = await timeCommand(program('./certification/bare-join.ts'), [tables!, rules, decided!, bare!]);
  note('bare join', plain.seconds);
  const figures = JSON.parse(plain.output) as BareFigures;
  const seconds = JSON.parse(first.output) as Record<string, number>;
  wish.print(
    `\n${formatTable({
      title: `${repeated.beneficiaries.toLocaleString('en-US')} beneficiaries (the city ${repeated.times} times), ${figures.evidence.toLocaleString('en-US')} evidence rows`,
      columns: ['step', 'seconds', '× bare', 'CPU s', 'peak MB'],
      rows: [
        scaleRow('bare join and group-by', { ...plain, seconds: figures.seconds }, figures.seconds),
        scaleRow('decide', { ...first, seconds: total(seconds) }, figures.seconds),
      ],
      note: 'Seconds without starting the process; memory limit of DuckDB 6 GB, 2 threads.',
    })}`,
  );
  wish.print(`\n${formatTable(slowest(seconds))}`);
}

function scaleRow(name: string, { seconds, cpuSeconds, peakBytes }: TimedCommand, bare: number) {
  return [
    name,
    seconds.toFixed(1),
    (seconds / bare).toFixed(1),
    cpuSeconds?.toFixed(1) ?? 'n/a',
    peakBytes === null ? 'n/a' : megabytes(peakBytes),
  ];
}

function runTable(ingest: TimedCommand, run: TimedCommand): TextTable {
  const { seconds, made } = JSON.parse(run.output) as {
    seconds: Record<string, number>;
    made: Record<string, number>;
  };
  const catalogue = loadCatalogue();
  const of = (models: readonly Model[]) =>
    models.reduce((sum, { table }) => sum + (made[table] ?? 0), 0).toFixed(1);
  return {
    title: 'The line on the city',
    columns: ['step', 'seconds'],
    rows: [
      ['ingest', ingest.seconds.toFixed(1)],
      ...Object.entries(seconds).map(([stage, spent]) => [`run: ${stage}`, spent.toFixed(1)]),
      ['of these: certification', of(certificationModels(catalogue))],
      ['of these: risk', of(riskModels(catalogue))],
      ['of these: archive', of(archiveModels(catalogue))],
      ['run: peak MB', run.peakBytes === null ? 'n/a' : String(megabytes(run.peakBytes))],
    ],
  };
}

function slowest(seconds: Record<string, number>): TextTable {
  return {
    title: 'Seconds of the slowest tables',
    columns: ['table', 'seconds'],
    rows: Object.entries(seconds)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 8)
      .map(([table, spent]) => [table, spent.toFixed(1)]),
  };
}

const total = (seconds: Record<string, number>) =>
  Object.values(seconds).reduce((sum, each) => sum + each, 0);

function note(step: string, seconds: number): void {
  process.stderr.write(`${step}  ${seconds.toFixed(1)} s\n`);
}
