import { row, type SampleRow } from '../sample-person.ts';

/** Words in which tests speak of awards and evidence: `award('DIBAO')`, `train('2026-05-03')`. */

const ROSTERS: Readonly<Record<string, string>> = Object.freeze({
  EMP_PENSION: 'hrss_benefit',
  PUB_PENSION: 'hrss_benefit',
  RES_PENSION: 'hrss_benefit',
  RETIREE_MEDICAL: 'nhsa_benefit',
  FP_REWARD: 'nhc_benefit',
  FP_SPECIAL: 'nhc_benefit',
  EX_VILLAGE_DOCTOR: 'nhc_benefit',
  OLD_AGE_ALLOWANCE: 'cab_benefit',
  DIBAO: 'cab_benefit',
  TEKUN: 'cab_benefit',
  DISABLED_LIVING: 'cab_benefit',
  DISABLED_CARE: 'cab_benefit',
  ORPHAN: 'cab_benefit',
  EX_VILLAGE_CADRE: 'org_benefit',
  VETERAN_SUBSIDY: 'vet_benefit',
  VETERAN_PENSION: 'vet_benefit',
});

/** A programme drawn since 2019, unless said otherwise. */
export function award(
  programme: string,
  fields: {
    since?: string | null;
    state?: 'PAYING' | 'SUSPENDED' | 'TERMINATED' | null;
    stoppedOn?: string;
    stopReason?: string;
    lastPaid?: string;
    amountFen?: number;
  } = {},
): SampleRow {
  return row(ROSTERS[programme] ?? 'hrss_allowance', {
    programme,
    award_month: fields.since === undefined ? '2019-06' : fields.since,
    benefit_state: fields.state === undefined ? 'PAYING' : fields.state,
    last_paid_month: fields.lastPaid ?? null,
    monthly_amount_fen: fields.amountFen ?? 20000,
    stop_reason: fields.stopReason ?? null,
    stopped_date: fields.stoppedOn ?? null,
  });
}

export function train(date: string, boarded: string | null = 'BOARDED'): SampleRow {
  return row('rail_boarding', { event_date: date, boarded });
}

export function busTap(date: string): SampleRow {
  return row('transport_bus_tap', { event_date: date, tap_count: 2 });
}

export function pharmacy(date: string): SampleRow {
  return row('nhsa_pharmacy', { event_date: date });
}

export function clinic(date: string): SampleRow {
  return row('nhsa_outpatient', { event_date: date });
}

export function bank(date: string): SampleRow {
  return row('bank_withdrawal', { event_date: date, channel: 'ATM' });
}

/** Three weak traces that bear one another out: bus, pharmacy and clinic make 100 points. */
export function dailyLife(date: string): SampleRow[] {
  return [busTap(date), pharmacy(date), clinic(date)];
}

export function faceApp(date: string, programme: string | null = null, result = 'PASS'): SampleRow {
  return row('hrss_face_app', { event_date: date, programme, result });
}

export function nursingHome(date: string): SampleRow {
  return row('cab_nursing_home', { event_date: date, snapshot_month: date.slice(0, 7) });
}

/** Discharged from hospital and settled by card. */
export function hospital(date: string, level = '2', paidByCard = true): SampleRow {
  return row('nhsa_inpatient_settlement', {
    event_date: date,
    hospital_level: level,
    paid_by_card: paidByCard,
  });
}

export function border(date: string, direction: 'OUT' | 'IN'): SampleRow {
  return row('exit_border_crossing', { event_date: date, direction });
}

/** The core system's own record. */
export function coreRecord(date: string, programme: string, channel = 'DATA_MATCH'): SampleRow {
  return row('hrss_certification', { certified_date: date, programme, channel });
}

export function deathCertificate(date: string | null, deliveredOn = '2026-10-31'): SampleRow {
  return row('nhc_death', { death_date: date, delivered_on: deliveredOn });
}

export function declared(date: string, revoked: string | null = null): SampleRow {
  return row('court_declaration', { judgment_date: date, kind: 'DEATH', revoked_date: revoked });
}

/** What a grid worker found. */
export function found(date: string, result: string, programme: string | null = null): SampleRow {
  return row('grid_verification', { verified_date: date, result, programme, method: 'VISIT' });
}

export function disabled(type: string, grade: string): SampleRow {
  return row('dpf_disabled', { disability_type: type, disability_grade: grade, cert_state: 'VALID' });
}
