/** The eleven coverage statuses, in the order in which the first match wins. */
export const coverageStatuses = [
  'DATA_ERROR',
  'DECEASED',
  'LEFT',
  'BENEFICIARY',
  'NORMAL',
  'INSURED_ELSEWHERE',
  'OUT_OF_SCOPE',
  'UNCLAIMED',
  'INTERRUPTED',
  'DROPPED',
  'MISSED',
] as const;

export type CoverageStatus = (typeof coverageStatuses)[number];
export type Scheme = 'EMP_PENSION' | 'PUB_PENSION' | 'RES_PENSION';
export type Grade = 'WARN' | 'SHORT' | 'LONG';

/**
 * What is really so of one person, and what flawless records would show.
 *
 * `alive`, `resident` and `registered` are the real life. `status` with `scheme`, `gapMonths`
 * and `grade` is the observable one: it follows the facts that some source reports, so that a
 * death which nobody has reported leaves `alive: false` beside, say, `status: 'BENEFICIARY'`.
 */
export interface TruthPerson {
  /** Unique in the city; the same in every output of the same seed. */
  truthId: number;
  /** 18 characters; empty when the person has no citizen number. */
  idNo: string;
  name: string;
  /** '1' male, '2' female. */
  sex: '1' | '2';
  /** Code of GB/T 3304. */
  ethnicity: string;
  /** ISO date. */
  birthDate: string;
  /** Really alive on the as-of date. */
  alive: boolean;
  /** ISO date, whether reported or not. */
  deathDate: string | null;
  deathReported: boolean;
  /** ISO date of emigration or of moving out of the region. */
  leftDate: string | null;
  /** Really lives in the region. */
  resident: boolean;
  /** Named as resident by the grid's list (not AWAY) or by a residence permit. */
  residentOnRecord: boolean;
  /** Lives here with a family on the grid's list, and is missing from that list. */
  missingFromGrid: boolean;
  /** Hukou is in the region. */
  registered: boolean;
  /** 12 digits: where the person lives; for people living elsewhere, where the hukou is. */
  villageCode: string;
  gridCode: string | null;
  dwellingCode: string | null;
  hukouVillageCode: string | null;
  hukouNo: string | null;
  /** One of two people who really hold the same number. */
  sharedNumber: boolean;
  status: CoverageStatus;
  scheme: Scheme | null;
  /** Of NORMAL and INTERRUPTED, else null. */
  gapMonths: number | null;
  grade: Grade | null;
  /** Counted in the default denominator of the coverage rate. */
  inDenominator: boolean;
}

export type UnitStatus = 'UNINSURED_UNIT' | 'INSURED_UNIT' | 'NO_STAFF' | 'CLOSED';

/** The truth of one registered business or public unit. */
export interface TruthUnit {
  uscc: string;
  name: string;
  status: UnitStatus;
  /** People with a wage filing or a running contract. */
  staff: number;
  insuredHeadcount: number;
}
