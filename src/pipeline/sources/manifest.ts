import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ZhaorenError } from '#domain/error-catalogue.ts';
import type { Delivery, FileLayout } from './delivery.ts';
import { fileError } from './file-errors.ts';

/** A line of `manifest.jsonl`, as it stands in the file. */
interface ManifestLine {
  batch_no: number;
  sha256: string;
  source: string;
  file: string;
  department: string;
  bytes: number;
  mode: 'full' | 'delta';
  delivered_on: string;
  received_at?: string;
  repeats?: number;
  format: string;
  encoding?: string;
  layout: FileLayout;
}

/**
 * All deliveries taken in so far, in the order of their batch numbers. A torn last line (the process was
 * killed while writing it) is left out.
 * @throws ZhaorenError MANIFEST_BROKEN when another line is damaged
 */
export function readManifest(home: string): readonly Delivery[] {
  const path = manifestPath(home);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  // what stands behind the last line end was never finished
  return lines.slice(0, -1).map((line, index) => {
    try {
      return toDelivery(JSON.parse(line) as ManifestLine);
    } catch (cause) {
      throw new ZhaorenError('MANIFEST_BROKEN', { file: path, line: index + 1 }, { cause });
    }
  });
}

/**
 * Adds deliveries behind the last whole line; what a killed process left there is cut off. On the disk when
 * it returns.
 * @param receivedAt ISO time of receipt
 * @throws ZhaorenError DISK_FULL, NO_PERMISSION
 */
export function appendToManifest(home: string, deliveries: readonly Delivery[], receivedAt?: string): void {
  const path = manifestPath(home);
  try {
    const file = openSync(path, 'a+', 0o600);
    try {
      ftruncateSync(file, readFileSync(path).lastIndexOf(10) + 1);
      const lines = deliveries.map((delivery) => `${JSON.stringify(toLine(delivery, receivedAt))}\n`);
      writeSync(file, lines.join(''));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw fileError(cause, path, '写入');
  }
}

function manifestPath(home: string): string {
  return join(home, 'manifest.jsonl');
}

function toLine(delivery: Delivery, receivedAt: string | undefined): ManifestLine {
  const { batchNo, deliveredOn, layout, repeats, ...same } = delivery;
  return {
    batch_no: batchNo,
    ...same,
    delivered_on: deliveredOn,
    ...(receivedAt === undefined ? {} : { received_at: receivedAt }),
    ...(repeats === undefined ? {} : { repeats }),
    format: layout.format,
    ...(layout.encoding === undefined ? {} : { encoding: layout.encoding }),
    layout,
  };
}

function toDelivery(line: ManifestLine): Delivery {
  const { batch_no, sha256, source, file, department, bytes, mode, delivered_on, repeats, layout } = line;
  return Object.freeze({
    batchNo: batch_no,
    sha256,
    source,
    file,
    department,
    bytes,
    mode,
    deliveredOn: delivered_on,
    layout,
    ...(repeats === undefined ? {} : { repeats }),
  });
}
