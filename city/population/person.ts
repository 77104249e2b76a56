import type { PensionScheme } from '../truth/truth-person.ts';
import type { Award, PaidAward } from './awards/award.ts';
import type { VillagePlan } from './city-plan.ts';
import type { NamedPerson } from './clean-record.ts';
import type { Unit } from './units.ts';

/** Days and months are the numbers of `city/calendar.ts`; a day of 0 means: never. */

export type Relation =
  | 'HEAD'
  | 'SPOUSE'
  | 'CHILD'
  | 'PARENT'
  | 'GRANDCHILD'
  | 'SIBLING'
  | 'CHILD_IN_LAW'
  | 'TENANT'
  | 'OTHER';

export type Livelihood =
  | 'CHILD'
  | 'STUDENT'
  | 'EMPLOYEE'
  | 'PUBLIC'
  | 'SOLE_TRADER'
  | 'FLEXIBLE'
  | 'GIG'
  | 'FARMER'
  | 'MIGRANT_WORKER'
  | 'NONE'
  | 'RETIRED';

export type RetirementGroup = 'M60' | 'F55' | 'F50';
export type AccountState = 'LIVE' | 'PAUSED' | 'TERMINATED';
export type PaymentChoice = 'MONTH' | 'QUARTER' | 'HALF_YEAR' | 'YEAR';

export interface Dwelling {
  code: string;
  gridCode: string;
  buildingCode: string;
  buildingName: string;
  /** Empty in villages. */
  estateName: string;
  unitNo: string;
  roomNo: string;
  use: 'OWNER' | 'RENTED' | 'VACANT' | 'MIXED' | 'DORMITORY';
  address: string;
  accountNo: string;
  electricityKwh: number;
  waterM3: number;
  /** Lived in, nobody of it on any list of residents. */
  unlisted: boolean;
}

/** Hukou booklet in the region. */
export interface Booklet {
  no: string;
  village: VillagePlan;
  address: string;
}

export interface Household {
  dwelling: Dwelling;
  members: Person[];
  /** Group allowances go to whole households. */
  dibao: 'RURAL' | 'URBAN' | 'MARGINAL' | null;
  dibaoDay: number;
  povertyWatch: 'RELAPSE_RISK' | 'MARGINAL' | 'SUDDEN' | null;
  povertyWatchDay: number;
  familyPlanning: 'ONE_CHILD' | 'TWO_DAUGHTERS' | 'FEWER_CHILDREN' | null;
}

export interface Student {
  stage: 'PRIMARY' | 'JUNIOR' | 'SENIOR' | 'VOCATIONAL' | 'COLLEGE' | 'BACHELOR' | 'POSTGRADUATE';
  state: 'ENROLLED' | 'SUSPENDED' | 'GRADUATED' | 'LEFT';
  school: string;
  enrolDay: number;
  graduationDay: number;
  /** The education department knows. */
  listed: boolean;
}

export interface Graduate {
  school: string;
  major: string;
  degree: 'COLLEGE' | 'BACHELOR' | 'POSTGRADUATE';
  graduationDay: number;
}

export interface ContributionSpell {
  fromMonth: number;
  toMonth: number;
  unit: Unit | null;
  baseFen: number;
}

export interface EmployeeAccount {
  identity: 'EMPLOYEE' | 'FLEXIBLE';
  choice: PaymentChoice | null;
  unit: Unit | null;
  state: AccountState;
  /** Null when the agency has not recorded it. */
  retirementGroup: RetirementGroup | null;
  /** In order of time; the last one ends with the last paid month. */
  spells: ContributionSpell[];
  baseFen: number;
}

export interface PublicAccount {
  unit: Unit;
  state: AccountState;
  retirementGroup: RetirementGroup;
  firstMonth: number;
  lastPaidMonth: number;
}

export type SpecialGroup =
  | 'NONE'
  | 'DIBAO'
  | 'TEKUN'
  | 'POVERTY_WATCH'
  | 'DISABLED_SEVERE'
  | 'FAMILY_PLANNING'
  | 'VILLAGE_CADRE';

export interface ResidentAccount {
  state: AccountState;
  firstYear: number;
  /** Null: enrolled and never paid. */
  lastPaidYear: number | null;
  /** The year before the last paid one was left out. */
  skippedYearBefore: boolean;
  paidYears: number;
  tierFen: number;
  specialGroup: SpecialGroup;
}

export interface NationalMatch {
  division: string;
  scheme: PensionScheme;
  state: AccountState;
  drawing: boolean;
  lastPaidMonth: number;
}

