import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { openCityDeliveries } from './deliveries/city-deliveries.ts';
import type { SourceShape } from './deliveries/delivery-shape.ts';
import type { ErrorRates } from './deliveries/errors/error-rates.ts';
import type { NameConfusions } from './deliveries/errors/name-confusions.ts';
import { secondNumbers } from './deliveries/errors/second-number.ts';
import { openStagingFolder, writingFailure } from './deliveries/staging-folder.ts';
import type { VillageOutput } from './population/clean-record.ts';
import { openRecordTruth } from './truth/record-truth.ts';
import {
  openAwardTruth,
  openDeliveryTruth,
  openLifeTruth,
  openPersonTruth,
  openUnitTruth,
  openUnlistedDwellingTruth,
  openWrongTruth,
} from './truth/truth-tables.ts';

export interface CityProgress {
  readonly villages: number;
  /** People of these villages. */
  readonly people: number;
  /** Clean records of these villages. */
  readonly records: number;
}

export interface CitySummary {
  /** Delivered files, copies included. */
  readonly files: number;
  /** Clean records; the files hold repeated, earlier and junk rows besides. */
  readonly records: number;
  readonly people: number;
  /** Size of the delivered files. */
  readonly bytes: number;
}

export interface WriteCityOptions {
  readonly villages: Iterable<VillageOutput>;
  readonly definitions: readonly SourceDefinition[];
  readonly shapes: ReadonlyMap<string, SourceShape>;
  readonly rates: ErrorRates;
  readonly confusions: NameConfusions;
  /** Six digits → name, in order of code. */
  readonly counties: ReadonlyMap<string, string>;
  readonly seed: number;
  /** ISO date. */
  readonly asOf: string;
  /** Folder of the deliveries; must not exist or be empty. */
  readonly out: string;
  /** Folder of the truth, outside `out`; must not exist or be empty. */
  readonly truth: string;
  readonly onProgress?: ((progress: CityProgress) => void) | undefined;
}

/**
 * Writes deliveries and truth, village by village as they come. Both folders appear only when everything is in
 * them, `out` last; a failure or a kill leaves neither.
 * @throws ZhaorenError BAD_ARGUMENT, DISK_FULL, NO_PERMISSION
 */
export async function writeCity(options: WriteCityOptions): Promise<CitySummary> {
  const out = openStagingFolder(options.out, '--out');
  try {
    const truth = openStagingFolder(options.truth, '--truth');
    try {
      const summary = await writeInto(options, out.directory, truth.directory);
      truth.commit();
      out.commit();
      return summary;
    } catch (error) {
      truth.discard();
      throw error;
    }
  } catch (error) {
    out.discard();
    throw writingFailure(error, options.out);
  }
}

async function writeInto(options: WriteCityOptions, out: string, truth: string): Promise<CitySummary> {
  const { seed, asOf, rates, confusions, counties, definitions, shapes } = options;
  const secondNumber = secondNumbers(seed, rates.twoNumbers);
  const records = openRecordTruth(join(truth, 'record.parquet'));
  const people = openPersonTruth(join(truth, 'person.parquet'));
  const units = openUnitTruth(join(truth, 'unit.parquet'));
  const unlisted = openUnlistedDwellingTruth(join(truth, 'unlisted_dwelling.parquet'));
  const awards = openAwardTruth(join(truth, 'award.parquet'));
  const wrongs = openWrongTruth(join(truth, 'wrong.parquet'));
  const lives = openLifeTruth(join(truth, 'life.parquet'));
  const files = openDeliveryTruth(join(truth, 'delivery.parquet'));
  const office = { seed, asOf, directory: out, rates, confusions, counties, truth: records };
  const deliveries = openCityDeliveries({ definitions, shapes, office });

  const done = { villages: 0, people: 0, records: 0 };
  for (const village of options.villages) {
    for (const person of village.people) {
      people.append({ ...person, secondIdNo: secondNumber(person.truthId, person.idNo) });
    }
    for (const record of village.records) deliveries.write(record);
    for (const unit of village.units) units.append(unit);
    for (const life of village.lives) lives.append(life);
    for (const dwellingCode of village.unlistedDwellings) unlisted.append({ dwellingCode });
    for (const award of village.awards) awards.append(award);
    for (const wrong of village.wrongs) wrongs.append(wrong);
    done.villages += 1;
    done.people += village.people.length;
    done.records += village.records.length;
    options.onProgress?.({ ...done });
    // lets a progress bar draw itself and a signal arrive
    await setImmediate();
  }

  const delivered = deliveries.close();
  for (const file of delivered) files.append(file);
  for (const table of [records, people, units, unlisted, lives, awards, wrongs, files]) table.close();
  return {
    files: delivered.length,
    records: done.records,
    people: done.people,
    bytes: delivered.reduce((sum, file) => sum + file.bytes, 0),
  };
}
