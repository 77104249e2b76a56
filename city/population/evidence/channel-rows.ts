import { isoOfDay, monthOfDay, monthText } from '../../calendar.ts';
import { scatter } from '../../random.ts';
import type { CleanRecord, CleanValue } from '../clean-record.ts';
import { creditCodeOf } from '../credit-code.ts';
import type { Person } from '../person.ts';
import { keyOf, numberIn } from '../records/record-writing.ts';
import { traitBelow } from '../traits.ts';
import type { Village } from '../village-draft.ts';
import { programmesOf } from './beneficiary.ts';
import type { OwnChance } from './own-chance.ts';

/** One occasion on which a department writes down that somebody was there. */
export interface Occasion {
  readonly person: Person;
  readonly village: Village;
  readonly day: number;
  readonly chance: OwnChance;
  /** Known to have succeeded: a check that was passed, a journey that was made. */
  readonly isSound: boolean;
  /** Of the certification, where the source names one; by chance one of the person's when absent. */
  readonly programme?: string;
}

interface Channel {
  /** Begins the record number; no two channels of one department share it. */
  readonly prefix: string;
  /** One row a month: the month stands in the record number, not the day. */
  readonly isMonthly?: true;
  /** Columns behind number, name and date, in the order of the definition. */
  readonly more: (occasion: Occasion) => Record<string, CleanValue>;
}

const TRAVEL_AGENCIES = [11, 12, 13].map((serial) => creditCodeOf('COMPANY', '640499', 900_000 + serial));
const SUBSIDIES = ['NYBT001', 'NYBT001', 'NYBT004', 'CYBT002'];
const DISEASES = ['M01600', 'M01600', 'M01600', 'M03900', 'M03900', 'M07101', 'M02300'];
const HRSS_ITEMS = ['RS0101', 'RS0203', 'RS0307', 'RS0412', 'RS0505'];
const APPS = ['WNB-APP', 'WNB-MINI', 'ALIPAY-MINI'];
const HOSPITAL_LEVELS = ['1', '2', '2', '2', '3'];
const BOARDED = [...Array<string>(18).fill('BOARDED'), 'NOT_BOARDED', 'REFUNDED'];
const TICKETS = [...Array<string>(17).fill('CHECKED'), 'NOT_CHECKED'];
const FACE_RESULTS = [...Array<string>(22).fill('PASS'), 'FAIL'];
const YEARLY_RESULTS = [...Array<string>(60).fill('PASS'), 'FAIL'];
const RURAL_COUNTERS = ['RURAL_POINT', 'RURAL_POINT', 'RURAL_POINT', 'COUNTER', 'ATM'];
const URBAN_COUNTERS = ['ATM', 'ATM', 'COUNTER'];

const digits = (value: number, width: number): string => String(value).padStart(width, '0');
/** An office of the county by number: a hospital, a hall, a pharmacy. */
const officeOf = ({ village, chance }: Occasion, kind: string, count: number): string =>
  `${kind}${village.village.countyCode}${digits(1 + chance.below(count), 3)}`;
/** The office to which a person always goes. */
const usualOffice = ({ village, person }: Occasion, kind: string, count: number): string =>
  `${kind}${village.village.countyCode}${digits(1 + traitBelow(person, 'ORGANISATION', count), 3)}`;
const outcome = ({ isSound, chance }: Occasion, outcomes: readonly string[]): string =>
  isSound ? outcomes[0]! : chance.pick(outcomes);
const staffNo = ({ chance }: Occasion, prefix: string): string => prefix + digits(chance.below(400), 4);

function programmeOf({ programme, person, chance }: Occasion): string | null {
  if (programme !== undefined) return programme;
  const known = programmesOf(person);
  return known.length === 0 ? null : chance.pick(known);
}

function placeAway({ person, village, chance }: Occasion): string {
  const { destinations } = village.plan.profile;
  return person.departure?.destination ?? (person.migrantDestination || chance.pick(destinations.values));
}

/** The telephone is that of whoever's number the person gives: a daughter's, for many of the old. */
function deviceOf({ mobile, noise }: Person): string {
  return `DV${digits(mobile === null ? noise : scatter(Number(mobile.slice(2)), 7), 10)}`;
}

/** A face check that failed has a score below what passes. */
function faceScores(occasion: Occasion) {
  const result = outcome(occasion, FACE_RESULTS);
  return {
    result,
    score: result === 'PASS' ? occasion.chance.between(82, 99) : occasion.chance.between(31, 69),
  };
}

