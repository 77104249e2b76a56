import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, SourceDefinition } from '#catalogue/load-catalogue.ts';
import { EXIT, ZhaorenError } from '#domain/error-catalogue.ts';
import type { Engine } from '#engine/engine.ts';
import { type Model, readModel } from '#engine/model.ts';
import type { InputTable } from '#engine/run-models.ts';
import type { Delivery } from '../sources/delivery.ts';
import { fileError } from '../sources/file-errors.ts';
import { readManifest } from '../sources/manifest.ts';
import { rawPath } from '../sources/raw-store.ts';
import { type BatchOutcome, batchPaths, checkBalance, findOutcome, writeOutcome } from './batch-outcome.ts';
import { type CurrentBatches, currentBatches, inDeliveryOrder } from './current-rows.ts';
import { type FramingAhead, framingAhead } from './framing-ahead.ts';
import { keyOf, makeLakeTable } from './lake-table.ts';
import {
  batchTable,
  countingBatches,
  type DoneBatch,
  fieldCountTable,
  issueTable,
  quarantineTable,
  standardTable,
} from './source-tables.ts';
import { standardiseBatch } from './standardise-batch.ts';

/** Functions that the engine must know: `openDuckdb({ prelude: STANDARDISE_PRELUDE })`. */
export const STANDARDISE_PRELUDE = readFileSync(new URL('./prelude.sql', import.meta.url), 'utf8');

/** Counts up when batches must be done again although neither definition nor macros changed. */
const READING_VERSION = 1;

export interface Balance {
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly repeated: number;
}

export interface StandardResult {
  /** Over all batches ever taken in; it holds, or BALANCE_BROKEN was thrown. */
  readonly balance: Balance;
  /** In the order of batch numbers. */
  readonly batches: readonly BatchOutcome[];
  /** ISO date of the latest delivery; undefined when there is none. */
  readonly latestDelivery: string | undefined;
  /** `standard_<source>` of every definition, `batch`, `standard_issue`, `quarantine`, `field_count`. */
  readonly inputs: readonly InputTable[];
}

export interface StandardiseOptions {
  /** `$ZHAOREN_HOME`; the caller holds it exclusively. */
  readonly home: string;
  readonly catalogue: Pick<Catalogue, 'sources'>;
  readonly onProgress?: ((step: { done: number; total: number; detail: string }) => void) | undefined;
}

/** Models over the inputs: the quality report. */
export function standardiseModels(): Model[] {
  return [readModel(new URL('./quality.sql', import.meta.url))];
}

/**
 * Standardises all batches that are not done yet, in the order in which deliveries count, and makes the
 * tables that models read. While the engine works on a batch, a thread frames the next one. A file that turns
 * out to be unreadable is noted as refused and the others go on.
 * @param engine opened with STANDARDISE_PRELUDE
 * @throws ZhaorenError BALANCE_BROKEN, RAW_CHANGED, MANIFEST_BROKEN, DISK_FULL, NO_PERMISSION; EngineError
 */
export async function standardiseAll(engine: Engine, options: StandardiseOptions): Promise<StandardResult> {
  const { home, catalogue, onProgress } = options;
  const definitions = new Map(catalogue.sources.map((definition) => [definition.source, definition]));
  const deliveries = readManifest(home)
    .filter(({ source }) => definitions.has(source))
    .toSorted(inDeliveryOrder);
  const work = join(home, 'work');
  rmSync(work, { recursive: true, force: true });
  const framing = framingAhead(home, work, definitions);
  const done: DoneBatch[] = [];
  try {
    const originals = deliveries.filter(({ repeats }) => repeats === undefined);
    for (const [index, delivery] of originals.entries()) {
      const definition = definitions.get(delivery.source)!;
      const plan = planOf(engine, home, definition, delivery, done);
      const outcome =
        findOutcome(plan.paths.outcome, plan.key) ??
        (await standardise(engine, home, plan, framing, notStarted(home, originals.slice(index + 1))));
      done.push({ delivery, outcome, paths: plan.paths });
      onProgress?.({ done: index + 1, total: originals.length, detail: delivery.file });
    }
    for (const delivery of deliveries)
      if (delivery.repeats !== undefined) done.push(repeatedBatch(home, delivery, done));
  } catch (cause) {
    throw fileError(cause, home, '写入');
  } finally {
    await framing.close();
    rmSync(work, { recursive: true, force: true });
  }
  done.sort((a, b) => a.delivery.batchNo - b.delivery.batchNo);
  for (const { outcome } of done) checkBalance(outcome);
  return {
    balance: total(done),
    batches: done.map(({ outcome }) => outcome),
    latestDelivery: deliveries
      .map(({ deliveredOn }) => deliveredOn)
      .sort()
      .at(-1),
    inputs: await makeInputs(engine, home, catalogue.sources, done),
  };
}

