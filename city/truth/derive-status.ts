import type { CoverageStatus, GapGrade } from '#domain/coverage-status.ts';
import { monthOfText } from '../calendar.ts';
import type { LifeOnRecord } from './life-on-record.ts';
import { retirementMonth } from './retirement-month.ts';
import type { PensionScheme } from './truth-person.ts';

export interface DerivedStatus {
  status: CoverageStatus;
  scheme: PensionScheme | null;
  gapMonths: number | null;
  grade: GapGrade | null;
  inDenominator: boolean;
}

/** A live enrolment and how long it has not been paid. */
interface Enrolment {
  scheme: PensionScheme;
  gapMonths: number;
  /** Gap from which it counts as interrupted, and from which it is worth a warning. */
  threshold: number;
  warnFrom: number;
}

const PERIOD_MONTHS = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 } as const;

/**
 * The coverage status of a life: the decision table of the handbook, first match wins, with the
 * meaning fixed in `docs/contracts.md`. `asOf`: ISO date.
 */
export function deriveStatus(life: LifeOnRecord, asOf: string): DerivedStatus {
  const asOfMonth = monthOfText(asOf);
  const hasLeft =
    life.leftDate !== null && !(life.seenResidentOn !== null && life.seenResidentOn > life.leftDate);
  const outOfScope = isOutOfScope(life, asOf);
  const of = (
    status: CoverageStatus,
    scheme: PensionScheme | null = null,
    gapMonths: number | null = null,
    grade: GapGrade | null = null,
  ): DerivedStatus => ({
    status,
    scheme,
    gapMonths,
    grade,
    inDenominator:
      life.namedResident &&
      !outOfScope &&
      status !== 'DATA_ERROR' &&
      status !== 'DECEASED' &&
      status !== 'LEFT',
  });

  if (life.number !== 'GOOD') return of('DATA_ERROR');
  if (life.deathReported) return of('DECEASED');
  if (hasLeft) return of('LEFT');

  const drawn = life.benefits.find(({ state }) => state !== 'TERMINATED');
  if (drawn !== undefined) return of('BENEFICIARY', drawn.programme);

  const enrolment = bestEnrolment(life, asOf);
  if (enrolment !== null && enrolment.gapMonths < enrolment.threshold) {
    const grade = enrolment.gapMonths >= enrolment.warnFrom ? 'WARN' : null;
    return of('NORMAL', enrolment.scheme, enrolment.gapMonths, grade);
  }
  const { elsewhere } = life;
  if (elsewhere !== null && (elsewhere.state === 'LIVE' || elsewhere.drawing)) {
    return of('INSURED_ELSEWHERE', elsewhere.scheme);
  }
  if (outOfScope) return of('OUT_OF_SCOPE');
  const unclaimed = unclaimedScheme(life, asOfMonth);
  if (unclaimed !== null) return of('UNCLAIMED', unclaimed === 'NONE' ? null : unclaimed);
  if (enrolment !== null) {
    return of(
      'INTERRUPTED',
      enrolment.scheme,
      enrolment.gapMonths,
      enrolment.gapMonths < 12 ? 'SHORT' : 'LONG',
    );
  }
  if (life.emp !== null) return of('DROPPED', 'EMP_PENSION');
  if (life.pub !== null) return of('DROPPED', 'PUB_PENSION');
  if (life.res !== null) return of('DROPPED', 'RES_PENSION');
  return of('MISSED');
}

function isOutOfScope(life: LifeOnRecord, asOf: string): boolean {
  const { service, custody } = life;
  if (isYounger(life.birthDate, 16, asOf) || life.student) return true;
  if (service !== null && service.from <= asOf && (service.to === null || service.to > asOf)) return true;
  return (
    custody !== null &&
    custody.kind !== 'COMMUNITY' &&
    custody.from <= asOf &&
    (custody.to === null || custody.to >= asOf)
  );
}

function isYounger(birthDate: string, years: number, asOf: string): boolean {
  const birthday = `${Number(birthDate.slice(0, 4)) + years}${birthDate.slice(4)}`;
  return birthday > asOf;
}

