import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { FILE_EXTENSIONS } from './delivery-file.ts';
import type { DeliveryShape } from './delivery-shape.ts';

/** ISO day → how it stands in the name. */
const FILE_DATES: Readonly<Record<DeliveryShape['file_date'], (day: string) => string>> = {
  COMPACT: (day) => day.replaceAll('-', ''),
  DASHED: (day) => day,
  MONTH: (day) => day.slice(0, 7).replace('-', ''),
};

/** The day whose state a delivery carries: the as-of date, or the start of its month or, on a first, of the last. */
export function deliveryDay(asOf: string, at: DeliveryShape['at']): string {
  if (at === 'AS_OF') return asOf;
  if (!asOf.endsWith('-01')) return `${asOf.slice(0, 8)}01`;
  const [year, month] = [Number(asOf.slice(0, 4)), Number(asOf.slice(5, 7))];
  return month === 1 ? `${year - 1}-12-01` : `${year}-${String(month - 1).padStart(2, '0')}-01`;
}

export interface NameParts {
  readonly definition: SourceDefinition;
  readonly shape: DeliveryShape;
  readonly office: string;
  /** County before the office where each county sends its own file; else empty. */
  readonly county: string;
  readonly day: string;
}

/** `公安局_户籍人口_20261031.csv`; a delta says 日增 or, without operation column, 增量. */
export function deliveryFileName({ definition, shape, office, county, day }: NameParts): string {
  const delta = shape.mode === 'FULL' ? '' : definition.operation === undefined ? '_增量' : '_日增';
  const date = FILE_DATES[shape.file_date](day);
  return `${county}${office}_${definition.name}${delta}_${date}.${FILE_EXTENSIONS[shape.format]}`;
}
