import type { Lifestyle } from './lifestyle.ts';

/**
 * What people do that some department writes down. Most are the name of the source that sends a row;
 * INPATIENT_STAY gives an admission and mostly a settlement, TRIP_ABROAD the way out and the way back.
 */
export type Habit =
  | 'hrss_kiosk_face'
  | 'hrss_face_app'
  | 'hrss_counter_onsite'
  | 'hrss_sscard_issue'
  | 'hrss_in_person'
  | 'data_gov_app_face'
  | 'data_gov_hall'
  | 'grid_door_visit'
  | 'grid_village_onsite'
  | 'psb_id_card_issue'
  | 'psb_hotel_checkin'
  | 'psb_driver_licence'
  | 'rail_boarding'
  | 'aviation_boarding'
  | 'transport_coach'
  | 'culture_tour'
  | 'nhc_elderly_checkup'
  | 'nhc_vaccination'
  | 'nhc_family_doctor'
  | 'nhsa_chronic_settlement'
  | 'nhsa_offsite_settlement'
  | 'cab_nursing_home'
  | 'cab_home_check'
  | 'cab_old_age_cert'
  | 'vet_confirmation'
  | 'dpf_assessment'
  | 'justice_notary'
  | 'court_appearance'
  | 'land_signing'
  | 'fund_withdrawal'
  | 'samr_realname'
  | 'tax_realname_face'
  | 'agri_subsidy_signing'
  | 'org_ex_cadre_confirmation'
  | 'transport_bus_tap'
  | 'nhsa_pharmacy'
  | 'nhsa_outpatient'
  | 'bank_withdrawal'
  | 'telecom_active'
  | 'post_parcel'
  | 'INPATIENT_STAY'
  | 'TRIP_ABROAD';

/** Share (0–1) of the people who do it at all, and how often these do it in a year. */
export type Frequency = readonly [share: number, perYear: number];
export type Habits = Readonly<Partial<Record<Habit, Frequency>>>;

/**
 * How far back the departments answer, in days. Of strong channels they send two years. Of the frequent
 * weak ones they send little more than the window in which a row counts: what is not needed is not asked for.
 */
export const USUAL_DAYS_BACK = 730;
export const DAYS_BACK: Readonly<Partial<Record<Habit, number>>> = Object.freeze({
  transport_bus_tap: 240,
  telecom_active: 180,
  nhsa_pharmacy: 270,
  nhsa_outpatient: 270,
  bank_withdrawal: 270,
  post_parcel: 180,
  nhsa_chronic_settlement: 480,
  cab_nursing_home: 540,
});

/** Sent once a month with the last day on which something happened, not once an event. */
export const MONTHLY: ReadonlySet<Habit> = new Set<Habit>([
  'transport_bus_tap',
  'telecom_active',
  'cab_nursing_home',
]);

/** Whole years of age within which the habit is possible. */
export const AGES: Readonly<Partial<Record<Habit, readonly [from: number, to: number]>>> = Object.freeze({
  nhc_elderly_checkup: [65, 200],
  cab_old_age_cert: [80, 200],
  psb_driver_licence: [18, 78],
  fund_withdrawal: [25, 66],
  tax_realname_face: [18, 75],
  psb_hotel_checkin: [16, 84],
});

/** What anybody may do who is about, whatever the lifestyle. */
const ABOUT: Habits = {
  psb_id_card_issue: [0.07, 0.5],
  hrss_sscard_issue: [0.05, 0.5],
  hrss_in_person: [0.06, 0.5],
  data_gov_hall: [0.07, 0.6],
  hrss_kiosk_face: [0.04, 0.6],
  justice_notary: [0.008, 0.5],
  court_appearance: [0.008, 0.5],
  land_signing: [0.012, 0.5],
  fund_withdrawal: [0.03, 0.5],
  samr_realname: [0.6, 0.6],
  tax_realname_face: [0.02, 0.8],
  culture_tour: [0.008, 0.5],
};

/** What follows from circumstances rather than from a lifestyle; the circumstance decides who has it. */
export const ENTAILED: Habits = Object.freeze({
  /** Households on dibao, tekun: somebody comes once a year. */
  cab_home_check: [0.88, 1.1],
  /** Eighty and over, or drawing the allowance. */
  cab_old_age_cert: [0.55, 1],
  /** Who draws a veteran's benefit, or is an old veteran. */
  vet_confirmation: [0.86, 1],
  /** Certificate holders: most are assessed once for good. */
  dpf_assessment: [0.3, 0.5],
  /** Former village cadres. */
  org_ex_cadre_confirmation: [0.88, 1],
});