interface BatchPlan {
  readonly delivery: Delivery;
  readonly definition: SourceDefinition;
  readonly key: string;
  readonly paths: ReturnType<typeof batchPaths>;
  readonly before: CurrentBatches;
}

function planOf(
  engine: Engine,
  home: string,
  definition: SourceDefinition,
  delivery: Delivery,
  done: readonly DoneBatch[],
): BatchPlan {
  const before =
    delivery.mode === 'full' ? { full: [], deltas: [] } : currentBatches(countingBatches(definition, done));
  const beforeNumbers = new Set([...before.full, ...before.deltas].map((batch) => batch.delivery.batchNo));
  const beforeKeys = done
    .filter((batch) => beforeNumbers.has(batch.delivery.batchNo))
    .map((b) => b.outcome.key);
  const key = keyOf(
    String(READING_VERSION),
    engine.version,
    STANDARDISE_PRELUDE,
    JSON.stringify(definition),
    JSON.stringify(delivery),
    ...beforeKeys,
  );
  return { delivery, definition, key, paths: batchPaths(home, delivery.source, delivery.batchNo), before };
}

async function standardise(
  engine: Engine,
  home: string,
  plan: BatchPlan,
  framing: FramingAhead,
  next: readonly Delivery[],
): Promise<BatchOutcome> {
  const { delivery, key, paths } = plan;
  try {
    const framed = await framing.take(delivery, next);
    const raw = rawPath(home, delivery.sha256, delivery.file);
    return await standardiseBatch(engine, {
      ...plan,
      rawPath: raw,
      ...(framed === undefined ? {} : { framed }),
    });
  } catch (cause) {
    const isTheirs = cause instanceof ZhaorenError && cause.exitCode === EXIT.INPUT;
    if (!isTheirs) throw cause;
    return writeOutcome(paths.outcome, {
      ...nothing(delivery, key),
      outcome: 'REFUSED',
      error: { code: cause.code, message: cause.message },
    });
  } finally {
    framing.discard(delivery);
  }
}

/** Deliveries that nobody has worked on: those worth framing ahead. */
function notStarted(home: string, deliveries: readonly Delivery[]): Delivery[] {
  return deliveries.filter(({ source, batchNo }) => !existsSync(batchPaths(home, source, batchNo).outcome));
}

function nothing({ batchNo, source, file }: Delivery, key: string): BatchOutcome {
  const counts = { read: 0, accepted: 0, quarantined: 0, repeated: 0, refusals: {}, fields: {}, formulas: 0 };
  return { batchNo, source, file, key, outcome: 'STANDARD', ...counts };
}

/** All records of bytes that came before are repeated. */
function repeatedBatch(home: string, delivery: Delivery, done: readonly DoneBatch[]): DoneBatch {
  const paths = batchPaths(home, delivery.source, delivery.batchNo);
  const original = done.find((batch) => batch.delivery.batchNo === delivery.repeats)!.outcome;
  const key = keyOf('repeated', original.key, JSON.stringify(delivery));
  const outcome =
    findOutcome(paths.outcome, key) ??
    writeOutcome(paths.outcome, {
      ...nothing(delivery, key),
      outcome: 'REPEATED',
      read: original.read,
      repeated: original.read,
    });
  return { delivery, outcome, paths };
}

async function makeInputs(
  engine: Engine,
  home: string,
  sources: readonly SourceDefinition[],
  done: readonly DoneBatch[],
): Promise<InputTable[]> {
  const tables = [
    ...sources.map((definition) => standardTable(definition, done)),
    batchTable(done, sources),
    issueTable(done, sources),
    quarantineTable(done),
    fieldCountTable(done, sources),
  ];
  const inputs: InputTable[] = [];
  for (const table of tables) inputs.push(await makeLakeTable(engine, join(home, 'tables'), table));
  return inputs;
}

function total(done: readonly DoneBatch[]): Balance {
  const sum = (count: (outcome: BatchOutcome) => number) =>
    done.reduce((all, { outcome }) => all + count(outcome), 0);
  return {
    read: sum((o) => o.read),
    accepted: sum((o) => o.accepted),
    quarantined: sum((o) => o.quarantined),
    repeated: sum((o) => o.repeated),
  };
}
