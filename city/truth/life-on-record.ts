import type { PensionScheme } from './truth-person.ts';

type AccountState = 'LIVE' | 'PAUSED' | 'TERMINATED';

/**
 * Everything about one person that bears on the coverage status, as flawless records tell it.
 * Dates are ISO, months `YYYY-MM`.
 */
export interface LifeOnRecord {
  birthDate: string;
  sex: '1' | '2';
  /** `SHARED`: another person really holds the same number. */
  number: 'GOOD' | 'NONE' | 'SHARED';
  /** Some source reports the death. */
  deathReported: boolean;
  /** Day on which the hukou left the region for good. */
  leftDate: string | null;
  /** Last day on which a source found the person living here. */
  seenResidentOn: string | null;
  /** Named as resident by the grid (not AWAY) or by a permit. */
  namedResident: boolean;
  benefits: readonly { programme: PensionScheme; state: 'PAYING' | 'SUSPENDED' | 'TERMINATED' }[];
  emp: {
    identity: 'EMPLOYEE' | 'FLEXIBLE';
    choice: 'MONTH' | 'QUARTER' | 'HALF_YEAR' | 'YEAR' | null;
    state: AccountState;
    lastPaidMonth: string;
    retirementGroup: 'M60' | 'F55' | 'F50' | null;
  } | null;
  pub: { state: AccountState; lastPaidMonth: string; retirementGroup: 'M60' | 'F55' | 'F50' | null } | null;
  res: { state: AccountState; firstYear: number; lastPaidYear: number | null } | null;
  elsewhere: { scheme: PensionScheme; state: AccountState; drawing: boolean } | null;
  /** On a school's roll as ENROLLED. */
  student: boolean;
  service: { from: string; to: string | null } | null;
  custody: { kind: 'PRISON' | 'DETENTION' | 'COMMUNITY'; from: string; to: string | null } | null;
}
