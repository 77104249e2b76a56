import { isoOfDay, monthText } from '../../calendar.ts';
import { accountOnRoster } from '../awards/award.ts';
import type { CleanRecord } from '../clean-record.ts';
import { lastPaidMonth, paidMonths } from '../employee-pension.ts';
import { type Lifestyle, lifestyleOf } from '../evidence/lifestyle.ts';
import { personalNo } from '../issued-numbers.ts';
import type { Benefit, Person } from '../person.ts';
import { hasTrait, traitBelow, traitOf } from '../traits.ts';
import type { Village } from '../village-draft.ts';
import { addRow, keyOf, monthIn, numberIn, type PersonWriter, sexIn } from './record-writing.ts';

const PROGRAMME_DIGIT = { EMP_PENSION: '1', PUB_PENSION: '2', RES_PENSION: '7' } as const;
const CHANNELS = [
  'FACE_APP',
  'FACE_APP',
  'FACE_APP',
  'COUNTER',
  'COUNTER',
  'DATA_MATCH',
  'DOOR_VISIT',
] as const;

export type CertificationChannel = (typeof CHANNELS)[number];

/** 职工养老参保. */
export const writeEmployeeAccount: PersonWriter = (rows, person, { village }) => {
  const { emp } = person;
  if (emp === null) return;
  const key = personalNo(person, 'EMP_PENSION');
  addRow(rows, 'hrss_emp_account', key, person, {
    personal_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    mobile: hasTrait(person, 'EMP_MOBILE', 0.7) ? person.mobile : null,
    insured_identity: emp.identity,
    payment_choice: emp.choice,
    uscc: emp.unit?.uscc ?? null,
    insured_state: emp.state,
    payment_state: emp.state === 'LIVE' ? 'PAYING' : emp.state === 'PAUSED' ? 'PAUSED' : 'ENDED',
    retirement_group: emp.retirementGroup,
    first_month: monthText(emp.spells[0]!.fromMonth),
    last_paid_month: monthText(lastPaidMonth(emp)),
    paid_months: paidMonths(emp),
    contribution_base_fen: emp.baseFen,
    insured_division: village.countyCode,
  });
};

/** 职工养老缴费区间: one row a spell. */
export const writeEmployeePeriods: PersonWriter = (rows, person) => {
  person.emp?.spells.forEach((spell, i) => {
    const key = `${keyOf('1', person)}${i + 1}`;
    addRow(rows, 'hrss_emp_period', key, person, {
      period_no: key,
      personal_no: personalNo(person, 'EMP_PENSION'),
      id_no: numberIn(person),
      name: person.name,
      uscc: spell.unit?.uscc ?? null,
      from_month: monthText(spell.fromMonth),
      to_month: monthText(spell.toMonth),
      months: spell.toMonth - spell.fromMonth + 1,
      contribution_base_fen: spell.baseFen,
    });
  });
};

/** 机关事业养老参保. */
export const writePublicAccount: PersonWriter = (rows, person) => {
  const { pub } = person;
  if (pub === null) return;
  const key = personalNo(person, 'PUB_PENSION');
  addRow(rows, 'hrss_pub_account', key, person, {
    personal_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    uscc: pub.unit.uscc,
    retirement_group: pub.retirementGroup,
    insured_state: pub.state,
    first_month: monthText(pub.firstMonth),
    last_paid_month: monthText(pub.lastPaidMonth),
    paid_months: pub.lastPaidMonth - pub.firstMonth + 1,
  });
};

/** 居民养老参保. */
export const writeResidentAccount: PersonWriter = (rows, person, { village }) => {
  const { res } = person;
  if (res === null) return;
  const key = personalNo(person, 'RES_PENSION');
  addRow(rows, 'hrss_res_account', key, person, {
    personal_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    mobile: hasTrait(person, 'EMP_MOBILE', 0.55) ? person.mobile : null,
    residence_division: person.booklet?.village.code ?? village.code,
    insured_state: res.state,
    first_year: res.firstYear,
    last_paid_year: res.lastPaidYear,
    paid_years: res.paidYears,
    tier_fen: res.tierFen === 0 ? null : res.tierFen,
    special_group: res.specialGroup,
  });
};

/** 国家参保比对(区外). */
export const writeNationalMatch: PersonWriter = (rows, person) => {
  const { elsewhere } = person;
  if (elsewhere === null) return;
  const key = keyOf('GB', person);
  addRow(rows, 'hrss_national_match', key, person, {
    match_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    insured_division: elsewhere.division,
    scheme: elsewhere.scheme,
    insured_state: elsewhere.state,
    drawing: elsewhere.drawing,
    last_paid_month: monthIn(elsewhere.lastPaidMonth),
  });
};

