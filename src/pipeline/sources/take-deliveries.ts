import type { Catalogue, SourceDefinition } from '#catalogue/load-catalogue.ts';
import { isZhaorenError, ZhaorenError } from '#domain/error-catalogue.ts';
import type { Engine } from '#engine/engine.ts';
import { csvSight } from './csv-sight.ts';
import { type DeliveredFile, listDeliveredFiles } from './delivered-files.ts';
import type { Delivery, FileLayout } from './delivery.ts';
import { detectFormat } from './file-format.ts';
import type { FileSight, SeenFile } from './file-sight.ts';
import { jsonlSight } from './jsonl-sight.ts';
import { appendToManifest, readManifest } from './manifest.ts';
import { parquetSight } from './parquet-sight.ts';
import { discardUnfinished, type IncomingFile, receiveFile } from './raw-store.ts';
import { recogniseSource } from './recognise-source.ts';
import { type SourceDictionary, sourceDictionary } from './source-dictionary.ts';
import { suggestDefinition } from './suggest-definition.ts';
import { openEncodingSurvey, type TextEncoding } from './text-encoding.ts';
import type { FileHead } from './top-text-rows.ts';
import { xlsxSight } from './xlsx-sight.ts';

/** What became of a file. */
export type TakenFile =
  | {
      readonly outcome: 'ACCEPTED';
      readonly file: string;
      readonly delivery: Delivery;
      /** Chinese sentences on what a reader should know: sheets not read, formulas. */
      readonly warnings: readonly string[];
    }
  | {
      readonly outcome: 'REPEATED';
      readonly file: string;
      /** The batch recorded for this file; it `repeats` another unless this very file came before. */
      readonly delivery: Delivery;
      readonly repeats: number;
    }
  | {
      readonly outcome: 'REFUSED';
      readonly file: string;
      readonly error: ZhaorenError;
      /** YAML of a source definition, for a file that no source fits. */
      readonly suggestion?: string;
    };

export interface TakeOptions {
  /** `$ZHAOREN_HOME`. */
  readonly home: string;
  readonly catalogue: Pick<Catalogue, 'sources'>;
  /** Reads Parquet files. */
  readonly engine: Engine;
  /** ISO time of receipt, for the manifest. */
  readonly receivedAt?: string;
  readonly onProgress?: (progress: { file: string; done: number; total: number }) => void;
}

/** What was found out about a file whose bytes are new. */
type Seen = Omit<Delivery, 'batchNo'> & { readonly warnings: readonly string[] };

/** A file whose bytes came before, in the lake or among the files of this call. */
type Copy = { readonly found: DeliveredFile; readonly sha256: string; readonly bytes: number };

/**
 * Takes the files of a folder into the lake: copies them to `raw/`, recognises format, encoding, header and
 * source by their content, and records them in the manifest in the order (day, full before delta, name).
 * A file whose bytes came before under another name is recorded as repeated; the very same file again changes
 * nothing. What concerns one file only is returned, not thrown, and the other files go on.
 * @param directory a folder, or one file
 * @throws ZhaorenError NOT_FOUND, NO_INPUT, NO_PERMISSION, DISK_FULL, MANIFEST_BROKEN
 */
export async function takeDeliveries(directory: string, options: TakeOptions): Promise<readonly TakenFile[]> {
  const { home, onProgress } = options;
  const known = readManifest(home);
  await discardUnfinished(home);
  const { files, errors } = listDeliveredFiles(directory, home);
  const taken: TakenFile[] = errors.map(({ file, error }) => ({ outcome: 'REFUSED', file, error }));
  const dictionary = sourceDictionary(options.catalogue.sources);
  const seen: Seen[] = [];
  const copies: Copy[] = [];

  for (const [index, found] of files.entries()) {
    const { file } = found;
    try {
      const survey = openEncodingSurvey();
      const incoming = await receiveFile(home, found.path, (bytes) => survey.observe(bytes));
      const { sha256, bytes } = incoming;
      try {
        const isKnown = [...known, ...seen].some((delivery) => delivery.sha256 === sha256);
        if (isKnown) copies.push({ found, sha256, bytes });
        else {
          seen.push(await see(found, incoming, survey.conclude(), dictionary, options));
          await incoming.keep();
        }
      } finally {
        await incoming.discard();
      }
    } catch (cause) {
      taken.push(refused(file, cause));
    }
    onProgress?.({ file, done: index + 1, total: files.length });
  }

  taken.push(...record(seen, copies, known, options));
  const order = new Map(files.map(({ file }, index) => [file, index]));
  return taken.sort((a, b) => (order.get(a.file) ?? -1) - (order.get(b.file) ?? -1));
}

