import { firstDayOfMonth, isoOfDay, monthText, yearOfDay } from '../../calendar.ts';
import type { VillagePlan } from '../city-plan.ts';
import type { CleanRecord } from '../clean-record.ts';
import { lastPaidMonth } from '../employee-pension.ts';
import { personalNo } from '../issued-numbers.ts';
import { ageOn, type Person } from '../person.ts';
import { isGovPaid } from '../resident-pension.ts';
import { hasTrait, traitBelow, traitNumber, traitOf } from '../traits.ts';
import type { Unit } from '../units.ts';
import { isPublic } from '../units.ts';
import { addRow, keyOf, numberIn, type PersonWriter, sexIn } from './record-writing.ts';

const OCCUPATIONS =
  '普工 营业员 服务员 驾驶员 会计 保安 保洁 电工 厨师 文员 销售 仓管 技术员 护理员 司炉工'.split(' ');
const BRANDS = ['顺丰', '中通', '圆通', '韵达', '申通', '邮政', '极兔', '美团', '饿了么'];
const PLATFORMS = ['滴滴出行', '曹操出行', '货拉拉', '满帮', '花小猪'];

/** True when the employer files wage tax for the person. */
export function hasWageFiling(person: Person): boolean {
  return person.unit !== null && person.death === null && hasTrait(person, 'WAGE_ROW', 0.93);
}

/** True when a labour contract is on file and still runs. */
export function hasRunningContract(person: Person): boolean {
  return (
    person.unit !== null &&
    !isPublic(person.unit) &&
    person.death === null &&
    hasTrait(person, 'CONTRACT', person.unit.enrolMonth > 0 ? 0.7 : 0.4)
  );
}

/** Wage of a month as filed. */
export function wageFen(person: Person): number {
  const swing = 0.9 + traitBelow(person, 'WAGE', 200) / 1000;
  return Math.round(Math.max(person.incomeFen, 205_000) * swing);
}

/** 个税工资薪金申报 of the last closed month. */
export const writeWage: PersonWriter = (rows, person, { plan }) => {
  const { unit } = person;
  if (unit === null || !hasWageFiling(person)) return;
  const month = monthText(plan.asOfMonth - 1);
  const key = `${month.replace('-', '')}${keyOf('', person)}`;
  addRow(rows, 'tax_wage', key, person, {
    filing_no: key,
    id_no: numberIn(person),
    name: person.name,
    mobile: hasTrait(person, 'CONTACT', 0.9) ? person.mobile : null,
    uscc: unit.uscc,
    unit_name: unit.name,
    period_month: month,
    income_fen: wageFen(person),
  });
};

/** 劳动用工备案: running contracts, and ended ones of those who left. */
export const writeContract: PersonWriter = (rows, person, { plan }) => {
  if (hasRunningContract(person)) {
    const years = 1 + traitBelow(person, 'CONTRACT_TERM', 4);
    const isPermanent = hasTrait(person, 'CONTRACT_TERM', 0.12);
    let endDay = person.hiredDay + years * 365;
    while (endDay <= plan.asOfDay) endDay += years * 365;
    addContract(rows, person, person.unit!, person.hiredDay, isPermanent ? null : endDay);
  } else if (person.emp !== null && person.emp.state === 'PAUSED' && person.emp.unit !== null) {
    if (!hasTrait(person, 'CONTRACT', 0.35)) return;
    const last = person.emp.spells[person.emp.spells.length - 1]!;
    addContract(
      rows,
      person,
      person.emp.unit,
      firstDayOfMonth(last.fromMonth),
      firstDayOfMonth(last.toMonth + 1) - 1,
    );
  }
};

function addContract(
  rows: CleanRecord[],
  person: Person,
  unit: Unit,
  startDay: number,
  endDay: number | null,
): void {
  const key = keyOf('HT', person);
  addRow(rows, 'hrss_contract', key, person, {
    contract_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    mobile: hasTrait(person, 'CONTACT', 0.85) ? person.mobile : null,
    uscc: unit.uscc,
    unit_name: unit.name,
    occupation: traitOf(person, 'OCCUPATION', OCCUPATIONS),
    start_date: isoOfDay(startDay),
    end_date: endDay === null ? null : isoOfDay(endDay),
  });
}

/** 居民养老缴费 booked since 1 December of last year: the end of that year's campaign and the running year. */
export const writeResidentPayments: PersonWriter = (rows, person, { plan, village }) => {
  const { res } = person;
  if (res === null || res.lastPaidYear === null) return;
  const year = yearOfDay(plan.asOfDay);
  const paidLastYear =
    res.lastPaidYear === year - 1 ||
    (res.lastPaidYear === year && res.firstYear < year && !res.skippedYearBefore);
  const lastYearDay = firstDayOfMonth((year - 1) * 12) + Math.floor(364 * bunchedLate(person));
  if (paidLastYear && lastYearDay >= firstDayOfMonth(year * 12 - 1)) {
    rows.push(residentPaymentRow(person, village, year - 1, lastYearDay));
  }
  if (res.lastPaidYear === year) {
    const yearStart = firstDayOfMonth(year * 12);
    const span = Math.max(1, plan.asOfDay - yearStart);
    rows.push(residentPaymentRow(person, village, year, yearStart + Math.floor(span * bunchedLate(person))));
  }
};