/** 养老待遇发放; 待遇资格认证 of benefits that have run for a year. */
export const writeBenefits: PersonWriter = (rows, person) => {
  for (const benefit of person.benefits) {
    const key = keyOf(`D${PROGRAMME_DIGIT[benefit.programme]}`, person);
    addRow(rows, 'hrss_benefit', key, person, {
      benefit_no: key,
      personal_no: personalNo(person, benefit.programme),
      id_no: numberIn(person),
      name: person.name,
      birth_date: isoOfDay(person.birthDay),
      programme: benefit.programme,
      award_month: monthText(benefit.awardMonth),
      benefit_state: benefit.state,
      last_paid_month: monthText(Math.max(benefit.awardMonth, benefit.lastPaidMonth)),
      monthly_amount_fen: benefit.monthlyAmountFen,
      early_document: benefit.earlyDocument ?? null,
      stop_reason: benefit.stopReason ?? null,
      stopped_date: benefit.stoppedDay === undefined ? null : isoOfDay(benefit.stoppedDay),
      account_no: accountOnRoster(person, benefit),
    });
  }
};

export const writeCertifications: PersonWriter = (rows, person, village) => {
  for (const benefit of person.benefits) {
    addCertification(rows, person, benefit, village);
  }
};

/** Share of those whose last certification in the core system is long ago; of the others one in twenty is late. */
const LATE_SHARES: Readonly<Partial<Record<Lifestyle, number>>> = {
  RECLUSE: 1,
  CARD_LENT: 1,
  ABROAD: 1,
  MISSING: 1,
  BEDRIDDEN: 0.4,
};
/** Where people of a way of life are certified; the others anywhere. */
const CHANNEL_OF: Readonly<Partial<Record<Lifestyle, CertificationChannel>>> = {
  APP_USER: 'FACE_APP',
  AWAY_WITH_CHILDREN: 'FACE_APP',
  AWAY_WORKER: 'FACE_APP',
  BEDRIDDEN: 'DOOR_VISIT',
  NURSING_HOME: 'DATA_MATCH',
};

/** The last certification that the core system has recorded for a benefit; null where none was due yet. */
export function lastCertification(
  person: Person,
  benefit: Benefit,
  village: Village,
): { readonly day: number; readonly channel: CertificationChannel } | null {
  const { plan } = village;
  if (benefit.state === 'TERMINATED' || plan.asOfMonth - benefit.awardMonth < 12) return null;
  const lifestyle = lifestyleOf(person, village);
  const isOverdue =
    benefit.state === 'SUSPENDED' || hasTrait(person, 'CERTIFICATION', LATE_SHARES[lifestyle] ?? 0.05);
  // a few have never certified since the register began
  if (benefit.certifiedDay === undefined && hasTrait(person, 'CERTIFICATION', 0.01)) return null;
  const daysAgo = isOverdue
    ? 366 + traitBelow(person, 'GONE_BENEFIT', 500)
    : traitBelow(person, 'GONE_BENEFIT', 360);
  return {
    day: benefit.certifiedDay ?? Math.min(plan.asOfDay - daysAgo, (person.death?.day ?? plan.asOfDay) - 1),
    channel: isAfterDeath(person, benefit)
      ? 'FACE_APP'
      : (CHANNEL_OF[lifestyle] ?? traitOf(person, 'CERTIFICATION_CHANNEL', CHANNELS)),
  };
}

/** Somebody has shown a face to the telephone of one who is dead. */
function isAfterDeath({ death }: Person, { certifiedDay }: Benefit): boolean {
  return death !== null && certifiedDay !== undefined && certifiedDay > death.day;
}

function addCertification(rows: CleanRecord[], person: Person, benefit: Benefit, village: Village): void {
  const certified = lastCertification(person, benefit, village);
  if (certified === null) return;
  const key = keyOf(`R${PROGRAMME_DIGIT[benefit.programme]}`, person);
  addRow(rows, 'hrss_certification', key, person, {
    certification_no: key,
    personal_no: personalNo(person, benefit.programme),
    id_no: numberIn(person),
    name: person.name,
    mobile: hasTrait(person, 'CONTACT', 0.8) ? person.mobile : null,
    programme: benefit.programme,
    certified_date: isoOfDay(certified.day),
    due_date: isoOfDay(certified.day + 365),
    channel: certified.channel,
  });
}

/** 被征地农民. */
export const writeLandLost: PersonWriter = (rows, person, { village }) => {
  if (person.landLostDay === 0) return;
  const key = keyOf('SD', person);
  addRow(rows, 'hrss_land_lost', key, person, {
    land_lost_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    hukou_address: person.booklet?.address ?? null,
    village: village.name.replace(/(居委会|村委会)$/, ''),
    confirmed_date: isoOfDay(person.landLostDay),
    lost_area_mu: (0.3 + traitBelow(person, 'LAND_AREA', 60) / 10).toFixed(1),
  });
};
