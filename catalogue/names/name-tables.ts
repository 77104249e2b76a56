import { readFileSync } from 'node:fs';
import type { NameTables } from '#domain/name-agreement.ts';

/** Reads the three CSV files beside this one (about 42,000 rows); call it once and keep the result. */
export function readNameTables(): NameTables {
  return Object.freeze({
    readings: readPairs('readings.csv'),
    surnameReadings: readPairs('surname-readings.csv'),
    variants: readPairs('variants.csv'),
  });
}

/** A CSV of two columns without quotes; the first line is the header. */
function readPairs(file: string): ReadonlyMap<string, string> {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  return new Map(lines.map((line) => line.split(',', 2) as [string, string]));
}
