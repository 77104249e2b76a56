import { openParquetTable, type ParquetType, type ParquetValue } from '#city/deliveries/parquet-table.ts';
import type { DeliveredFile } from '#city/deliveries/source-deliveries.ts';
import type { TruthAward } from './truth-award.ts';
import type { TruthLife } from './truth-life.ts';
import type { TruthPerson, TruthUnit } from './truth-person.ts';
import type { TruthWrong } from './truth-wrong.ts';

type Columns<T> = readonly (readonly [field: keyof T & string, type: ParquetType])[];

const PERSON_COLUMNS = [
  ['truthId', 'INTEGER'],
  ['idNo', 'TEXT'],
  ['name', 'TEXT'],
  ['sex', 'TEXT'],
  ['ethnicity', 'TEXT'],
  ['birthDate', 'DATE'],
  ['alive', 'BOOLEAN'],
  ['deathDate', 'DATE'],
  ['deathReported', 'BOOLEAN'],
  ['leftDate', 'DATE'],
  ['resident', 'BOOLEAN'],
  ['residentOnRecord', 'BOOLEAN'],
  ['missingFromGrid', 'BOOLEAN'],
  ['registered', 'BOOLEAN'],
  ['villageCode', 'TEXT'],
  ['gridCode', 'TEXT'],
  ['dwellingCode', 'TEXT'],
  ['hukouVillageCode', 'TEXT'],
  ['hukouNo', 'TEXT'],
  ['sharedNumber', 'BOOLEAN'],
  ['status', 'TEXT'],
  ['scheme', 'TEXT'],
  ['gapMonths', 'INTEGER'],
  ['grade', 'TEXT'],
  ['inDenominator', 'BOOLEAN'],
] as const satisfies Columns<TruthPerson>;

const UNIT_COLUMNS = [
  ['uscc', 'TEXT'],
  ['name', 'TEXT'],
  ['status', 'TEXT'],
  ['staff', 'INTEGER'],
  ['insuredHeadcount', 'INTEGER'],
] as const satisfies Columns<TruthUnit>;

const AWARD_COLUMNS = [
  ['truthId', 'INTEGER'],
  ['programme', 'TEXT'],
  ['awardMonth', 'TEXT'],
  ['lastPaidMonth', 'TEXT'],
  ['state', 'TEXT'],
  ['isEntitled', 'BOOLEAN'],
  ['lostReason', 'TEXT'],
  ['lostOn', 'DATE'],
] as const satisfies Columns<TruthAward>;

const WRONG_COLUMNS = [
  ['rule', 'TEXT'],
  ['truthId', 'INTEGER'],
  ['uscc', 'TEXT'],
  ['operatorNo', 'TEXT'],
  ['programme', 'TEXT'],
  ['amountFen', 'LONG'],
  ['caseNo', 'INTEGER'],
] as const satisfies Columns<TruthWrong>;

const LIFE_COLUMNS = [
  ['truthId', 'INTEGER'],
  ['lifestyle', 'TEXT'],
  ['deathOn', 'TEXT'],
  ['isDeathShown', 'BOOLEAN'],
  ['isMisused', 'BOOLEAN'],
] as const satisfies Columns<TruthLife>;

const DELIVERY_COLUMNS = [
  ['source', 'TEXT'],
  ['file', 'TEXT'],
  ['mode', 'TEXT'],
  ['deliveredOn', 'DATE'],
  ['format', 'TEXT'],
  ['rows', 'INTEGER'],
  ['bytes', 'LONG'],
  ['copyOf', 'TEXT'],
] as const satisfies Columns<DeliveredFile>;

/** A table of the truth that is filled row by row. */
export interface TruthTable<T> {
  append(row: T): void;
  close(): void;
}

/** `truthId` → `truth_id`. */
function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function openTable<T>(path: string, columns: Columns<T>): TruthTable<T> {
  const table = openParquetTable(
    path,
    columns.map(([field, type]) => [columnName(field), type]),
  );
  return Object.freeze({
    append: (row: T) => table.append(columns.map(([field]) => row[field] as ParquetValue)),
    close: table.close,
  });
}

/** A person with the second number that some sources hold of her, null for nearly everybody. */
export type PersonTruthRow = TruthPerson & { readonly secondIdNo: string | null };

/** `person.parquet`: the fields of `TruthPerson` in snake case, and `second_id_no`. */
export function openPersonTruth(path: string): TruthTable<PersonTruthRow> {
  return openTable(path, [...PERSON_COLUMNS, ['secondIdNo', 'TEXT']]);
}

/** `unit.parquet`: the fields of `TruthUnit`. */
export function openUnitTruth(path: string): TruthTable<TruthUnit> {
  return openTable(path, UNIT_COLUMNS);
}

/** `unlisted_dwelling.parquet`: dwelling_code of dwellings that are lived in with nobody on record. */
export function openUnlistedDwellingTruth(path: string): TruthTable<{ readonly dwellingCode: string }> {
  return openTable(path, [['dwellingCode', 'TEXT']]);
}

/** `award.parquet`: the fields of `TruthAward` in snake case; one row for each person and programme. */
export function openAwardTruth(path: string): TruthTable<TruthAward> {
  return openTable(path, AWARD_COLUMNS);
}

/** `wrong.parquet`: the fields of `TruthWrong` in snake case. */
export function openWrongTruth(path: string): TruthTable<TruthWrong> {
  return openTable(path, WRONG_COLUMNS);
}

/** `life.parquet`: the fields of `TruthLife`. */
export function openLifeTruth(path: string): TruthTable<TruthLife> {
  return openTable(path, LIFE_COLUMNS);
}

/** `delivery.parquet`: the delivered files; `copy_of` names the original of a file sent twice. */
export function openDeliveryTruth(path: string): TruthTable<DeliveredFile> {
  return openTable(path, DELIVERY_COLUMNS);
}