/** What people of each lifestyle do. What is not there they do not do. */
export const LIFESTYLE_HABITS: Readonly<Record<Lifestyle, Habits>> = Object.freeze({
  HEALTHY_TRAVELLER: {
    ...ABOUT,
    rail_boarding: [0.85, 3.5],
    aviation_boarding: [0.3, 1.2],
    transport_coach: [0.35, 2],
    psb_hotel_checkin: [0.65, 1.8],
    culture_tour: [0.18, 0.8],
    TRIP_ABROAD: [0.05, 0.6],
    psb_driver_licence: [0.25, 0.6],
    nhc_elderly_checkup: [0.6, 1],
    nhc_vaccination: [0.3, 0.8],
    data_gov_app_face: [0.3, 1.5],
    nhsa_outpatient: [0.6, 5],
    nhsa_pharmacy: [0.6, 7],
    transport_bus_tap: [0.4, 12],
    telecom_active: [0.94, 12],
    bank_withdrawal: [0.4, 6],
    post_parcel: [0.4, 5],
  },
  APP_USER: {
    ...ABOUT,
    data_gov_app_face: [0.88, 2.5],
    hrss_face_app: [0.1, 1],
    tax_realname_face: [0.06, 1],
    rail_boarding: [0.25, 1.5],
    psb_driver_licence: [0.25, 0.6],
    nhc_elderly_checkup: [0.6, 1],
    nhc_vaccination: [0.25, 0.8],
    nhsa_chronic_settlement: [0.25, 6],
    nhsa_outpatient: [0.65, 6],
    nhsa_pharmacy: [0.65, 8],
    transport_bus_tap: [0.35, 12],
    telecom_active: [0.97, 12],
    bank_withdrawal: [0.35, 5],
    post_parcel: [0.55, 8],
    INPATIENT_STAY: [0.1, 0.6],
  },
  TOWN_ELDER: {
    ...ABOUT,
    nhc_elderly_checkup: [0.75, 1],
    nhc_vaccination: [0.36, 0.9],
    nhc_family_doctor: [0.5, 2],
    nhsa_chronic_settlement: [0.52, 6],
    data_gov_app_face: [0.12, 1],
    hrss_kiosk_face: [0.12, 1],
    rail_boarding: [0.14, 1],
    transport_coach: [0.06, 1],
    INPATIENT_STAY: [0.24, 0.8],
    nhsa_outpatient: [0.82, 9],
    nhsa_pharmacy: [0.82, 10],
    transport_bus_tap: [0.66, 12],
    telecom_active: [0.82, 12],
    bank_withdrawal: [0.55, 9],
    post_parcel: [0.25, 4],
  },
  VILLAGE_ELDER: {
    ...ABOUT,
    nhc_elderly_checkup: [0.76, 1],
    nhc_family_doctor: [0.62, 3],
    nhc_vaccination: [0.28, 0.8],
    agri_subsidy_signing: [0.55, 1],
    grid_village_onsite: [0.4, 1],
    nhsa_chronic_settlement: [0.4, 5],
    transport_coach: [0.2, 1.5],
    INPATIENT_STAY: [0.24, 0.8],
    nhsa_outpatient: [0.84, 9],
    nhsa_pharmacy: [0.55, 6],
    transport_bus_tap: [0.32, 12],
    telecom_active: [0.72, 12],
    bank_withdrawal: [0.86, 10],
    post_parcel: [0.12, 3],
  },
  FREQUENT_PATIENT: {
    ...ABOUT,
    INPATIENT_STAY: [1, 2.6],
    nhsa_chronic_settlement: [0.75, 9],
    nhc_family_doctor: [0.55, 4],
    nhc_elderly_checkup: [0.45, 1],
    nhsa_offsite_settlement: [0.12, 0.8],
    nhsa_outpatient: [0.95, 14],
    nhsa_pharmacy: [0.8, 12],
    transport_bus_tap: [0.3, 12],
    telecom_active: [0.75, 12],
    bank_withdrawal: [0.4, 6],
  },
  NURSING_HOME: {
    cab_nursing_home: [0.98, 12],
    nhc_family_doctor: [0.7, 4],
    nhc_elderly_checkup: [0.5, 1],
    nhc_vaccination: [0.5, 1],
    nhsa_chronic_settlement: [0.4, 6],
    nhsa_pharmacy: [0.4, 8],
    telecom_active: [0.2, 12],
    INPATIENT_STAY: [0.25, 0.8],
  },
  BEDRIDDEN: {
    nhc_family_doctor: [0.66, 4],
    grid_door_visit: [0.55, 1.1],
    nhsa_chronic_settlement: [0.25, 5],
    nhsa_pharmacy: [0.5, 9],
    INPATIENT_STAY: [0.12, 0.8],
    telecom_active: [0.3, 12],
    bank_withdrawal: [0.3, 8],
  },
  AWAY_WITH_CHILDREN: {
    nhsa_offsite_settlement: [0.3, 0.9],
    rail_boarding: [0.62, 2],
    aviation_boarding: [0.2, 1],
    data_gov_app_face: [0.66, 2],
    hrss_face_app: [0.35, 1],
    psb_hotel_checkin: [0.1, 1],
    telecom_active: [0.93, 12],
    nhsa_pharmacy: [0.35, 5],
    bank_withdrawal: [0.6, 7],
    post_parcel: [0.35, 5],
  },
  ABROAD: {
    ...ABOUT,
    nhc_elderly_checkup: [0.5, 1],
    aviation_boarding: [0.4, 1.5],
    nhsa_outpatient: [0.5, 4],
    telecom_active: [0.9, 12],
    bank_withdrawal: [0.4, 5],
  },
  RECLUSE: {},
  CARD_LENT: {
    transport_bus_tap: [0.85, 12],
    nhsa_pharmacy: [0.9, 12],
    telecom_active: [0.9, 12],
    bank_withdrawal: [0.95, 12],
  },
  WORKING_AGE: {
    ...ABOUT,
    rail_boarding: [0.45, 2],
    psb_hotel_checkin: [0.25, 1.2],
    transport_coach: [0.2, 1.5],
    psb_driver_licence: [0.2, 0.5],
    data_gov_app_face: [0.6, 2],
    data_gov_hall: [0.25, 0.8],
    tax_realname_face: [0.1, 1],
    agri_subsidy_signing: [0.15, 1],
    nhc_family_doctor: [0.2, 1.5],
    INPATIENT_STAY: [0.15, 0.7],
    nhsa_chronic_settlement: [0.12, 5],
    nhsa_outpatient: [0.8, 7],
    nhsa_pharmacy: [0.8, 8],
    transport_bus_tap: [0.4, 12],
    telecom_active: [0.97, 12],
    bank_withdrawal: [0.6, 8],
    post_parcel: [0.7, 10],
  },
  AWAY_WORKER: {
    rail_boarding: [0.8, 3],
    aviation_boarding: [0.2, 1],
    psb_hotel_checkin: [0.3, 1.5],
    data_gov_app_face: [0.7, 2],
    nhsa_offsite_settlement: [0.06, 0.6],
    telecom_active: [0.95, 12],
    bank_withdrawal: [0.3, 5],
    post_parcel: [0.5, 8],
  },
  CHILD: {
    nhc_vaccination: [0.86, 1.8],
    psb_id_card_issue: [0.25, 0.5],
    rail_boarding: [0.25, 1.5],
    data_gov_hall: [0.1, 0.6],
    INPATIENT_STAY: [0.15, 0.7],
    nhc_family_doctor: [0.4, 1.5],
    nhsa_outpatient: [0.85, 7],
    nhsa_pharmacy: [0.5, 5],
    transport_bus_tap: [0.3, 12],
  },
  IN_CUSTODY: {
    ...ABOUT,
    rail_boarding: [0.3, 1],
    telecom_active: [0.9, 12],
    nhsa_outpatient: [0.4, 4],
  },
  MISSING: {},
});

/** What a family goes on doing with the card, the telephone and the bank book of one who has died. */
export const AFTER_DEATH_HABITS: Habits = Object.freeze({
  bank_withdrawal: [0.9, 11],
  telecom_active: [0.75, 12],
  nhsa_pharmacy: [0.7, 8],
  transport_bus_tap: [0.5, 12],
});

/** Share of families that do so, by whether card and telephone were in other hands before. */
export const USED_BY_FAMILY = Object.freeze({ CARD_LENT: 0.6, OTHERS: 0.12 });

/** Share of the dead whose identity somebody else shows after their death has been reported. */
export const IDENTITY_MISUSED_SHARE = 0.015;

/** Share of adults below sixty without any benefit of whom departments send rows as well. */
export const BYSTANDER_SHARE = 0.06;
