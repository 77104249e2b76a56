import type { TruthWrong } from '../../truth/truth-wrong.ts';
import type { CleanRecord } from '../clean-record.ts';
import type { Person } from '../person.ts';
import type { StaffMember } from './staff.ts';

/** What offices have written down about single cases of a village, and what is wrong with them. */
export interface Casework {
  /** People of the village who work for the agency. */
  readonly staff: StaffMember[];
  /** Rows that follow from no writer. */
  readonly rows: CleanRecord[];
  readonly wrongs: TruthWrong[];
  /** People who look as if a rule applied and are in the right. */
  readonly lookAlikes: { rule: string; person: Person }[];
  /** Number of the last case in the village. */
  cases: number;
}

export function emptyCasework(): Casework {
  return { staff: [], rows: [], wrongs: [], lookAlikes: [], cases: 0 };
}
