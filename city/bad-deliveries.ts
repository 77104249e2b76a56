import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '#catalogue/load-catalogue.ts';
import { soundTable } from './bad-deliveries/sound-table.ts';
import { SPOILERS } from './bad-deliveries/spoilers.ts';
import { deliveryFileName } from './deliveries/delivery-name.ts';
import { type DeliveryShape, readShapes } from './deliveries/delivery-shape.ts';

export interface BadDeliveryOptions {
  /** Folder; made when missing, files of the same names are replaced. */
  readonly out: string;
  /** Length of the long line in bytes; 100 MB by default. */
  readonly longLineBytes?: number;
  /** What the zip bombs unpack to at least; 1.1 GB by default. */
  readonly bombBytes?: number;
  /** ISO date in the file names. */
  readonly day?: string;
}

export interface BadDelivery {
  /** What is wrong with the file; SOUND: nothing, to see that the rest goes on. */
  readonly flaw: BadDeliveryFlaw;
  /** Source that the file seems to come from, null where no source fits. */
  readonly source: string | null;
  readonly file: string;
}

const ROWS = 20;
const MEGABYTE = 1_000_000;

/** Files that fit no source or no format. */
const STRANGERS = {
  UNKNOWN_SOURCE: [
    '文旅局_旅行社组团游客_20261031.csv',
    '团号,出发地,游客人数\r\nT001,固原,35\r\nT002,银川,28\r\n',
  ],
  UNSUPPORTED_FORMAT: ['民政局_婚姻登记情况说明.pdf', '%PDF-1.4\n%fictitious\n'],
} as const;

export type BadDeliveryFlaw = keyof typeof SPOILERS | keyof typeof STRANGERS;

/**
 * Writes a folder of deliveries as nobody wants them, one flaw a file, with fictitious people. The files bear
 * the names of real sources, so that they are recognised. Same options, same bytes.
 */
export function writeBadDeliveries(options: BadDeliveryOptions): readonly BadDelivery[] {
  const { out, longLineBytes = 100 * MEGABYTE, bombBytes = 1100 * MEGABYTE, day = '2026-10-31' } = options;
  const { sources } = loadCatalogue();
  const shapes = readShapes();
  mkdirSync(out, { recursive: true });

  const spoilt = Object.entries(SPOILERS).map(([flaw, { source, format, write }]): BadDelivery => {
    const definition = sources.find((candidate) => candidate.source === source)!;
    const { office, deliveries } = shapes.get(source)!;
    const shape: DeliveryShape = { ...deliveries.at(-1)!, format, mode: 'FULL' };
    const file = deliveryFileName({ definition, shape, office, county: '', day });
    const path = join(out, file);
    rmSync(path, { force: true });
    write({ path, definition, table: soundTable(definition, shape, ROWS), longLineBytes, bombBytes });
    return { flaw: flaw as BadDeliveryFlaw, source, file };
  });
  const strange = Object.entries(STRANGERS).map(([flaw, [file, text]]): BadDelivery => {
    writeFileSync(join(out, file), text);
    return { flaw: flaw as BadDeliveryFlaw, source: null, file };
  });
  return [...spoilt, ...strange];
}
