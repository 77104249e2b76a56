import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceColumn, SourceDefinition } from '#catalogue/load-catalogue.ts';
import type { CleanRecord } from '#city/population/clean-record.ts';
import type { RecordTruth } from '#city/truth/record-truth.ts';
import type { Cell } from './cell-format.ts';
import { type DeliveryFile, openDeliveryFile } from './delivery-file.ts';
import { type RecordLayout, recordLayout } from './delivery-layout.ts';
import { deliveryDay, deliveryFileName } from './delivery-name.ts';
import type { DeliveryShape, SourceShape } from './delivery-shape.ts';
import { createChance } from './errors/chance.ts';
import { createDamage, type DamagedRecord } from './errors/damage-record.ts';
import type { ErrorKind } from './errors/error-kinds.ts';
import type { ErrorRates } from './errors/error-rates.ts';
import type { NameConfusions } from './errors/name-confusions.ts';
import { createHistory, type RecordVersion, type Series } from './record-history.ts';

export interface DeliveryOffice {
  readonly seed: number;
  /** ISO date. */
  readonly asOf: string;
  /** Folder for the files. */
  readonly directory: string;
  readonly rates: ErrorRates;
  readonly confusions: NameConfusions;
  /** Six digits → name, in order of code. */
  readonly counties: ReadonlyMap<string, string>;
  readonly truth: RecordTruth;
}

export interface DeliveredFile {
  readonly source: string;
  readonly file: string;
  readonly mode: DeliveryShape['mode'];
  /** ISO date in the file name. */
  readonly deliveredOn: string;
  readonly format: DeliveryShape['format'];
  /** Rows after the header: records, repeated ones, total, signature. */
  readonly rows: number;
  readonly bytes: number;
  /** Name of the file of which this is a byte-identical copy, or null. */
  readonly copyOf: string | null;
}

/** The files of one source while they are written. */
export interface SourceDeliveries {
  write(record: CleanRecord): void;
  close(): readonly DeliveredFile[];
}

interface OpenFile {
  readonly name: string;
  readonly layout: RecordLayout;
  readonly file: DeliveryFile;
  readonly shape: DeliveryShape;
  readonly day: string;
  readonly repeated: { cells: Cell[]; key: string; record: CleanRecord; damaged: DamagedRecord }[];
  rows: number;
}

function seriesOf({ deliveries }: SourceShape): Series {
  if (deliveries.length === 1) return 'ALONE';
  return deliveries[1]!.mode === 'DELTA' ? 'CHANGED' : 'REVISED';
}

/** Types that a format keeps as numbers, days or truth values, where no word can stand. */
function strictTypes({ deliveries }: SourceShape): ReadonlySet<SourceColumn['type']> {
  if (!deliveries.some(({ format }) => format === 'PARQUET')) return new Set();
  return new Set(['date', 'integer', 'amount', 'bool']);
}

/** Opens the deliveries of a source; a file comes into being with its first record. */
export function openSourceDeliveries(
  definition: SourceDefinition,
  shape: SourceShape,
  office: DeliveryOffice,
): SourceDeliveries {
  const { seed, rates, confusions, truth } = office;
  const damage = createDamage({ definition, rates, confusions, seed, strictTypes: strictTypes(shape) });
  const chance = createChance(seed, `${definition.source} history`);
  const history = createHistory({ definition, series: seriesOf(shape), chance });
  const splitPlace = definition.columns.findIndex(({ column }) => column === shape.split_by);
  const open = new Map<string, OpenFile>();

  function openFile(delivery: number, county: string): OpenFile {
    const id = `${delivery}/${county}`;
    const known = open.get(id);
    if (known !== undefined) return known;
    const look = shape.deliveries[delivery]!;
    const day = deliveryDay(office.asOf, look.at);
    const name = deliveryFileName({ definition, shape: look, office: shape.office, county, day });
    const layout = recordLayout(definition, look, { sender: county + shape.office, day });
    const file = openDeliveryFile(join(office.directory, name), layout);
    const opened = { name, layout, file, shape: look, day, repeated: [], rows: 0 };
    open.set(id, opened);
    return opened;
  }

  function countyOf(version: RecordVersion): string {
    if (splitPlace < 0) return '';
    const code = String(version.values[splitPlace] ?? '').slice(0, 6);
    return office.counties.get(code) ?? office.counties.values().next().value ?? '';
  }

  function tellTruth(
    to: OpenFile,
    line: number,
    key: string,
    record: CleanRecord,
    damaged: DamagedRecord,
    more: ErrorKind | null,
  ): void {
    const rest = more === null ? damaged.rowErrors : [...damaged.rowErrors, more];
    const place = { source: definition.source, file: to.name, line, key };
    if (record.people.length === 0) truth.append({ ...place, role: null, truthId: null, errors: rest });
    record.people.forEach(({ role, truthId }, person) => {
      const own = damaged.personErrors[person]!;
      const errors = own.length === 0 ? rest : rest.length === 0 ? own : [...own, ...rest];
      truth.append({ ...place, role, truthId, errors });
    });
  }

  return Object.freeze({
    write: (record: CleanRecord) => {
      const damaged = damage(record);
      for (const version of history(record.key, damaged.values)) {
        const to = openFile(version.delivery, countyOf(version));
        to.rows += 1;
        const cells = to.layout.cells(version.values, damaged.written, to.rows, damaged.variety);
        const line = to.file.writeRow(cells);
        tellTruth(to, line, version.key, record, damaged, version.error);
        if (damaged.isRepeated) to.repeated.push({ cells, key: version.key, record, damaged });
      }
    },

    close: () =>
      [...open.values()].flatMap((to): DeliveredFile[] => {
        for (const { cells, key, record, damaged } of to.repeated) {
          tellTruth(to, to.file.writeRow(cells), key, record, damaged, 'ROW_REPEATED');
        }
        const { bytes, junkLines } = to.file.close();
        const place = { source: definition.source, file: to.name, key: null, role: null, truthId: null };
        for (const line of junkLines) truth.append({ ...place, line, errors: ['ROW_JUNK'] });
        const delivered: DeliveredFile = {
          source: definition.source,
          file: to.name,
          mode: to.shape.mode,
          deliveredOn: to.day,
          format: to.shape.format,
          rows: to.rows + to.repeated.length + junkLines.length,
          bytes,
          copyOf: null,
        };
        if (shape.copy === null) return [delivered];
        const copy = to.name.replace(/(\.\w+)$/, `${shape.copy}$1`);
        copyFileSync(join(office.directory, to.name), join(office.directory, copy));
        return [delivered, { ...delivered, file: copy, copyOf: to.name }];
      }),
  });
}
