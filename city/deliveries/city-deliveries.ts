import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import type { CleanRecord } from '#city/population/clean-record.ts';
import type { DeliveryShape, SourceShape } from './delivery-shape.ts';
import {
  type DeliveredFile,
  type DeliveryOffice,
  openSourceDeliveries,
  type SourceDeliveries,
} from './source-deliveries.ts';

/** The deliveries of all sources while they are written. */
export interface CityDeliveries {
  write(record: CleanRecord): void;
  /** Finishes all files; ordered by source. */
  close(): readonly DeliveredFile[];
}

export interface CityDeliveriesOptions {
  readonly definitions: readonly SourceDefinition[];
  readonly shapes: ReadonlyMap<string, SourceShape>;
  readonly office: DeliveryOffice;
}

/** @throws Error when a record's source has no definition or no shape */
export function openCityDeliveries({ definitions, shapes, office }: CityDeliveriesOptions): CityDeliveries {
  const open = new Map<string, SourceDeliveries>();
  const start = (source: string): SourceDeliveries => {
    const definition = definitions.find((candidate) => candidate.source === source);
    const shape = shapes.get(source);
    if (definition === undefined) throw new Error(`the catalogue has no source ${source}`);
    if (shape === undefined) throw new Error(`shapes.yaml has no source ${source}`);
    const deliveries = openSourceDeliveries(definition, shape, office);
    open.set(source, deliveries);
    return deliveries;
  };
  return Object.freeze({
    write: (record: CleanRecord) => (open.get(record.source) ?? start(record.source)).write(record),
    close: () =>
      [...open].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, deliveries]) => deliveries.close()),
  });
}

/** The shapes of a daily delivery: every source sends one delta that looks like its last file. */
export function dailyShapes(shapes: ReadonlyMap<string, SourceShape>): ReadonlyMap<string, SourceShape> {
  const daily = ({ deliveries, ...shape }: SourceShape): SourceShape => {
    const delta: DeliveryShape = { ...deliveries.at(-1)!, at: 'AS_OF', mode: 'DELTA', file_date: 'COMPACT' };
    return { ...shape, deliveries: [delta], copy: null };
  };
  return new Map([...shapes].map(([source, shape]) => [source, daily(shape)]));
}