/** 0–1: payments bunch in the second half of the time. */
function bunchedLate(person: Person): number {
  return Math.sqrt(traitNumber(person, 'PAYMENT_DAY') / 4294967296);
}

/** `village`: where the person lives, for those without a booklet. */
export function residentPaymentRow(
  person: Person,
  village: VillagePlan,
  year: number,
  paymentDay: number,
): CleanRecord {
  const res = person.res!;
  const key = `3${year}${keyOf('', person)}`;
  return {
    source: 'tax_res_payment',
    key,
    people: person.asSelf,
    fields: {
      receipt_no: key,
      id_no: numberIn(person),
      name: person.name,
      personal_no: hasTrait(person, 'TAX_PERSONAL_NO', 0.96) ? personalNo(person, 'RES_PENSION') : null,
      residence_division: person.booklet?.village.code ?? village.code,
      payment_year: year,
      amount_fen: res.tierFen,
      payment_date: isoOfDay(paymentDay),
      gov_paid: isGovPaid(res.specialGroup),
    },
  };
}

/** 职工医保参保. */
export const writeEmployeeMedical: PersonWriter = (rows, person, { plan }) => {
  const row = medicalOf(person, plan.asOfMonth);
  if (row === null || person.death !== null) return;
  const key = keyOf('YB', person);
  addRow(rows, 'nhsa_employee_medical', key, person, {
    medical_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    uscc: row.uscc,
    medical_identity: row.identity,
    insured_state: row.state,
    last_paid_month: row.lastPaid === null ? null : monthText(row.lastPaid),
  });
};

function medicalOf(person: Person, asOfMonth: number) {
  const { emp, pub, benefits } = person;
  const retired = benefits.some(({ programme }) => programme !== 'RES_PENSION');
  if (retired) return hasTrait(person, 'MEDICAL', 0.93) ? medical(null, 'RETIRED', 'LIVE', null) : null;
  if (pub !== null) return medical(pub.unit.uscc, 'EMPLOYEE', 'LIVE', pub.lastPaidMonth);
  if (emp === null || !hasTrait(person, 'MEDICAL', emp.identity === 'EMPLOYEE' ? 0.96 : 0.62)) return null;
  const lastPaid = lastPaidMonth(emp);
  const isPaying = emp.state === 'LIVE' && asOfMonth - lastPaid <= 12;
  return medical(emp.unit?.uscc ?? null, emp.identity, isPaying ? 'LIVE' : 'PAUSED', lastPaid);
}

function medical(uscc: string | null, identity: string, state: string, lastPaid: number | null) {
  return { uscc, identity, state, lastPaid };
}

/** 就业失业登记. */
export const writeRegistration: PersonWriter = (rows, person) => {
  const { registration } = person;
  if (registration === null) return;
  const key = keyOf('JY', person);
  addRow(rows, 'hrss_unemployment', key, person, {
    registration_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    mobile: person.mobile,
    registration_kind: registration.kind,
    registration_date: isoOfDay(registration.day),
    hardship: registration.hardship,
  });
};

/** 外出务工人员: those away, and some who came back. */
export const writeMigrantWorker: PersonWriter = (rows, person, { plan, village }) => {
  const isAway =
    person.whereabouts === 'AWAY' && person.migrantLeaveDay > 0 && hasTrait(person, 'MIGRANT_ROW', 0.75);
  const isBack =
    person.whereabouts === 'HOME' &&
    person.livelihood === 'FARMER' &&
    !village.urban &&
    person.death === null &&
    ageOn(person, plan.asOfDay) < 58 &&
    hasTrait(person, 'MIGRANT_ROW', 0.03);
  if (!isAway && !isBack) return;
  const key = keyOf('WG', person);
  const returnDay = plan.asOfDay - 20 - traitBelow(person, 'ACTIVE_DAYS', 300);
  addRow(rows, 'agri_migrant_worker', key, person, {
    migrant_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    mobile: person.mobile,
    work_division: isAway ? person.migrantDestination : plan.profile.destinations.values[0]!,
    leave_date: isoOfDay(isAway ? person.migrantLeaveDay : returnDay - 240),
    return_date: isAway ? null : isoOfDay(returnDay),
    monthly_income_fen: person.incomeFen > 0 ? person.incomeFen : null,
  });
};

/** 快递外卖从业人员. */
export const writeCourier: PersonWriter = (rows, person) => {
  if (person.courierDay === 0 || person.death !== null) return;
  const key = keyOf('KD', person);
  addRow(rows, 'post_courier', key, person, {
    courier_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    mobile: person.mobile,
    brand: traitOf(person, 'BRAND', BRANDS),
    uscc: null,
    entry_date: isoOfDay(person.courierDay),
  });
};

/** 网约车与货运司机. */
export const writeDriver: PersonWriter = (rows, person) => {
  if (person.driverDay === 0 || person.death !== null) return;
  const key = keyOf('SJ', person);
  addRow(rows, 'transport_gig_driver', key, person, {
    driver_no: key,
    id_no: numberIn(person),
    name: person.name,
    birth_date: isoOfDay(person.birthDay),
    mobile: person.mobile,
    platform: traitOf(person, 'PLATFORM', PLATFORMS),
    active_days: 8 + traitBelow(person, 'ACTIVE_DAYS', 83),
    register_date: isoOfDay(person.driverDay),
  });
};
