import { monthOfDay, yearOfDay } from '../calendar.ts';
import { pickWeighted, type RandomStream, weightedTable } from '../random.ts';
import { counterCase, writeCase } from './casework/counter-case.ts';
import { livingAtHome } from './circumstances.ts';
import { closeAccounts } from './departures.ts';
import { accountRetirementMonth, employeePension, lastPaidMonth } from './employee-pension.ts';
import { newPerson } from './new-person.ts';
import { ageOn, type Person } from './person.ts';
import type { DayOfVillage } from './populate-day.ts';
import { dwellingRow, residentRow } from './records/grid-records.ts';
import { residentPaymentRow } from './records/work-records.ts';
import { nameRelative } from './relatives.ts';
import { openResidentAccount, residentPension } from './resident-pension.ts';
import { hasTrait } from './traits.ts';

/** Something that can happen to a person on a day. Returns false when it does not fit the life. */
type DayEvent = (day: DayOfVillage, random: RandomStream, person: Person) => boolean;

/** Something that fits happens to the person, or nothing. */
export function letSomethingHappen(day: DayOfVillage, random: RandomStream, person: Person): void {
  if (person.death !== null || person.whereabouts === 'GONE' || person.departure !== null) return;
  for (let tries = 0; tries < 6; tries += 1) {
    if (pickWeighted(random, EVENTS)(day, random, person)) return;
  }
}

/** The year's resident contribution, be it on time, late or after years. */
const payAsResident: DayEvent = (day, _random, person) => {
  const { res } = person;
  const year = yearOfDay(day.asOfDay);
  const isOld = person.birthMonth + 60 * 12 <= monthOfDay(day.asOfDay);
  if (res === null || res.state === 'TERMINATED' || isOld || res.lastPaidYear === year) return false;
  res.skippedYearBefore = res.lastPaidYear !== year - 1;
  res.lastPaidYear = year;
  res.paidYears += 1;
  res.state = 'LIVE';
  day.touch(person, ['hrss_res_account']);
  day.rows.push(residentPaymentRow(person, day.village.village, year, day.asOfDay));
  return true;
};

/** The running month of an employee or flexible payer. */
const payAsEmployee: DayEvent = (day, _random, person) => {
  const { emp } = person;
  const month = monthOfDay(day.asOfDay);
  if (emp === null || emp.state !== 'LIVE' || lastPaidMonth(emp) >= month) return false;
  const last = emp.spells[emp.spells.length - 1]!;
  if (lastPaidMonth(emp) >= month - 3) last.toMonth = month;
  else emp.spells.push({ ...last, fromMonth: month, toMonth: month });
  day.touch(person, ['hrss_emp_account', 'hrss_emp_period', 'nhsa_employee_medical']);
  return true;
};

/** A paused account is paid again: by a new employer, or by oneself. */
const resumePaying: DayEvent = (day, random, person) => {
  const { emp } = person;
  const month = monthOfDay(day.asOfDay);
  if (emp === null || emp.state !== 'PAUSED' || person.idNo === '' || person.custody !== null) return false;
  if (accountRetirementMonth(person, emp) <= month || person.whereabouts !== 'HOME') return false;
  const table = day.units?.insured ?? null;
  const unit = table !== null && hasTrait(person, 'CONTRACT', 0.7) ? pickWeighted(random, table) : null;
  emp.state = 'LIVE';
  emp.identity = unit === null ? 'FLEXIBLE' : 'EMPLOYEE';
  emp.choice = unit === null ? 'MONTH' : null;
  emp.unit = unit;
  emp.spells.push({ fromMonth: month, toMonth: month, unit, baseFen: emp.baseFen });
  person.livelihood = unit === null ? 'FLEXIBLE' : 'EMPLOYEE';
  person.unit = unit;
  person.hiredDay = unit === null ? 0 : day.asOfDay - 3;
  day.touch(person, ['hrss_emp_account', 'hrss_emp_period', 'hrss_contract', 'nhsa_employee_medical']);
  return true;
};

