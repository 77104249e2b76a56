import type { RandomStream } from '../random.ts';
import { retirementMonth } from '../truth/retirement-month.ts';
import type {
  Benefit,
  ContributionSpell,
  EmployeeAccount,
  PaymentChoice,
  Person,
  RetirementGroup,
} from './person.ts';
import type { Unit } from './units.ts';

/** Individual accounts began in the middle of the nineties. */
const FIRST_MONTH = 1996 * 12;
const MINIMUM_BASE_FEN = 430_000;
const MAXIMUM_BASE_FEN = 2_150_000;

const PERIOD_MONTHS: Readonly<Record<PaymentChoice, number>> = {
  MONTH: 1,
  QUARTER: 3,
  HALF_YEAR: 6,
  YEAR: 12,
};

/** The group by post, which sex alone does not tell. */
export function chooseRetirementGroup(
  random: RandomStream,
  person: Person,
  identity: 'EMPLOYEE' | 'FLEXIBLE',
): RetirementGroup {
  if (person.sex === 1) return 'M60';
  if (identity === 'FLEXIBLE') return random.chance(0.85) ? 'F55' : 'F50';
  return random.chance(person.hasDegree ? 0.75 : 0.2) ? 'F55' : 'F50';
}

/** What the agency assumes where its record has no group. */
export function defaultRetirementGroup(sex: 1 | 2, identity: 'EMPLOYEE' | 'FLEXIBLE'): RetirementGroup {
  if (sex === 1) return 'M60';
  return identity === 'FLEXIBLE' ? 'F55' : 'F50';
}

/** Month in which the account holder reaches the statutory age. */
export function accountRetirementMonth(person: Person, account: EmployeeAccount): number {
  const group = account.retirementGroup ?? defaultRetirementGroup(person.sex, account.identity);
  return retirementMonth(group, person.birthMonth);
}

export interface AccountWish {
  identity: 'EMPLOYEE' | 'FLEXIBLE';
  unit: Unit | null;
  /** Employers of earlier spells. */
  formerUnit: () => Unit | null;
  lastPaidMonth: number;
  choice: PaymentChoice | null;
  state: EmployeeAccount['state'];
  /** First month at the present employer, when that is known. */
  hiredMonth?: number;
}

/** An account with its spells of contribution, broken off now and then, that ends with the last paid month. */
export function openEmployeeAccount(
  random: RandomStream,
  person: Person,
  wish: AccountWish,
): EmployeeAccount {
  const startAge = person.hasDegree ? random.between(22, 25) : random.between(18, 32);
  const earliest = Math.max(person.birthMonth + 16 * 12, FIRST_MONTH);
  const start = Math.min(
    Math.max(person.birthMonth + startAge * 12 + random.between(0, 11), FIRST_MONTH),
    wish.lastPaidMonth,
  );
  const first = Math.max(
    Math.min(start, wish.lastPaidMonth - random.between(0, 24)),
    Math.min(earliest, wish.lastPaidMonth),
  );
  const baseFen = contributionBase(person.incomeFen);
  const spells: ContributionSpell[] = [];
  let to = wish.lastPaidMonth;
  let unit = wish.unit;
  while (to >= first && spells.length < 4) {
    const length =
      spells.length === 0 && wish.hiredMonth !== undefined
        ? to - wish.hiredMonth + 1
        : random.between(60, 320);
    const reachesBack = spells.length === 3 || to - length - first < 6;
    const fromMonth = reachesBack ? first : Math.max(first, to - Math.max(length, 1) + 1);
    spells.push({ fromMonth, toMonth: to, unit, baseFen: Math.round(baseFen * 0.82 ** spells.length) });
    to = fromMonth - 1 - random.between(1, 14);
    unit = wish.identity === 'FLEXIBLE' && random.chance(0.6) ? null : wish.formerUnit();
  }
  return {
    identity: wish.identity,
    choice: wish.choice,
    unit: wish.state === 'TERMINATED' ? null : wish.unit,
    state: wish.state,
    retirementGroup: random.chance(0.05) ? null : chooseRetirementGroup(random, person, wish.identity),
    spells: spells.reverse(),
    baseFen,
  };
}

export function lastPaidMonth(account: EmployeeAccount): number {
  return account.spells[account.spells.length - 1]!.toMonth;
}

export function paidMonths(account: EmployeeAccount): number {
  return account.spells.reduce((sum, { fromMonth, toMonth }) => sum + toMonth - fromMonth + 1, 0);
}

/** Wage in fen held between the floor and the ceiling of the base. */
export function contributionBase(incomeFen: number): number {
  return Math.min(MAXIMUM_BASE_FEN, Math.max(MINIMUM_BASE_FEN, incomeFen));
}

/** The last paid month of somebody who pays as chosen: employees to last month, the others by whole periods. */
export function regularLastPaidMonth(
  random: RandomStream,
  choice: PaymentChoice | null,
  asOfMonth: number,
): number {
  if (choice === null || choice === 'MONTH') {
    const fate = random.unit();
    return fate < 0.3
      ? asOfMonth
      : fate < 0.955
        ? asOfMonth - 1
        : fate < 0.985
          ? asOfMonth - 2
          : asOfMonth - 3;
  }
  const period = PERIOD_MONTHS[choice];
  const endOfLastPeriod = asOfMonth - (asOfMonth % period) - 1;
  // some have paid the running period in advance, which is booked up to this month
  return random.chance(0.3) ? asOfMonth : endOfLastPeriod;
}

/** The last paid month of somebody whose payments broke off: half of them within the year, others long ago. */
export function brokenLastPaidMonth(
  random: RandomStream,
  choice: PaymentChoice | null,
  asOfMonth: number,
): number {
  const threshold = PERIOD_MONTHS[choice ?? 'MONTH'] - 1 + 3;
  const gap = random.chance(0.45)
    ? random.between(threshold, Math.max(11, threshold + 3))
    : random.between(Math.max(12, threshold), 84);
  return asOfMonth - 1 - gap;
}

/** Pension of an employee who retired in `retireMonth`; `asOfMonth` is the last month that can be paid. */
export function employeePension(random: RandomStream, retireMonth: number, asOfMonth: number): Benefit {
  return {
    programme: 'EMP_PENSION',
    awardMonth: Math.max(retireMonth + 1, FIRST_MONTH),
    state: random.chance(0.985) ? 'PAYING' : 'SUSPENDED',
    lastPaidMonth: asOfMonth,
    monthlyAmountFen: random.between(1600, 5200) * 100,
  };
}