/** Finds out what a file is. @throws ZhaorenError */
async function see(
  { file, deliveredOn, isDelta }: DeliveredFile,
  { path, head, sha256, bytes }: IncomingFile,
  encoding: TextEncoding | null,
  dictionary: SourceDictionary,
  { catalogue: { sources }, engine }: TakeOptions,
): Promise<Seen> {
  const isWhole = head.length === bytes;
  const sight = await look({ path, file, dictionary }, { bytes: head, isWhole }, encoding, engine);
  try {
    const { definition } = recogniseSource(sight.fits, file);
    return {
      sha256,
      source: definition.source,
      file,
      department: definition.department,
      bytes,
      mode: isDelta ? 'delta' : definition.mode,
      deliveredOn,
      layout: sight.layout,
      warnings: sight.warnings,
    };
  } catch (cause) {
    if (!isZhaorenError(cause, 'UNKNOWN_SOURCE')) throw cause;
    throw Object.assign(cause, { suggestion: suggestion(sight.layout, sight.samples, sources, file) });
  }
}

function look(
  seen: SeenFile,
  head: FileHead,
  encoding: TextEncoding | null,
  engine: Engine,
): FileSight | Promise<FileSight> {
  const format = detectFormat(head.bytes, seen.file);
  if (format === 'XLSX') return xlsxSight(seen);
  if (format === 'PARQUET') return parquetSight(seen, engine);
  if (encoding === null) throw new ZhaorenError('UNKNOWN_ENCODING', { file: seen.file });
  return format === 'JSONL' ? jsonlSight(seen, head, encoding) : csvSight(seen, head, encoding);
}

function suggestion(
  { words }: FileLayout,
  samples: FileSight['samples'],
  sources: readonly SourceDefinition[],
  file: string,
): string {
  const title =
    file
      .replace(/^.*\//, '')
      .replace(/\.\w+$/, '')
      .replaceAll(/[\d_\-().（）]+/g, '') || '新来源';
  return suggestDefinition(words, samples, sources, title);
}

/** A refusal; what concerns the whole lake is thrown on. */
function refused(file: string, cause: unknown): TakenFile {
  const isOurs = isZhaorenError(cause, 'NO_PERMISSION') && cause.params.action === '写入';
  if (!(cause instanceof ZhaorenError) || isOurs || isZhaorenError(cause, 'DISK_FULL')) throw cause;
  const { suggestion: yaml } = cause as ZhaorenError & { suggestion?: string };
  return { outcome: 'REFUSED', file, error: cause, ...(yaml === undefined ? {} : { suggestion: yaml }) };
}

/** Gives batch numbers and writes the manifest. */
function record(
  seen: readonly Seen[],
  copies: readonly Copy[],
  known: readonly Delivery[],
  { home, receivedAt }: TakeOptions,
): TakenFile[] {
  let batchNo = Math.max(0, ...known.map((delivery) => delivery.batchNo));
  const taken: TakenFile[] = [];
  const fresh: Delivery[] = [];
  const inOrder = seen.toSorted(
    (a, b) =>
      compare(a.deliveredOn, b.deliveredOn) || Number(a.mode === 'delta') - Number(b.mode === 'delta'),
  );
  for (const { warnings, ...delivery } of inOrder) {
    batchNo += 1;
    fresh.push({ batchNo, ...delivery });
    taken.push({ outcome: 'ACCEPTED', file: delivery.file, delivery: fresh.at(-1)!, warnings });
  }
  for (const { found, sha256, bytes } of copies) {
    const { file, deliveredOn } = found;
    const same = [...known, ...fresh].filter((delivery) => delivery.sha256 === sha256);
    const original = same.find((delivery) => delivery.repeats === undefined)!;
    const before = same.find((delivery) => delivery.file === file);
    if (before !== undefined) {
      taken.push({ outcome: 'REPEATED', file, delivery: before, repeats: original.batchNo });
      continue;
    }
    batchNo += 1;
    fresh.push({ ...original, batchNo, file, bytes, deliveredOn, repeats: original.batchNo });
    taken.push({ outcome: 'REPEATED', file, delivery: fresh.at(-1)!, repeats: original.batchNo });
  }
  if (fresh.length > 0) appendToManifest(home, fresh, receivedAt);
  return taken;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