/** Somebody who was never insured joins the resident scheme and pays. */
const joinResidentScheme: DayEvent = (day, random, person) => {
  const age = ageOn(person, day.asOfDay);
  const isInsured =
    person.emp !== null || person.pub !== null || person.res !== null || person.elsewhere !== null;
  if (isInsured || age < 16 || age >= 59 || person.idNo === '' || person.student !== null) return false;
  if (person.service !== null || person.custody !== null || person.booklet === null) return false;
  const year = yearOfDay(day.asOfDay);
  person.res = {
    ...openResidentAccount(random, person, 'REGULAR', year, 1),
    firstYear: year,
    lastPaidYear: year,
    skippedYearBefore: false,
    paidYears: 1,
  };
  day.touch(person, ['hrss_res_account']);
  day.rows.push(residentPaymentRow(person, day.village.village, year, day.asOfDay));
  return true;
};

/** A pension that was forgotten is awarded. */
const claimPension: DayEvent = (day, random, person) => {
  const month = monthOfDay(day.asOfDay);
  if (person.benefits.length > 0 || person.elsewhere !== null || person.idNo === '' || person.pub !== null)
    return false;
  if (person.emp !== null) {
    if (person.emp.state === 'TERMINATED' || accountRetirementMonth(person, person.emp) >= month)
      return false;
    person.benefits.push({ ...employeePension(random, month, month), awardMonth: month });
    person.emp.state = 'TERMINATED';
    person.livelihood = 'RETIRED';
    person.unit = null;
    person.hiredDay = 0;
    day.touch(person, ['hrss_emp_account', 'hrss_benefit']);
    fileCase(day, random, person);
    return true;
  }
  if (person.res === null || person.birthMonth + 60 * 12 >= month) return false;
  person.benefits.push({ ...residentPension(random, person, month), awardMonth: month });
  day.touch(person, ['hrss_benefit']);
  fileCase(day, random, person);
  return true;
};

/** The claim at the counter, accepted and, unless it waits, handled. */
function fileCase({ village, rows, asOfDay }: DayOfVillage, random: RandomStream, person: Person): void {
  const no = `${village.village.code}D${asOfDay}${String(person.truthId % 100_000).padStart(5, '0')}`;
  const amountFen = person.benefits[0]!.monthlyAmountFen;
  writeCase(
    rows,
    village,
    counterCase(village, { random, no, person, item: 'CS22', day: asOfDay, amountFen }),
  );
}

/** The whole household moves to an empty dwelling of the village. */
const moveHouse: DayEvent = (day, random, person) => {
  const { household } = person;
  const empty = day.emptyDwellings();
  if (person.relation !== 'HEAD' || person.whereabouts !== 'HOME' || empty.length === 0) return false;
  const next = empty.splice(random.below(empty.length), 1)[0]!;
  const before = household.dwelling;
  if (before.unlisted) return false;
  next.use = 'OWNER';
  before.use = 'VACANT';
  household.dwelling = next;
  day.rows.push(dwellingRow(before), dwellingRow(next));
  for (const member of household.members) {
    if (member.gridListing === 'LISTED' || member.gridListing === 'AWAY') recollect(day, member, 'UPDATE');
  }
  return true;
};

/** Leaves for work elsewhere, or comes back from it. */
const goOrReturn: DayEvent = (day, random, person) => {
  const age = ageOn(person, day.asOfDay);
  if (age < 18 || age > 55 || person.booklet === null || person.unit !== null) return false;
  if (person.custody !== null || person.service !== null || person.student !== null) return false;
  if (person.gridListing === 'LISTED' && person.whereabouts === 'HOME') {
    if (person.household.members.filter((member) => member.whereabouts === 'HOME').length < 2) return false;
    person.whereabouts = 'AWAY';
    person.gridListing = 'AWAY';
    person.migrantLeaveDay = day.asOfDay;
    person.migrantDestination = pickWeighted(random, day.village.plan.profile.destinations);
  } else if (person.gridListing === 'AWAY' && livingAtHome(person.household).length > 0) {
    person.whereabouts = 'HOME';
    person.gridListing = 'LISTED';
  } else {
    return false;
  }
  recollect(day, person, 'UPDATE');
  return true;
};

