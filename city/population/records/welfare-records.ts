import { dayOf, isoOfDay, yearOfDay } from '../../calendar.ts';
import type { CleanRecord } from '../clean-record.ts';
import { bankAccountNo, disabilityCertNo, studentNo } from '../issued-numbers.ts';
import type { Household, Person } from '../person.ts';
import { hasTrait, traitBelow } from '../traits.ts';
import { addRow, dateIn, keyOf, numberIn, type PersonWriter, sexIn } from './record-writing.ts';

/** Marriages are on file electronically since about this day. */
const FIRST_MARRIAGE_DAY = dayOf(2014, 1, 1);

function livesAtHome(person: Person): boolean {
  return person.death === null && person.whereabouts === 'HOME' && person.booklet !== null;
}

/** True when the list of subsistence names the person. */
export function receivesDibao(person: Person): boolean {
  return person.household.dibao !== null && livesAtHome(person) && person.tekun === null;
}

/** Subsistence of one member a month. */
export function dibaoFen(person: Person): number {
  return (person.household.dibao === 'URBAN' ? 52_000 : 34_000) + traitBelow(person, 'WAGE', 180) * 100;
}

/** 最低生活保障: one row a member. */
export const writeDibao: PersonWriter = (rows, person) => {
  const { household } = person;
  if (!receivesDibao(person)) return;
  const key = keyOf('DB', person);
  const isMarginal = household.dibao === 'MARGINAL';
  addRow(rows, 'cab_dibao', key, person, {
    dibao_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    hukou_address: person.booklet?.address ?? null,
    member_kind: household.dibao,
    from_date: isoOfDay(Math.max(household.dibaoDay, person.birthDay)),
    monthly_amount_fen: isMarginal ? null : dibaoFen(person),
    // Paid into one account a household.
    account_no: isMarginal ? null : bankAccountNo(household.members[0]!),
  });
};

/** 特困人员. */
export const writeTekun: PersonWriter = (rows, person) => {
  if (person.tekun === null || person.death !== null) return;
  const key = keyOf('TK', person);
  addRow(rows, 'cab_tekun', key, person, {
    tekun_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    hukou_address: person.booklet?.address ?? null,
    care_kind: person.tekun.care,
    from_date: isoOfDay(person.tekun.day),
  });
};

/** 防返贫监测对象: one row a member, those who work elsewhere included. */
export const writePovertyWatch: PersonWriter = (rows, person, { plan }) => {
  const { household } = person;
  const isMember = person.death === null && person.whereabouts !== 'GONE' && person.booklet !== null;
  if (household.povertyWatch === null || !isMember) return;
  const key = keyOf('JC', person);
  addRow(rows, 'agri_poverty_watch', key, person, {
    watch_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    watch_kind: household.povertyWatch,
    identified_date: isoOfDay(Math.max(household.povertyWatchDay, person.birthDay)),
    risk_cleared:
      !isPaidFor(household, plan.asOfDay) && hasTrait(household.members[0]!, 'RISK_CLEARED', 0.35),
  });
};

/** The state still pays this year's contribution of a member: the risk is not cleared. */
function isPaidFor({ members }: Household, asOfDay: number): boolean {
  const year = yearOfDay(asOfDay);
  return members.some(({ res }) => res?.specialGroup === 'POVERTY_WATCH' && res.lastPaidYear === year);
}

/** 持证残疾人. */
export const writeDisabled: PersonWriter = (rows, person) => {
  const { disability } = person;
  if (disability === null || (person.death !== null && !hasTrait(person, 'DEATH_ROW', 0.3))) return;
  const key = disabilityCertNo(person);
  addRow(rows, 'dpf_disabled', key, person, {
    disability_cert_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    disability_type: disability.type,
    disability_grade: disability.grade,
    issue_date: isoOfDay(disability.issueDay),
    cert_state: disability.state,
  });
};

/** 计划生育家庭: the couple. */
export const writeFamilyPlanning: PersonWriter = (rows, person, { plan }) => {
  const { household } = person;
  const isCouple = person.relation === 'HEAD' || person.relation === 'SPOUSE';
  if (household.familyPlanning === null || !isCouple || person.death !== null || person.idNo === '') return;
  const key = keyOf('JS', person);
  addRow(rows, 'nhc_family_planning', key, person, {
    family_planning_no: key,
    id_no: numberIn(person),
    name: person.name,
    birth_date: isoOfDay(person.birthDay),
    hukou_address: person.booklet?.address ?? null,
    family_kind: household.familyPlanning,
    confirmed_date: isoOfDay(
      Math.min(plan.asOfDay - 40, Math.max(person.birthDay + 30 * 365, dayOf(2006, 5, 20))),
    ),
  });
};

