import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync } from 'node:fs';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { FileLayout } from './delivery.ts';
import { type FieldScanner, openFieldScanner } from './field-scanner.ts';
import { fileError } from './file-errors.ts';
import { type FramedFile, openFramedFile } from './framed-file.ts';
import { titledColumns } from './header-row.ts';
import { openJsonScanner } from './json-scanner.ts';
import { readLineChunks } from './line-chunks.ts';
import { frameSheet } from './xlsx/frame-sheet.ts';

export interface FrameJob {
  /** The raw file, what it must hash to, and its name for messages. */
  readonly path: string;
  readonly sha256: string;
  readonly file: string;
  /** CSV, XLSX or JSONL; Parquet needs no framing. */
  readonly layout: FileLayout;
  /** Places of the columns that are wanted, ascending; JSONL: ignored, the field is the whole object. */
  readonly places: readonly number[];
  readonly framedPath: string;
  readonly refusalsPath: string;
}

export interface Framed {
  readonly records: number;
  readonly refused: number;
  /** Cells of a workbook that took the stored result of a formula. */
  readonly formulas: number;
}

/**
 * Frames a raw file (`framed-file.ts`) in bounded memory, and checks on the way that it is what was received.
 * @throws ZhaorenError RAW_CHANGED, DISK_FULL, NO_PERMISSION, XLSX_*
 */
export async function frameDelivery(job: FrameJob): Promise<Framed> {
  let hash: string;
  let formulas = 0;
  const output = openOutput(job);
  try {
    if (job.layout.format === 'XLSX') {
      hash = await fileHash(job.path);
      formulas = await frameSheet(job, output.framed);
    } else {
      hash = frameText(job, output.framed);
    }
    output.close();
  } catch (cause) {
    throw fileError(cause, job.framedPath, '写入');
  }
  if (hash !== job.sha256) throw new ZhaorenError('RAW_CHANGED', { file: job.path });
  return { records: output.framed.records, refused: output.framed.refused, formulas };
}

function openOutput({ framedPath, refusalsPath }: FrameJob) {
  try {
    return openFramedFile(framedPath, refusalsPath);
  } catch (cause) {
    throw fileError(cause, framedPath, '写入');
  }
}

/** Returns the hash of what was read. */
function frameText({ path, layout, places }: FrameJob, framed: FramedFile): string {
  const hash = createHash('sha256');
  const scanner = layout.format === 'JSONL' ? openJsonScanner(framed) : csvScanner(layout, places, framed);
  const file = openSync(path, 'r');
  try {
    const chunks = readLineChunks(file, {
      encoding: layout.encoding!,
      newline: layout.newline!,
      onBytes: (bytes) => hash.update(bytes),
    });
    for (const lines of chunks) {
      if (lines === 'OVERLONG') scanner.overlongLine();
      else scanner.push(lines);
    }
    scanner.end();
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

function csvScanner(layout: FileLayout, places: readonly number[], framed: FramedFile): FieldScanner {
  const kept = new Uint8Array(Math.max(0, ...places) + 1);
  for (const place of places) kept[place] = 1;
  const columns = { least: titledColumns(layout.words), most: layout.words.length };
  return openFieldScanner(
    { delimiter: layout.delimiter!.charCodeAt(0), dataLine: layout.dataLine!, columns, kept },
    framed,
  );
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