/** A death that at least one office hears of at once. */
const die: DayEvent = (day, random, person) => {
  const age = ageOn(person, day.asOfDay);
  if (!random.chance(age < 60 ? 0.01 : age < 75 ? 0.3 : 1) || person.whereabouts !== 'HOME') return false;
  const isToldToPolice = person.booklet !== null && random.chance(0.6);
  const deathDay = day.asOfDay - random.between(0, 20);
  person.death = {
    day: Math.max(deathDay, person.birthDay),
    hukouCancelDay: isToldToPolice ? day.asOfDay : 0,
    certificate: !isToldToPolice || random.chance(0.6),
    cremationDay: 0,
  };
  person.unit = null;
  const month = monthOfDay(deathDay);
  closeAccounts(random, person, true, month, monthOfDay(day.asOfDay));
  const isListed = person.gridListing === 'LISTED';
  if (isListed && random.chance(0.8)) {
    day.rows.push(residentRow(person, day.village, 'DELETE'));
    person.gridListing = 'NONE';
  } else if (isListed) {
    person.gridListing = 'STALE';
  }
  day.touch(person, [
    'psb_hukou',
    'psb_cancellation',
    'nhc_death',
    'hrss_benefit',
    'hrss_emp_account',
    'hrss_pub_account',
    'hrss_res_account',
    'hrss_allowance',
    'nhsa_benefit',
    'nhc_benefit',
    'cab_benefit',
    'org_benefit',
    'vet_benefit',
  ]);
  return true;
};

/** A child is entered in hukou register and grid list some days after its birth. */
const bearChild: DayEvent = (day, random, mother) => {
  const age = ageOn(mother, day.asOfDay);
  const { household } = mother;
  const isSpouse = mother.relation === 'SPOUSE' || mother.relation === 'HEAD';
  if (mother.sex !== 2 || age < 20 || age > 40 || !isSpouse || mother.spouse === null) return false;
  if (mother.spouse.death !== null || mother.whereabouts !== 'HOME' || mother.gridListing !== 'LISTED')
    return false;
  if (mother.booklet === null || mother.booklet !== mother.spouse.booklet) return false;
  if (household.members.some((member) => day.asOfDay - member.birthDay < 420)) return false;
  const child = newPerson(day.village, {
    household,
    sex: random.chance(0.52) ? 1 : 2,
    birthDay: day.asOfDay - random.between(5, 24),
    ethnicity: mother.spouse.ethnicity,
    surname: mother.spouse.surname,
    relation: 'CHILD',
    whereabouts: 'HOME',
    birthDivision: day.village.plan.profile.birthDivision,
  });
  child.mother = mother;
  child.father = mother.spouse;
  child.booklet = mother.booklet;
  child.livelihood = 'CHILD';
  child.gridListing = 'LISTED';
  nameRelative(child);
  recollect(day, child, 'INSERT');
  day.touch(child, ['psb_hukou']);
  return true;
};

/** The grid worker comes by and confirms what is known. */
const beVisited: DayEvent = (day, _random, person) => {
  if (person.gridListing !== 'LISTED' || person.whereabouts !== 'HOME') return false;
  recollect(day, person, 'UPDATE');
  return true;
};

function recollect(day: DayOfVillage, person: Person, change: 'INSERT' | 'UPDATE'): void {
  person.gridCollectDay = day.asOfDay;
  day.rows.push(residentRow(person, day.village, change));
}

const EVENTS = weightedTable<DayEvent>([
  [payAsResident, 34],
  [payAsEmployee, 22],
  [resumePaying, 6],
  [joinResidentScheme, 5],
  [claimPension, 3],
  [moveHouse, 4],
  [goOrReturn, 5],
  [die, 4],
  [bearChild, 3],
  [beVisited, 14],
]);
