import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import type { Delivery } from '../sources/delivery.ts';
import type { Framed } from '../sources/frame-delivery.ts';
import { type FramingThread, openFramingThread } from '../sources/framing-thread.ts';
import { rawPath } from '../sources/raw-store.ts';
import { framedPlaces } from './delivered-sql.ts';

/** A framed delivery and where it stands. */
export type FramedDelivery = Framed & { readonly path: string; readonly refusalsPath: string };

/** Frames deliveries in a thread, one ahead of the engine; framed files live in a folder of work only. */
export interface FramingAhead {
  /**
   * The framed delivery; undefined for Parquet, which needs none. Begins with the first of `next` meanwhile.
   * @throws as `frameDelivery`
   */
  take(delivery: Delivery, next: readonly Delivery[]): Promise<FramedDelivery | undefined>;
  /** Removes the framed files of a delivery. */
  discard(delivery: Delivery): void;
  close(): Promise<void>;
}

export function framingAhead(
  home: string,
  work: string,
  definitions: ReadonlyMap<string, SourceDefinition>,
): FramingAhead {
  let thread: FramingThread | undefined;
  const started = new Map<number, Promise<FramedDelivery>>();

  function start(delivery: Delivery): void {
    const { batchNo, layout, sha256, file } = delivery;
    if (layout.format === 'PARQUET' || started.has(batchNo)) return;
    mkdirSync(work, { recursive: true, mode: 0o700 });
    thread ??= openFramingThread();
    const path = join(work, `${batchNo}.framed`);
    const refusalsPath = join(work, `${batchNo}.refused`);
    const { inOrder } = framedPlaces(definitions.get(delivery.source)!, layout);
    const raw = rawPath(home, sha256, file);
    const framed = thread
      .frame({ path: raw, sha256, file, layout, places: inOrder, framedPath: path, refusalsPath })
      .then((counts) => ({ ...counts, path, refusalsPath }));
    // whoever takes it learns of the failure; until then it must not end the process
    framed.catch(() => undefined);
    started.set(batchNo, framed);
  }
  return {
    async take(delivery: Delivery, next: readonly Delivery[]) {
      start(delivery);
      const framed = await started.get(delivery.batchNo);
      const ahead = next.find(({ layout, batchNo }) => layout.format !== 'PARQUET' && !started.has(batchNo));
      if (ahead !== undefined) start(ahead);
      return framed;
    },
    discard({ batchNo }: Delivery) {
      started.delete(batchNo);
      for (const kind of ['framed', 'refused']) rmSync(join(work, `${batchNo}.${kind}`), { force: true });
    },
    async close() {
      await thread?.close();
    },
  };
}
