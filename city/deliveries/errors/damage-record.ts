import type { SourceColumn, SourceDefinition } from '#catalogue/load-catalogue.ts';
import type { CleanRecord, CleanValue } from '#city/population/clean-record.ts';
import { rowPersons } from '../row-persons.ts';
import { createChance } from './chance.ts';
import { damageName, damageNumber } from './damage-person.ts';
import type { ErrorKind } from './error-kinds.ts';
import type { ErrorRates } from './error-rates.ts';
import type { NameConfusions } from './name-confusions.ts';
import { secondNumbers } from './second-number.ts';
import {
  amountInWords,
  dayOfLastCentury,
  earlierMobile,
  futureDay,
  impossibleDate,
  misfitDivision,
  misprintBirthDate,
  misprintCreditCode,
  misprintMobile,
  misprintOfficeNumber,
  staleAddress,
  unknownWord,
} from './value-errors.ts';

/** A record as its department has it: values by place of the column in the definition. */
export interface DamagedRecord {
  /** Canonical values, except where `written` stands. */
  readonly values: CleanValue[];
  /** Words that stand in the file instead of the formatted value, by place of the column. */
  readonly written: ReadonlyMap<number, string>;
  /** Errors of the row as a whole, whoever is named in it. */
  readonly rowErrors: readonly ErrorKind[];
  /** Errors of number and name, by place of the person in `record.people`. */
  readonly personErrors: readonly (readonly ErrorKind[])[];
  readonly isRepeated: boolean;
  /** A whole number ≥ 0 that belongs to the record, for choices that are no errors. */
  readonly variety: number;
}

export interface DamageOptions {
  readonly definition: SourceDefinition;
  readonly rates: ErrorRates;
  readonly confusions: NameConfusions;
  readonly seed: number;
  /** Column types that the format holds as numbers or days: no word can stand there. */
  readonly strictTypes: ReadonlySet<SourceColumn['type']>;
}

/** Columns with a number that an agency, a bank or the police gave. */
const OFFICE_NUMBERS = ['personal_no', 'account_no', 'hukou_no', 'student_no'];
const VARIETIES = 1 << 20;
const NOTHING: ReadonlyMap<number, string> = new Map();
const NO_ERRORS: readonly ErrorKind[] = Object.freeze([]);

/**
 * Prepares the errors of one source. The returned function gives the same result for the same record
 * whatever came before: chance hangs on seed, source and key alone.
 */