/** 死亡医学证明. */
export const writeDeathCertificate: PersonWriter = (rows, person, { village }) => {
  const isOwn = person.death?.certificate === true;
  if (!isOwn && person.wrongDeathRecordDay === 0) return;
  const key = keyOf('SW', person);
  addRow(rows, 'nhc_death', key, person, {
    certificate_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    hukou_address: person.booklet?.address ?? null,
    death_date: isoOfDay(isOwn ? person.death!.day : person.wrongDeathRecordDay),
    org_code: `${village.countyCode}${String(1 + traitBelow(person, 'ORGANISATION', 6)).padStart(3, '0')}`,
  });
};

/** 火化登记. */
export const writeCremation: PersonWriter = (rows, person) => {
  if (person.death === null || person.death.cremationDay === 0) return;
  const key = keyOf('HH', person);
  addRow(rows, 'cab_cremation', key, person, {
    cremation_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    residence_address: hasTrait(person, 'CONTACT', 0.9) ? person.household.dwelling.address : null,
    death_date: isoOfDay(person.death.day),
    cremation_date: isoOfDay(person.death.cremationDay),
  });
};

/** True when the register of marriages has the husband's wedding. */
export function isWeddingOnRecord(husband: Person): boolean {
  return husband.marriageDay >= FIRST_MARRIAGE_DAY && hasTrait(husband, 'MARRIAGE_ROW', 0.88);
}

/** 婚姻登记: written with the man, naming both. */
export const writeMarriages: PersonWriter = (rows, person) => {
  if (person.sex !== 1 || !isWeddingOnRecord(person)) return;
  const wife = person.spouse ?? person.formerSpouse;
  if (wife === null) return;
  rows.push(marriageRow(person, wife, 'J', person.marriageDay, 'MARRIED'));
  if (person.divorceDay > 0) rows.push(marriageRow(person, wife, 'L', person.divorceDay, 'DIVORCED'));
};

function marriageRow(
  husband: Person,
  wife: Person,
  prefix: string,
  day: number,
  action: string,
): CleanRecord {
  const key = `${prefix}${isoOfDay(day).slice(0, 4)}${keyOf('', husband)}`;
  return {
    source: 'cab_marriage',
    key,
    people: [
      { ...husband.asSelf[0]!, role: 'self' },
      { ...wife.asSelf[0]!, role: 'spouse' },
    ],
    fields: {
      registration_no: key,
      id_no: numberIn(husband),
      name: husband.name,
      birth_date: isoOfDay(husband.birthDay),
      spouse_id_no: numberIn(wife),
      spouse_name: wife.name,
      spouse_birth_date: isoOfDay(wife.birthDay),
      registration_date: isoOfDay(day),
      action,
    },
  };
}

/** 在校学生. */
export const writeStudent: PersonWriter = (rows, person) => {
  const { student } = person;
  if (student === null || !student.listed) return;
  const key = studentNo(person);
  addRow(rows, 'edu_student', key, person, {
    student_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    school: student.school,
    stage: student.stage,
    enrol_date: isoOfDay(student.enrolDay),
    graduation_date: isoOfDay(student.graduationDay),
    student_state: student.state,
  });
};

/** 高校毕业生. */
export const writeGraduate: PersonWriter = (rows, person) => {
  const { graduate } = person;
  if (graduate === null) return;
  const key = keyOf(`1${traitBelow(person, 'ORGANISATION', 9000) + 1000}`, person);
  addRow(rows, 'edu_graduate', key, person, {
    diploma_no: key,
    id_no: numberIn(person),
    name: person.name,
    sex: sexIn(person),
    birth_date: isoOfDay(person.birthDay),
    mobile: person.mobile,
    school: graduate.school,
    major: graduate.major,
    degree: graduate.degree,
    graduation_date: isoOfDay(graduate.graduationDay),
  });
};

/** 退役军人. */
export const writeVeteran: PersonWriter = (rows, person) => {
  const { veteran } = person;
  if (veteran === null) return;
  const key = keyOf('YD', person);
  addRow(rows, 'vet_veteran', key, person, {
    veteran_no: key,
    id_no: numberIn(person),
    name: person.name,
    birth_date: isoOfDay(person.birthDay),
    mobile: person.mobile,
    enlist_date: isoOfDay(veteran.enlistDay),
    discharge_date: isoOfDay(veteran.dischargeDay),
    service_months: Math.round((veteran.dischargeDay - veteran.enlistDay) / 30.44),
  });
};

/** 现役军人. */
export const writeActiveService: PersonWriter = (rows, person) => {
  const { service } = person;
  if (service === null) return;
  const key = keyOf('RW', person);
  addRow(rows, 'vet_active_service', key, person, {
    enlistment_no: key,
    id_no: numberIn(person),
    name: person.name,
    birth_date: isoOfDay(person.birthDay),
    enlist_date: isoOfDay(service.enlistDay),
    discharge_date: dateIn(service.dischargeDay),
  });
};
