import type { CoverageStatus, GapGrade } from '#domain/coverage-status.ts';

export type PensionScheme = 'EMP_PENSION' | 'PUB_PENSION' | 'RES_PENSION';

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
  /** At least one source names the person. */
  onRecord: boolean;
  /** Really alive on the as-of date. */
  alive: boolean;
  /** ISO date, whether reported or not. */
  deathDate: string | null;
  deathReported: boolean;
  /** ISO date of emigration or of moving the hukou out of the region. */
  leftDate: string | null;
  /** Really lives in the region. */
  resident: boolean;
  /** Alive on record, and named as resident by the grid's list (not AWAY) or by a residence permit. */
  residentOnRecord: boolean;
  /** Lives with a family that is on the grid's list, and is missing from that list (以户找人). */
  missingFromGrid: boolean;
  /** Hukou is in the region. */
  registered: boolean;
  /** 12 digits: where the person lives or last lived; for people living elsewhere, where the family's dwelling is. */
  villageCode: string;
  /** Of residents, else null. */
  gridCode: string | null;
  dwellingCode: string | null;
  /** 12 digits; null without hukou in the region. */
  hukouVillageCode: string | null;
  hukouNo: string | null;
  /** One of two people who really hold the same number. */
  sharedNumber: boolean;
  status: CoverageStatus;
  scheme: PensionScheme | null;
  /** Of NORMAL and INTERRUPTED, else null. */
  gapMonths: number | null;
  grade: GapGrade | null;
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