export function createDamage(options: DamageOptions): (record: CleanRecord) => DamagedRecord {
  const { definition, confusions, seed, strictTypes } = options;
  const rates = options.rates.bySource.get(definition.source) ?? {};
  const secondNumber = secondNumbers(seed, options.rates.twoNumbers);
  const chance = createChance(seed, definition.source);
  const names = definition.columns.map((column) => column.column);
  const placeOf = (column: string) => names.indexOf(column);
  const persons = new Map(
    rowPersons(definition).map((p) => [p.role, { number: placeOf(p.idNo), name: placeOf(p.name) }]),
  );
  const keyPlace = placeOf(definition.key[0]!);
  const knownWords = definition.columns.map((column) => new Set(Object.keys(column.codes ?? {})));

  function places(...types: SourceColumn['type'][]): number[] {
    return definition.columns.flatMap(({ type, column }, place) => {
      const isFixed = place === keyPlace || column === definition.operation || strictTypes.has(type);
      return types.includes(type) && !isFixed ? [place] : [];
    });
  }

  /** Columns of these names, whatever the role. */
  function placesNamed(...wanted: string[]): number[] {
    return names.flatMap((name, place) =>
      place !== keyPlace && wanted.some((word) => name === word || name.endsWith(`_${word}`)) ? [place] : [],
    );
  }

  /** What a file can leave blank without the row being refused. */
  function optionalPlaces(): number[] {
    const known = [
      ...placesNamed('birth_date', 'sex', ...OFFICE_NUMBERS),
      ...places('mobile', 'address', 'uscc'),
    ];
    return known.filter((place) => !definition.columns[place]!.required);
  }

  /** Errors of single values: in which columns, and how; `false` where the error cannot befall the value. */
  type Strike = (record: Draft, place: number, text: string) => boolean;
  interface Draft {
    values: CleanValue[];
    written: Map<number, string> | undefined;
  }
  const write =
    (words: (place: number) => string): Strike =>
    (draft, place) => {
      draft.written ??= new Map();
      draft.written.set(place, words(place));
      return true;
    };
  const replace =
    (misprint: (text: string) => string | null): Strike =>
    (draft, place, text) => {
      const value = misprint(text);
      if (value !== null) draft.values[place] = value;
      return value !== null;
    };
  const blank: Strike = (draft, place) => {
    draft.values[place] = null;
    return true;
  };
  const strikes = (
    [
      ['DATE_IMPOSSIBLE', places('date', 'month'), write(() => impossibleDate(chance))],
      ['EVENT_FUTURE', placesNamed('event_date'), replace(futureDay)],
      ['EVENT_BEFORE_BIRTH', placesNamed('event_date'), replace(dayOfLastCentury)],
      ['AMOUNT_TEXT', places('amount'), write(() => amountInWords(chance))],
      ['CODE_UNKNOWN', places('code', 'ethnicity'), write((at) => unknownWord(knownWords[at]!, chance))],
      ['DIVISION_LENGTH', places('division', 'grid'), replace((code) => misfitDivision(code, chance))],
      ['MOBILE_FORM', places('mobile'), replace((mobile) => misprintMobile(mobile, chance))],
      ['CREDIT_CODE', places('uscc'), replace((code) => misprintCreditCode(code, chance))],
      ['ADDRESS_STALE', places('address'), replace((address) => staleAddress(address, chance))],
      ['BIRTH_DATE_OFF', placesNamed('birth_date'), replace((date) => misprintBirthDate(date, chance))],
      ['SEX_WRONG', placesNamed('sex'), replace((sex) => (sex === '1' ? '2' : '1'))],
      ['MOBILE_OLD', places('mobile'), replace((mobile) => earlierMobile(mobile, chance))],
      [
        'OFFICE_NUMBER_WRONG',
        placesNamed(...OFFICE_NUMBERS),
        replace((number) => misprintOfficeNumber(number, chance)),
      ],
      ['VALUE_BLANK', optionalPlaces(), blank],
    ] as [ErrorKind, number[], Strike][]
  ).filter(([kind, columns]) => columns.length > 0 && (rates[kind] ?? 0) > 0);

  function damagePerson(record: CleanRecord, person: number, values: CleanValue[]): readonly ErrorKind[] {
    const { role, truthId, relativeIdNo = null } = record.people[person]!;
    const place = persons.get(role);
    if (place === undefined) throw new Error(`${definition.source} has no columns for the role ${role}`);
    const kinds: ErrorKind[] = [];
    const number = values[place.number];
    if (typeof number === 'string' && number.length === 18) {
      const misprint = damageNumber(number, rates, chance, {
        second: (idNo) => secondNumber(truthId, idNo),
        relative: relativeIdNo,
      });
      // what a spreadsheet rounded is a number there, no text
      const isNumber = misprint.kind === 'ID_ROUNDED' && !misprint.value.includes('E');
      values[place.number] = isNumber ? Number(misprint.value) : misprint.value;
      if (misprint.kind !== null) kinds.push(misprint.kind);
    }
    const name = values[place.name];
    if (typeof name === 'string' && name !== '') {
      const misprint = damageName(name, rates, chance, confusions);
      values[place.name] = misprint.value;
      if (misprint.kind !== null) kinds.push(misprint.kind);
    }
    return kinds.length === 0 ? NO_ERRORS : kinds;
  }

  return (record) => {
    chance.restart(record.key);
    const draft: Draft = { values: names.map((name) => record.fields[name] ?? null), written: undefined };
    const personErrors = record.people.map((_, person) => damagePerson(record, person, draft.values));
    const rowErrors: ErrorKind[] = [];
    for (const [kind, columns, strike] of strikes) {
      if (!chance.happens(rates[kind]!)) continue;
      const place = chance.pick(columns);
      const value = draft.values[place]!;
      if (value !== null && value !== '' && strike(draft, place, String(value))) rowErrors.push(kind);
    }
    if (chance.happens(rates.KEY_MISSING ?? 0)) {
      draft.values[keyPlace] = null;
      rowErrors.push('KEY_MISSING');
    }
    return {
      values: draft.values,
      written: draft.written ?? NOTHING,
      rowErrors: rowErrors.length === 0 ? NO_ERRORS : rowErrors,
      personErrors,
      isRepeated: chance.happens(rates.ROW_REPEATED ?? 0),
      variety: chance.below(VARIETIES),
    };
  };
}
