import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '#cli/commands/run.ts';
import type { TextTable } from '../text-table.ts';
import { folderBytes } from './folder-size.ts';
import type { PlainFigures } from './plain-read-write.ts';

/** One command of the bench. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly peakBytes: number | null;
  /** A command of the line, to be compared with the baseline. */
  readonly isLine: boolean;
}

/** @param baselineSeconds what 1 in the column `× baseline` means */
export function timeTable(steps: readonly Step[], baselineSeconds: number, plain: PlainFigures): TextTable {
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
export function stageTable(name: string, output: string): TextTable {
  const { seconds } = JSON.parse(output) as Pick<Run, 'seconds'>;
  return {
    title: `Stages: ${name}`,
    columns: ['stage', 'seconds'],
    rows: Object.entries(seconds).map(([stage, spent]) => [stage, spent.toFixed(1)]),
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
