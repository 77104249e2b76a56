import { firstDayOfMonth, isoOfDay, monthOfDay, yearOfDay } from '../calendar.ts';
import { pickWeighted, RandomStream, type WeightedTable, weightedTable } from '../random.ts';
import { retirementMonth } from '../truth/retirement-month.ts';
import { openBusiness } from './businesses.ts';
import { chooseCalling, incomeOf, isUnableToWork } from './callings.ts';
import {
  accountRetirementMonth,
  brokenLastPaidMonth,
  employeePension,
  openEmployeeAccount,
  regularLastPaidMonth,
} from './employee-pension.ts';
import { insureElsewhere, oldMatchElsewhere } from './insured-elsewhere.ts';
import { ageOn, type Livelihood, type PaymentChoice, type Person } from './person.ts';
import { openDrawnResidentAccount, openResidentAccount, residentPension } from './resident-pension.ts';
import { isInSchool } from './schooling.ts';
import type { CountyUnits, Unit } from './units.ts';
import type { VillageDraft } from './village-draft.ts';

/** Where a life has led to as regards pension insurance. */
type Course =
  | 'EMPLOYEE'
  | 'EMPLOYEE_BROKEN'
  | 'EMPLOYEE_ENDED'
  | 'FLEXIBLE'
  | 'FLEXIBLE_BROKEN'
  | 'PUBLIC'
  | 'RESIDENT'
  | 'RESIDENT_BROKEN'
  | 'RESIDENT_NEVER_PAID'
  | 'RESIDENT_ENDED'
  | 'ELSEWHERE'
  | 'NONE';

function courses(entries: Partial<Record<Course, number>>): WeightedTable<Course> {
  return weightedTable(Object.entries(entries) as [Course, number][]);
}

const INSURED_EMPLOYEE = courses({
  EMPLOYEE: 95,
  EMPLOYEE_BROKEN: 1.2,
  RESIDENT: 2.4,
  NONE: 0.9,
  ELSEWHERE: 0.5,
});
const UNINSURED_EMPLOYEE = courses({
  RESIDENT: 58,
  NONE: 19,
  EMPLOYEE_BROKEN: 9,
  FLEXIBLE: 7,
  RESIDENT_BROKEN: 3,
  EMPLOYEE_ENDED: 2,
  ELSEWHERE: 2,
});
const BY_CALLING: Readonly<Partial<Record<Livelihood, WeightedTable<Course>>>> = {
  PUBLIC: courses({ PUBLIC: 90, EMPLOYEE: 10 }),
  SOLE_TRADER: courses({
    RESIDENT: 60,
    FLEXIBLE: 26,
    EMPLOYEE_BROKEN: 2.2,
    FLEXIBLE_BROKEN: 2.2,
    RESIDENT_BROKEN: 2.4,
    NONE: 3,
    EMPLOYEE_ENDED: 0.8,
    RESIDENT_ENDED: 0.4,
    ELSEWHERE: 3,
  }),
  FLEXIBLE: courses({
    RESIDENT: 52,
    FLEXIBLE: 34,
    EMPLOYEE_BROKEN: 2.6,
    FLEXIBLE_BROKEN: 2.2,
    RESIDENT_BROKEN: 2.4,
    NONE: 3,
    EMPLOYEE_ENDED: 0.8,
    RESIDENT_ENDED: 0.4,
    ELSEWHERE: 2.6,
  }),
  GIG: courses({
    RESIDENT: 52,
    FLEXIBLE: 24,
    EMPLOYEE_BROKEN: 5,
    FLEXIBLE_BROKEN: 3,
    RESIDENT_BROKEN: 3,
    NONE: 6,
    EMPLOYEE_ENDED: 1.5,
    RESIDENT_ENDED: 0.5,
    ELSEWHERE: 5,
  }),
  FARMER: courses({
    RESIDENT: 93.4,
    RESIDENT_BROKEN: 2.3,
    RESIDENT_NEVER_PAID: 0.4,
    NONE: 1.3,
    FLEXIBLE: 1.2,
    EMPLOYEE_BROKEN: 0.4,
    RESIDENT_ENDED: 0.3,
    ELSEWHERE: 0.7,
  }),
  NONE: courses({
    RESIDENT: 86,
    RESIDENT_BROKEN: 2.6,
    RESIDENT_NEVER_PAID: 0.5,
    FLEXIBLE: 4,
    NONE: 2.8,
    EMPLOYEE_BROKEN: 1.8,
    EMPLOYEE_ENDED: 0.7,
    RESIDENT_ENDED: 0.3,
    ELSEWHERE: 1.2,
  }),
  MIGRANT_WORKER: courses({
    RESIDENT: 60,
    ELSEWHERE: 31,
    RESIDENT_BROKEN: 3.4,
    NONE: 2.8,
    EMPLOYEE_BROKEN: 1.2,
    FLEXIBLE: 1.2,
    RESIDENT_ENDED: 0.4,
  }),
};
/** People whose hukou is elsewhere pay at home unless they are employed here. */
const NEWCOMER = courses({ ELSEWHERE: 78, NONE: 9, RESIDENT: 5, FLEXIBLE: 6, EMPLOYEE_BROKEN: 2 });
/** Just out of school. */
const YOUNG = courses({
  RESIDENT: 74,
  NONE: 18,
  FLEXIBLE: 3,
  ELSEWHERE: 3,
  EMPLOYEE_ENDED: 0.5,
  RESIDENT_BROKEN: 1.5,
});