const CHANNELS = {
  hrss_face_app: {
    prefix: 'RZ',
    more: (at) => {
      const programme = programmeOf(at);
      const { result, score } = faceScores(at);
      return { programme, result, liveness_score: score, device_id: deviceOf(at.person) };
    },
  },
  hrss_counter_onsite: {
    prefix: 'CK',
    more: (at) => ({
      programme: programmeOf(at),
      office_code: officeOf(at, 'JB', 8),
      operator_no: staffNo(at, 'JB'),
    }),
  },
  hrss_kiosk_face: {
    prefix: 'ZZ',
    more: (at) => ({ kiosk_id: officeOf(at, 'YT', 40), score: at.chance.between(82, 99) }),
  },
  hrss_sscard_issue: {
    prefix: 'KA',
    more: ({ chance }) => ({ card_action: chance.pick(['RENEW', 'RENEW', 'REPLACE', 'ISSUE']) }),
  },
  hrss_in_person: { prefix: 'BJ', more: ({ chance }) => ({ item_code: chance.pick(HRSS_ITEMS) }) },
  data_gov_app_face: {
    prefix: 'RL',
    more: ({ chance }) => ({ app_id: chance.pick(APPS), score: chance.between(80, 99) }),
  },
  data_gov_hall: { prefix: 'DT', more: (at) => ({ hall_code: officeOf(at, 'ZW', 12) }) },
  grid_door_visit: {
    prefix: 'QM',
    more: (at) => ({
      programme: programmeOf(at),
      grid_code: at.person.household.dwelling.gridCode,
      photo_ref: `IMG${digits(at.chance.below(100_000_000), 8)}`,
    }),
  },
  grid_village_onsite: {
    prefix: 'CJ',
    more: (at) => ({
      programme: programmeOf(at),
      village_division: at.village.village.code,
      operator_no: staffNo(at, 'XG'),
    }),
  },
  psb_id_card_issue: {
    prefix: 'SF',
    more: ({ chance }) => ({ action: chance.pick(['RENEW', 'RENEW', 'REPLACE']) }),
  },
  psb_hotel_checkin: { prefix: 'ZS', more: (at) => ({ city_division: placeAway(at) }) },
  psb_driver_licence: {
    prefix: 'JG',
    more: ({ chance }) => ({ action: chance.pick(['CHECK', 'CHECK', 'RENEW', 'REPLACE']) }),
  },
  exit_border_crossing: { prefix: 'TG', more: () => ({ direction: 'OUT' }) },
  rail_boarding: { prefix: 'TL', more: (at) => ({ boarded: outcome(at, BOARDED) }) },
  aviation_boarding: {
    prefix: 'MH',
    more: (at) => ({ boarded: outcome(at, BOARDED) === 'BOARDED' ? 'BOARDED' : 'NOT_BOARDED' }),
  },
  transport_coach: { prefix: 'KY', more: (at) => ({ ticket_check: outcome(at, TICKETS) }) },
  culture_tour: { prefix: 'TD', more: ({ chance }) => ({ agency_uscc: chance.pick(TRAVEL_AGENCIES) }) },
  nhc_inpatient: {
    prefix: 'ZY',
    more: ({ chance }) => ({ hospital_level: chance.pick(HOSPITAL_LEVELS), discharge_date: null }),
  },
  nhc_elderly_checkup: { prefix: 'TJ', more: (at) => ({ org_code: usualOffice(at, 'WS', 6) }) },
  nhc_vaccination: { prefix: 'JZ', more: (at) => ({ org_code: usualOffice(at, 'WS', 6) }) },
  nhc_family_doctor: { prefix: 'SF', more: (at) => ({ doctor_no: usualOffice(at, 'YS', 60) }) },
  nhsa_inpatient_settlement: {
    prefix: 'ZJ',
    more: ({ chance }) => ({
      hospital_level: chance.pick(HOSPITAL_LEVELS),
      paid_by_card: chance.happens(0.9),
    }),
  },
  nhsa_chronic_settlement: {
    prefix: 'MM',
    more: ({ person }) => ({ disease_code: DISEASES[traitBelow(person, 'MEDICAL', DISEASES.length)]! }),
  },
  nhsa_offsite_settlement: { prefix: 'YD', more: (at) => ({ place_division: placeAway(at) }) },
  cab_nursing_home: {
    prefix: 'YL',
    isMonthly: true,
    more: (at) => ({
      home_no: usualOffice(at, 'YLY', 5),
      snapshot_month: monthText(monthOfDay(at.day)),
    }),
  },
  cab_home_check: { prefix: 'RH', more: (at) => ({ checker_no: staffNo(at, 'MZ') }) },
  cab_old_age_cert: { prefix: 'GL', more: (at) => ({ result: outcome(at, YEARLY_RESULTS) }) },
  vet_confirmation: { prefix: 'YF', more: (at) => ({ result: outcome(at, YEARLY_RESULTS) }) },
  dpf_assessment: {
    prefix: 'PD',
    more: ({ chance }) => ({ action: chance.pick(['RENEW', 'RENEW', 'FIRST', 'REGRADE']) }),
  },
  justice_notary: {
    prefix: 'GZ',
    more: ({ chance }) => ({ service: chance.pick(['NOTARY', 'NOTARY', 'LEGAL_AID']) }),
  },
  court_appearance: {
    prefix: 'TS',
    more: ({ chance }) => ({ party_role: chance.pick(['PLAINTIFF', 'DEFENDANT', 'WITNESS']) }),
  },
  land_signing: {
    prefix: 'BD',
    more: ({ chance }) => ({ right_kind: chance.pick(['TRANSFER', 'TRANSFER', 'MORTGAGE', 'FIRST']) }),
  },
  fund_withdrawal: {
    prefix: 'GJ',
    more: ({ person, chance }) => ({
      reason: person.livelihood === 'RETIRED' ? 'RETIRED' : chance.pick(['PURCHASE', 'RENT']),
    }),
  },
  samr_realname: { prefix: 'SM', more: ({ person }) => ({ uscc: person.business?.uscc ?? null }) },
  tax_realname_face: {
    prefix: 'SW',
    more: ({ chance }) => ({ auth_channel: chance.pick(['ONLINE', 'ONLINE', 'HALL']) }),
  },
  agri_subsidy_signing: { prefix: 'HN', more: ({ chance }) => ({ subsidy_code: chance.pick(SUBSIDIES) }) },
  org_ex_cadre_confirmation: { prefix: 'LR', more: (at) => ({ result: outcome(at, YEARLY_RESULTS) }) },
  transport_bus_tap: {
    prefix: 'GJ',
    isMonthly: true,
    more: ({ chance }) => ({ tap_count: chance.between(1, 46) }),
  },
  nhsa_pharmacy: { prefix: 'YD', more: (at) => ({ pharmacy_no: officeOf(at, 'YD', 80) }) },
  nhsa_outpatient: { prefix: 'MZ', more: (at) => ({ org_code: usualOffice(at, 'YY', 20) }) },
  bank_withdrawal: {
    prefix: 'QK',
    more: ({ village, chance }) => ({
      channel: chance.pick(village.village.urban ? URBAN_COUNTERS : RURAL_COUNTERS),
    }),
  },
  telecom_active: {
    prefix: 'TX',
    isMonthly: true,
    more: ({ chance }) => ({ active_days: chance.between(3, 28) }),
  },
  post_parcel: {
    prefix: 'YJ',
    more: ({ chance }) => ({ sign_type: chance.pick(['SELF', 'SELF', 'STATION', 'STATION', 'OTHER']) }),
  },
} as const satisfies Record<string, Channel>;

/** A source of events that shows that somebody is alive. */
export type EvidenceSource = keyof typeof CHANNELS;
export const EVIDENCE_SOURCES = Object.keys(CHANNELS) as readonly EvidenceSource[];

/**
 * The row of a channel on an occasion. Its number follows from person and day, of monthly sums from person
 * and month, so that a later delivery of the same month replaces it.
 */
export function channelRow(source: EvidenceSource, occasion: Occasion): CleanRecord {
  const channel: Channel = CHANNELS[source];
  const { person, day } = occasion;
  const key = keyOf(channel.prefix, person) + (channel.isMonthly ? monthOfDay(day) : day);
  return {
    source,
    key,
    people: person.asSelf,
    fields: {
      record_no: key,
      id_no: numberIn(person),
      name: person.name,
      event_date: isoOfDay(day),
      ...channel.more(occasion),
    },
  };
}
