import type { ColumnProfile, TableProfile } from './column-profile.ts';
import { mayBeDatePart } from './date-part-header.ts';
import { findHeaderMeaning, headerWords } from './header-meaning.ts';

/** The columns of one table that name a record and that say who it is: never evidence. */
export interface IdentityColumns {
  readonly id: string | undefined;
  readonly truth: string | undefined;
}

/**
 * Finds them by header and uniqueness. `person id` and the like are the truth where they repeat or where another
 * column names the record, and the id otherwise.
 */
export function chooseIdentity({ columns, rows }: TableProfile): IdentityColumns {
  const meant = (wanted: 'id' | 'truth') => columns.filter(({ name }) => findHeaderMeaning(name) === wanted);
  const unique = columns.filter((column) => isName(column));
  const ids = meant('id').filter((column) => unique.includes(column));
  const truths = meant('truth');
  const plainTruth = truths.find((column) => !isPersonId(column.name) || !column.isUnique);
  const id = ids[0] ?? unique.find((column) => isRecordNumber(column, rows, columns[0]));
  const truth = plainTruth ?? (id ? truths[0] : undefined);
  const fallback = id ?? truths.find((column) => column !== truth && unique.includes(column));
  return Object.freeze({ id: fallback?.name, truth: truth?.name });
}

function isName({ isUnique, filled }: ColumnProfile): boolean {
  return isUnique && filled === 1;
}

function isPersonId(name: string): boolean {
  return /^(person|master|group) id$/.test(headerWords(name));
}

/** A unique column that looks as if somebody had counted: numbers of about as many as there are rows, or `rec-7`. */
function isRecordNumber(column: ColumnProfile, rows: number, first: ColumnProfile | undefined): boolean {
  if (mayBeDatePart(column)) return false;
  if (isRunningNumber(column, rows)) return true;
  const isCode =
    column.severalWords === 0 && column.anyDigit > 0.9 && column.at === 0 && column.dates.any < 0.5;
  return column === first && isCode;
}

/** Whole numbers, each once, hardly more of them than rows. */
export function isRunningNumber({ number, isUnique, digitsOnly }: ColumnProfile, rows: number): boolean {
  return isUnique && digitsOnly > 0.99 && number !== undefined && number.max - number.min < rows * 1.2 + 10;
}
