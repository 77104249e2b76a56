import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CitySummary } from '#city/generate-city.ts';
import type { Run } from '#cli/commands/run.ts';
import type { TextTable } from '../text-table.ts';
import { folderBytes } from './folder-size.ts';
import type { PlainFigures } from './plain-read-write.ts';

/** One command of the bench. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly peakBytes: number | null;
  readonly cpuSeconds: number | null;
  /** A command of the line, to be compared with the baseline. */
  readonly isLine: boolean;
}

export function cityTable(made: readonly CitySummary[], names: readonly string[]): TextTable {
  return {
    title: 'City',
    columns: ['deliveries', 'people', 'records', 'files', 'MB'],
    rows: made.map(({ people, records, files, bytes }, at) => [
      names[at]!,
      people,
      records,
      files,
      megabytes(bytes),
    ]),
  };
}

/** @param baselineSeconds what 1 in the column `× baseline` means */
export function timeTable(steps: readonly Step[], baselineSeconds: number, plain: PlainFigures): TextTable {
  return {
    title: 'Time and memory',
    columns: ['step', 'seconds', '× baseline', 'CPU s', 'peak MB'],
    rows: steps.map(({ name, seconds, peakBytes, cpuSeconds, isLine }) => [
      name,
      seconds.toFixed(1),
      isLine ? (seconds / baselineSeconds).toFixed(1) : '',
      cpuSeconds === null ? 'n/a' : cpuSeconds.toFixed(1),
      peakBytes === null ? 'n/a' : megabytes(peakBytes),
    ]),
    note:
      `Baseline: ${plain.files} files, ${megabytes(plain.bytes)} MB, ${plain.rows.toLocaleString('en-US')} lines, ` +
      `${plain.decodeSeconds.toFixed(1)} s of it rewriting GB18030 as UTF-8; ` +
      `${plain.filesLeftOut} XLSX files (${megabytes(plain.bytesLeftOut)} MB) left out, which DuckDB cannot read. ` +
      'CPU s and peak: processor time and proportional set size of the process and all it starts, PostgreSQL included.',
  };
}

/** Seconds of each stage of a run, and of each table that it made. */
export interface RunStages extends Pick<Run, 'seconds' | 'made'> {
  readonly run: string;
}

/** @param output of `run --json` */
export function readStages(run: string, output: string): RunStages {
  const { seconds, made } = JSON.parse(output) as Pick<Run, 'seconds' | 'made'>;
  return { run, seconds, made };
}

/** Where the seconds of the runs went; a stage that a run had no need of is blank. */
export function stageTable(runs: readonly RunStages[]): TextTable {
  const stages = [...new Set(runs.flatMap(({ seconds }) => Object.keys(seconds)))];
  return {
    title: 'Seconds by stage',
    columns: ['run', ...stages],
    rows: runs.map(({ run, seconds }) => [run, ...stages.map((stage) => seconds[stage]?.toFixed(1) ?? '')]),
  };
}

/** The tables that took longest, by the run in which they did. */
export function slowestTable(runs: readonly RunStages[], most: number): TextTable {
  const longest = (table: string) => Math.max(...runs.map(({ made }) => made[table] ?? 0));
  const tables = [...new Set(runs.flatMap((run) => Object.keys(run.made)))]
    .sort((a, b) => longest(b) - longest(a))
    .slice(0, most);
  return {
    title: 'Seconds of the slowest tables',
    columns: ['table', ...runs.map(({ run }) => run)],
    rows: tables.map((table) => [table, ...runs.map((run) => run.made[table]?.toFixed(1) ?? '')]),
  };
}

/** What a home takes on disk. */
export function diskTable(home: string): TextTable {
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

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
