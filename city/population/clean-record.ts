import type { TruthAward } from '../truth/truth-award.ts';
import type { TruthLife } from '../truth/truth-life.ts';
import type { TruthPerson, TruthUnit } from '../truth/truth-person.ts';
import type { TruthWrong } from '../truth/truth-wrong.ts';

/** What a column of a clean record may hold: ISO dates, YYYY-MM, fen, codes, plain text. */
export type CleanValue = string | number | boolean | null;

/** A person named in a row, and in which role. */
export interface NamedPerson {
  role: string;
  truthId: number;
  /** Citizen number of somebody of the family, whose card may have been at hand; null without any. */
  relativeIdNo?: string | null;
}

/**
 * One row of one source before any error is put into it. `fields` has every column of the
 * source's definition (canonical names), with canonical values.
 */
export interface CleanRecord {
  /** Name of the definition in `catalogue/sources/`. */
  source: string;
  /** Value of the source's key column. */
  key: string;
  /** Who is named in the row. */
  people: readonly NamedPerson[];
  fields: Record<string, CleanValue>;
}

/**
 * What one village gives. The last output of a city has the region's code as `village`: the
 * records that need all villages (insured units with their headcounts) and the truth of units.
 */
export interface VillageOutput {
  village: string;
  people: TruthPerson[];
  records: CleanRecord[];
  units: TruthUnit[];
  /** Codes of dwellings that are lived in without anyone on record (以房找人). */
  unlistedDwellings: string[];
  awards: TruthAward[];
  wrongs: TruthWrong[];
  /** How the people live and die; of a later day those of `people`. */
  lives: TruthLife[];
}