const CHOICES = weightedTable<PaymentChoice>([
  ['MONTH', 42],
  ['QUARTER', 14],
  ['HALF_YEAR', 10],
  ['YEAR', 34],
]);

/** Gives every person of sixteen and above work, income and the insurance that came of it. */
export function liveCareers(draft: VillageDraft): void {
  const random = new RandomStream(`${draft.plan.seed}/${draft.village.code}/careers`);
  for (const person of draft.people) liveCareer(draft, random, person);
}

function liveCareer(draft: VillageDraft, random: RandomStream, person: Person): void {
  const day = person.death?.day ?? draft.plan.asOfDay;
  const age = ageOn(person, day);
  const calling = chooseCalling(draft, random, person, day);
  person.livelihood = calling;
  if (age < 16) return;
  person.incomeFen = incomeOf(random, calling);
  if (isInSchool(person)) {
    // a few students pay already, as the scheme does not allow
    if (random.chance(0.01)) new Career(draft, random, person, day).enter('RESIDENT');
    return;
  }
  const career = new Career(draft, random, person, day);
  if (person.whereabouts === 'GONE') {
    // worked here once and has long been elsewhere
    if (random.chance(0.6)) insureElsewhere(draft, random, person);
    career.enter('EMPLOYEE_BROKEN');
    return;
  }
  career.takeJob(calling);
  career.enter(chooseCourse(draft, random, person, calling, age));
  if (person.livelihood === 'FARMER' && age >= 70) person.livelihood = 'NONE';
  if (random.chance(0.012)) oldMatchElsewhere(draft, random, person);
}

function chooseCourse(
  draft: VillageDraft,
  random: RandomStream,
  person: Person,
  calling: Livelihood,
  age: number,
): Course {
  if (person.idNo === '') return 'NONE';
  if (age >= 60) {
    if (calling === 'PUBLIC' || calling === 'EMPLOYEE' || calling === 'FLEXIBLE') return calling;
    return random.chance(person.outsideHukou !== null ? 0.75 : 0.008)
      ? 'ELSEWHERE'
      : random.chance(0.988)
        ? 'RESIDENT'
        : 'NONE';
  }
  if (calling === 'EMPLOYEE') {
    if (person.unit === null) return 'RESIDENT';
    return pickWeighted(random, person.unit.enrolMonth > 0 ? INSURED_EMPLOYEE : UNINSURED_EMPLOYEE);
  }
  if (calling === 'PUBLIC' && person.unit === null) return 'RESIDENT';
  if (isUnableToWork(person) && calling === 'NONE') return random.chance(0.97) ? 'RESIDENT' : 'NONE';
  if (person.outsideHukou !== null && calling !== 'PUBLIC') return pickWeighted(random, NEWCOMER);
  if (person.service !== null && person.service.dischargeDay === 0)
    return random.chance(0.8) ? 'NONE' : 'RESIDENT';
  if (age < 22 && calling !== 'PUBLIC' && draft.plan.asOfDay - person.birthDay < 8100)
    return pickWeighted(random, YOUNG);
  return pickWeighted(random, BY_CALLING[calling] ?? BY_CALLING.NONE!);
}