/**
 * Of several live enrolments the one that is paid decides; among unpaid ones the shortest gap. A
 * paid employee enrolment goes before a paid resident one.
 */
function bestEnrolment(life: LifeOnRecord, asOf: string): Enrolment | null {
  const enrolments = [
    employeeEnrolment(life, asOf),
    publicEnrolment(life, asOf),
    residentEnrolment(life, asOf),
  ].filter((enrolment) => enrolment !== null);
  const paid = enrolments.find(({ gapMonths, threshold }) => gapMonths < threshold);
  if (paid !== undefined) return paid;
  return enrolments.reduce<Enrolment | null>(
    (best, candidate) => (best === null || candidate.gapMonths < best.gapMonths ? candidate : best),
    null,
  );
}

function employeeEnrolment({ emp }: LifeOnRecord, asOf: string): Enrolment | null {
  if (emp === null || emp.state === 'TERMINATED') return null;
  const period = emp.identity === 'FLEXIBLE' ? PERIOD_MONTHS[emp.choice ?? 'MONTH'] : 1;
  return {
    scheme: 'EMP_PENSION',
    gapMonths: unpaidMonths(monthOfText(emp.lastPaidMonth), asOf),
    threshold: period - 1 + 3,
    warnFrom: period,
  };
}

function publicEnrolment({ pub }: LifeOnRecord, asOf: string): Enrolment | null {
  if (pub === null || pub.state === 'TERMINATED') return null;
  return {
    scheme: 'PUB_PENSION',
    gapMonths: unpaidMonths(monthOfText(pub.lastPaidMonth), asOf),
    threshold: 3,
    warnFrom: 1,
  };
}

/** Paid while the last paid year is this one or the one before; on 31 December this one is due. */
function residentEnrolment({ res }: LifeOnRecord, asOf: string): Enrolment | null {
  if (res === null || res.state === 'TERMINATED') return null;
  const asOfYear = Number(asOf.slice(0, 4));
  const lastYear = res.lastPaidYear ?? res.firstYear - 1;
  const dueYear = asOf.slice(5) === '12-31' ? asOfYear : asOfYear - 1;
  const isPaid = res.lastPaidYear !== null && res.lastPaidYear >= dueYear;
  const gapMonths = lastYear >= asOfYear ? 0 : unpaidMonths(lastYear * 12 + 11, asOf);
  const isWarned = lastYear < asOfYear && asOf.slice(5) >= '10-01';
  return {
    scheme: 'RES_PENSION',
    gapMonths,
    threshold: isPaid ? gapMonths + 1 : 0,
    warnFrom: isWarned ? 0 : gapMonths + 1,
  };
}

/** The running month is not due yet. */
function unpaidMonths(lastPaidMonth: number, asOf: string): number {
  return Math.max(0, monthOfText(asOf) - 1 - lastPaidMonth);
}

/** The scheme whose pension is due and not drawn; `NONE` at 60 without any employee account. */
function unclaimedScheme(life: LifeOnRecord, asOfMonth: number): PensionScheme | 'NONE' | null {
  const birthMonth = monthOfText(life.birthDate);
  const { emp, pub } = life;
  if (emp !== null || pub !== null) {
    const assumed = assumedGroup(life);
    if (emp !== null && asOfMonth >= retirementMonth(emp.retirementGroup ?? assumed, birthMonth))
      return 'EMP_PENSION';
    if (pub !== null && asOfMonth >= retirementMonth(pub.retirementGroup ?? assumed, birthMonth))
      return 'PUB_PENSION';
    return null;
  }
  if (asOfMonth <= birthMonth + 60 * 12) return null;
  return life.res === null ? 'NONE' : 'RES_PENSION';
}

function assumedGroup({ sex, emp }: LifeOnRecord): 'M60' | 'F55' | 'F50' {
  if (sex === '1') return 'M60';
  return emp?.identity === 'FLEXIBLE' ? 'F55' : 'F50';
}