/** A pension of the three schemes. */
export interface Benefit extends PaidAward {
  programme: PensionScheme;
  /** Approval of retirement before the age: hazardous post, illness. */
  earlyDocument?: string;
}

/** A death and who has heard of it. */
export interface Death {
  day: number;
  hukouCancelDay: number;
  certificate: boolean;
  cremationDay: number;
}

export interface Departure {
  day: number;
  reason: 'EMIGRATION' | 'MOVED_OUT';
  destination: string | null;
}

/** A business of one's own without staff. */
export interface Business {
  uscc: string;
  name: string;
  foundedDay: number;
  state: 'ACTIVE' | 'CANCELLED' | 'REVOKED';
  industry: string;
}

export interface Person {
  truthId: number;
  /** Source of incidental values (phone numbers, who is on which list): see `traits.ts`. */
  noise: number;
  sex: 1 | 2;
  birthDay: number;
  birthMonth: number;
  ethnicity: string;
  surname: string;
  name: string;
  /** Empty when there is none. */
  idNo: string;
  sharedNumber: boolean;
  /** The person alone as named in a row, shared by all rows. */
  asSelf: readonly NamedPerson[];

  household: Household;
  relation: Relation;
  spouse: Person | null;
  marriageDay: number;
  /** A former husband or wife in the same village. */
  formerSpouse: Person | null;
  divorceDay: number;
  mother: Person | null;
  father: Person | null;

  /** HOME: lives in the dwelling. AWAY: lives outside the region. GONE: has nothing here but old records. */
  whereabouts: 'HOME' | 'AWAY' | 'GONE';
  /** Null: hukou outside the region, or none at all. */
  booklet: Booklet | null;
  bookletRelation: Relation;
  /** Division of a hukou outside the region; null with a booklet or without any hukou. */
  outsideHukou: string | null;
  hukouMoveInDay: number;
  /** What the grid's list says; STALE: an old line about someone who has left. */
  gridListing: 'LISTED' | 'AWAY' | 'STALE' | 'NONE';
  gridCollectDay: number;
  permitDay: number;
  mobile: string | null;

  death: Death | null;
  departure: Departure | null;
  duplicateHukouDay: number;

  student: Student | null;
  graduate: Graduate | null;
  hasDegree: boolean;

  livelihood: Livelihood;
  /** Where an EMPLOYEE or PUBLIC works. */
  unit: Unit | null;
  /** Since when, for employees. */
  hiredDay: number;
  incomeFen: number;
  business: Business | null;
  migrantLeaveDay: number;
  migrantDestination: string;
  courierDay: number;
  driverDay: number;

  emp: EmployeeAccount | null;
  pub: PublicAccount | null;
  res: ResidentAccount | null;
  elsewhere: NationalMatch | null;
  benefits: Benefit[];
  /** Programmes beside the three pensions. */
  awards: Award[];

  disability: {
    type: string;
    grade: string;
    issueDay: number;
    state: 'VALID' | 'CANCELLED' | 'EXPIRED';
  } | null;
  tekun: { care: 'INSTITUTION' | 'HOME'; day: number } | null;
  cadre: { post: string; fromDay: number; toDay: number } | null;
  veteran: { enlistDay: number; dischargeDay: number } | null;
  /** Dates of service; `dischargeDay` 0 while serving. */
  service: { enlistDay: number; dischargeDay: number } | null;
  custody: { kind: 'PRISON' | 'DETENTION' | 'COMMUNITY'; startDay: number; endDay: number } | null;
  landLostDay: number;
  registration: { kind: 'UNEMPLOYED' | 'FLEXIBLE' | 'EMPLOYED'; day: number; hardship: boolean } | null;

  /** What a court has declared of somebody who vanished on `missingDay`; `revokedDay` 0: it stands. */
  declared: { kind: 'DEATH' | 'MISSING'; day: number; missingDay: number; revokedDay: number } | null;
  /** Day of a death record that is about somebody else of the name; 0: none. */
  wrongDeathRecordDay: number;
}

/** Whole years of age on a day. */
export function ageOn(person: { birthDay: number }, day: number): number {
  return Math.floor((day - person.birthDay + 0.5) / 365.2425);
}

/** True when the hukou is in the region and has not been cancelled or moved away. */
export function isRegistered(person: Person): boolean {
  return person.booklet !== null && person.departure === null && (person.death?.hukouCancelDay ?? 0) === 0;
}