/** Turns a course into a job, accounts, benefits and matches. */
class Career {
  readonly #draft: VillageDraft;
  readonly #random: RandomStream;
  readonly #person: Person;
  /** Last month that can have been paid and worked. */
  readonly #month: number;
  readonly #units: CountyUnits | undefined;

  constructor(draft: VillageDraft, random: RandomStream, person: Person, day: number) {
    this.#draft = draft;
    this.#random = random;
    this.#person = person;
    this.#month = monthOfDay(day);
    this.#units = draft.plan.units.byCounty.get(draft.village.countyCode);
  }

  takeJob(calling: Livelihood): void {
    const random = this.#random;
    const person = this.#person;
    if (calling === 'EMPLOYEE') {
      const wanted = random.chance(0.955) ? this.#pick('insured') : this.#pick('uninsured');
      person.unit = wanted ?? this.#pick('insured') ?? this.#pick('uninsured');
    } else if (calling === 'PUBLIC') {
      person.unit = this.#pick('public') ?? this.#pick('insured');
    } else if (calling === 'SOLE_TRADER') {
      openBusiness(this.#draft, random, person);
    } else if (calling === 'GIG') {
      const since = this.#draft.plan.asOfDay - random.between(40, 1500);
      if (random.chance(0.55)) person.courierDay = since;
      else person.driverDay = since;
    } else if (calling === 'MIGRANT_WORKER') {
      person.migrantLeaveDay = this.#draft.plan.asOfDay - random.between(40, 2200);
      person.migrantDestination = pickWeighted(random, this.#draft.plan.profile.destinations);
    }
    if (person.unit !== null) {
      const earliest = Math.max(person.unit.foundedDay + 20, person.birthDay + 18 * 366);
      const latest = firstDayOfMonth(this.#month - 2);
      person.hiredDay = Math.max(Math.min(earliest, latest), latest - random.between(0, 3600));
    }
  }

  enter(course: Course): void {
    const person = this.#person;
    switch (course) {
      case 'EMPLOYEE':
        this.#employee('EMPLOYEE', null);
        return;
      case 'FLEXIBLE':
        this.#employee('FLEXIBLE', pickWeighted(this.#random, CHOICES));
        return;
      case 'EMPLOYEE_BROKEN':
        this.#broken('EMPLOYEE', null);
        return;
      case 'FLEXIBLE_BROKEN':
        this.#broken('FLEXIBLE', pickWeighted(this.#random, CHOICES));
        return;
      case 'EMPLOYEE_ENDED':
        this.#ended();
        return;
      case 'PUBLIC':
        this.#public();
        return;
      case 'RESIDENT':
      case 'RESIDENT_BROKEN':
      case 'RESIDENT_NEVER_PAID':
      case 'RESIDENT_ENDED':
        this.#resident(course);
        return;
      case 'ELSEWHERE':
        insureElsewhere(this.#draft, this.#random, person);
        this.#mayHavePaidHereBefore();
        return;
      case 'NONE':
        return;
    }
    course satisfies never;
  }

  #pick(kind: keyof CountyUnits): Unit | null {
    const table = this.#units?.[kind] ?? null;
    return table === null ? null : pickWeighted(this.#random, table);
  }

  #formerUnit = (): Unit | null =>
    (this.#random.chance(0.4) ? this.#pick('closed') : null) ?? this.#pick('insured');

  /** Works and pays, or has retired from it. */
  #employee(identity: 'EMPLOYEE' | 'FLEXIBLE', choice: PaymentChoice | null): void {
    const random = this.#random;
    const person = this.#person;
    const unit = identity === 'EMPLOYEE' ? (person.unit ?? this.#pick('insured')) : null;
    const open = (lastPaidMonth: number) =>
      openEmployeeAccount(random, person, {
        identity,
        unit,
        formerUnit: this.#formerUnit,
        lastPaidMonth,
        choice,
        state: 'LIVE',
        ...(identity === 'EMPLOYEE' && person.hiredDay > 0
          ? { hiredMonth: monthOfDay(person.hiredDay) }
          : {}),
      });
    const account = open(regularLastPaidMonth(random, choice, this.#month));
    const retireMonth = accountRetirementMonth(person, account);
    if (retireMonth >= this.#month) {
      person.emp = account;
      if (random.chance(0.003))
        person.res = openResidentAccount(random, person, 'REGULAR', this.#year, this.#paidShare);
      else if (random.chance(0.12)) this.#endedResidentAccount();
      return;
    }
    const fate = random.unit();
    if (fate < 0.025) {
      person.emp = account; // pays on, because the years do not suffice
    } else if (fate < 0.042) {
      person.emp = { ...open(Math.min(retireMonth, this.#month - random.between(5, 40))), state: 'PAUSED' };
    } else {
      this.#retireFromEmployment(open, retireMonth);
    }
  }

  #retireFromEmployment(
    open: (lastPaidMonth: number) => NonNullable<Person['emp']>,
    retireMonth: number,
  ): void {
    const random = this.#random;
    const person = this.#person;
    const isEarly = retireMonth > 2025 * 12 + 3 && random.chance(0.05);
    const month = isEarly ? retireMonth - random.between(1, 3) : retireMonth;
    const account = open(month);
    const minimum = Math.max(account.spells[0]!.fromMonth, 1996 * 12);
    if (minimum > month) account.spells = [{ ...account.spells[0]!, fromMonth: month, toMonth: month }];
    person.emp = { ...account, state: 'TERMINATED', retirementGroup: account.retirementGroup };
    person.benefits.push(employeePension(random, month, this.#month));
    person.livelihood = 'RETIRED';
    person.unit = null;
    person.hiredDay = 0;
    if (random.chance(0.0015) && ageOn(person, this.#draft.plan.asOfDay) >= 60) {
      person.benefits.push(residentPension(random, person, this.#month)); // draws twice
    }
  }

  /** Paid as employee or for oneself and stopped. */
  #broken(identity: 'EMPLOYEE' | 'FLEXIBLE', choice: PaymentChoice | null): void {
    const random = this.#random;
    const person = this.#person;
    const adultMonth = person.birthMonth + 18 * 12;
    const lastPaid = brokenLastPaidMonth(random, choice, this.#month);
    if (lastPaid < adultMonth) {
      this.#resident('RESIDENT');
      return;
    }
    const account = openEmployeeAccount(random, person, {
      identity,
      unit: identity === 'EMPLOYEE' ? this.#formerUnit() : null,
      formerUnit: this.#formerUnit,
      lastPaidMonth: lastPaid,
      choice,
      state: random.chance(0.75) ? 'PAUSED' : 'LIVE',
    });
    // somebody past the age would rather have retired; only a few have forgotten to claim
    if (accountRetirementMonth(person, account) <= this.#month && !random.chance(0.12)) {
      this.#employee(identity, choice);
      return;
    }
    person.emp = account;
  }

  /** The relation to the employee scheme was ended and nothing followed. */
  #ended(): void {
    const random = this.#random;
    const person = this.#person;
    const lastPaid = this.#month - random.between(8, 90);
    if (lastPaid < person.birthMonth + 18 * 12) return;
    const account = openEmployeeAccount(random, person, {
      identity: 'EMPLOYEE',
      unit: this.#formerUnit(),
      formerUnit: this.#formerUnit,
      lastPaidMonth: lastPaid,
      choice: null,
      state: 'TERMINATED',
    });
    if (accountRetirementMonth(person, account) > this.#month) person.emp = account;
    else this.#resident('RESIDENT_ENDED');
  }

  #public(): void {
    const random = this.#random;
    const person = this.#person;
    const unit = person.unit ?? this.#pick('public');
    if (unit === null) {
      this.#resident('RESIDENT');
      return;
    }
    const retirementGroup = person.sex === 1 ? 'M60' : random.chance(0.88) ? 'F55' : 'F50';
    const reform = 2014 * 12 + 9;
    const retireMonth = retirementMonth(retirementGroup, person.birthMonth);
    const draws = retireMonth < this.#month && random.chance(0.996);
    const lastPaidMonth = draws ? Math.max(retireMonth, reform) : this.#month - (random.chance(0.4) ? 0 : 1);
    const firstMonth = Math.min(Math.max(reform, person.birthMonth + 23 * 12), lastPaidMonth);
    if (!draws || retireMonth >= reform) {
      person.pub = { unit, state: draws ? 'TERMINATED' : 'LIVE', retirementGroup, firstMonth, lastPaidMonth };
    }
    if (!draws) return;
    person.benefits.push({
      programme: 'PUB_PENSION',
      awardMonth: retireMonth + 1,
      state: random.chance(0.992) ? 'PAYING' : 'SUSPENDED',
      lastPaidMonth: this.#month,
      monthlyAmountFen: random.between(3600, 9200) * 100,
    });
    person.livelihood = 'RETIRED';
    person.unit = null;
    person.hiredDay = 0;
  }

  #resident(course: 'RESIDENT' | 'RESIDENT_BROKEN' | 'RESIDENT_NEVER_PAID' | 'RESIDENT_ENDED'): void {
    const random = this.#random;
    const person = this.#person;
    const year60 = Math.floor(person.birthMonth / 12) + 60;
    if (person.birthMonth + 60 * 12 < this.#month) {
      const forgot = year60 <= this.#year - 2 && random.chance(0.008);
      person.res = forgot
        ? openResidentAccount(random, person, 'REGULAR', Math.min(year60, this.#year - 2), 0.5)
        : openDrawnResidentAccount(random, person);
      if (!forgot) person.benefits.push(residentPension(random, person, this.#month));
      return;
    }
    const age = ageOn(person, this.#draft.plan.asOfDay);
    const payment =
      course === 'RESIDENT_BROKEN'
        ? 'BROKEN'
        : course === 'RESIDENT_NEVER_PAID' && age >= 20
          ? 'NEVER_PAID'
          : 'REGULAR';
    person.res = openResidentAccount(random, person, payment, this.#year, this.#paidShare);
    if (course === 'RESIDENT_ENDED' && age >= 20) {
      person.res = {
        ...openResidentAccount(random, person, 'BROKEN', this.#year, this.#paidShare),
        state: 'TERMINATED',
      };
    }
    // old months as an employee, paused since: resident payments go on in their stead
    if (course === 'RESIDENT' && age >= 25 && age < 48 && random.chance(0.05)) {
      person.emp = openEmployeeAccount(random, person, {
        identity: 'EMPLOYEE',
        unit: this.#formerUnit(),
        formerUnit: this.#formerUnit,
        lastPaidMonth: this.#month - random.between(14, 70),
        choice: null,
        state: 'PAUSED',
      });
    }
  }

  /** The resident account that was closed when employment began. */
  #endedResidentAccount(): void {
    const hiredYear = Math.floor((this.#person.emp?.spells[0]?.fromMonth ?? 0) / 12);
    if (hiredYear < 2012 || hiredYear < Math.floor(this.#person.birthMonth / 12) + 18) return;
    this.#person.res = {
      ...openResidentAccount(this.#random, this.#person, 'REGULAR', hiredYear, 0.5),
      state: 'TERMINATED',
    };
  }

  #mayHavePaidHereBefore(): void {
    const random = this.#random;
    const person = this.#person;
    const age = ageOn(person, this.#draft.plan.asOfDay);
    if (age < 24 || age >= 48 || !random.chance(0.25)) return;
    person.emp = openEmployeeAccount(random, person, {
      identity: 'EMPLOYEE',
      unit: this.#formerUnit(),
      formerUnit: this.#formerUnit,
      lastPaidMonth: this.#month - random.between(8, 60),
      choice: null,
      state: random.chance(0.8) ? 'PAUSED' : 'TERMINATED',
    });
  }

  get #year(): number {
    return Math.floor(this.#month / 12);
  }

  /** How many have paid the year's resident contribution by now; the rest wait for December. */
  get #paidShare(): number {
    const dayOfYear = isoOfDay(this.#draft.plan.asOfDay).slice(5);
    if (yearOfDay(this.#draft.plan.asOfDay) !== this.#year) return 0.9;
    return dayOfYear === '12-31' ? 0.965 : Math.min(0.95, 0.05 + 0.075 * ((this.#month % 12) + 1));
  }
}
