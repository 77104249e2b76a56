import { firstDayOfMonth, isoOfDay, monthOfDay, monthText } from '../../calendar.ts';
import { RandomStream } from '../../random.ts';
import type { PaidAward } from '../awards/award.ts';
import { countyStaff } from '../casework/staff.ts';
import type { CleanRecord } from '../clean-record.ts';
import { bankAccountNo, formerAccountNo } from '../issued-numbers.ts';
import { ageOn, type ContributionSpell, type Person } from '../person.ts';
import type { Village } from '../village-draft.ts';
import { LOG_DAYS } from './counter-records.ts';
import { addRow, keyOf, numberIn } from './record-writing.ts';

/** Changes of accounts and identities, claims of injury and back payments that are as they should be. */
export function writeEverydayLogs(rows: CleanRecord[], village: Village): void {
  const { plan, people } = village;
  const random = new RandomStream(`${plan.seed}/${village.village.code}/logs`);
  const operator = () => random.pick(countyStaff(plan, village.village.countyCode).numbers.ACCEPT);
  for (const person of people) {
    if (person.death !== null || person.whereabouts === 'GONE' || person.idNo.length !== 18) continue;
    const benefit = person.benefits[0];
    const draw = random.unit();
    if (benefit !== undefined && benefit.payment === undefined) {
      if (draw < 0.012) {
        const day = plan.asOfDay - random.between(1, LOG_DAYS);
        const to = { no: bankAccountNo(person), name: person.name };
        addAccountChange(rows, person, benefit, {
          no: 1,
          day,
          from: formerAccountNo(person),
          to,
          operatorNo: operator(),
        });
      } else if (draw < 0.0125) {
        // an old misprint of the file, put right long before the pension
        addIdentityChange(rows, person, {
          day: firstDayOfMonth(benefit.awardMonth) - random.between(2200, 3600),
          oldBirthDay: person.birthDay + random.between(1, 9),
          fileBirthDay: person.birthDay,
          operatorNo: operator(),
        });
      }
    } else if (benefit === undefined && ageOn(person, plan.asOfDay) >= 20) {
      writeOfWorker(rows, person, village, random, draw, operator);
    }
  }
}

function writeOfWorker(
  rows: CleanRecord[],
  person: Person,
  { plan }: Village,
  random: RandomStream,
  draw: number,
  operator: () => string,
): void {
  const { emp } = person;
  if (draw < 0.0006 && ageOn(person, plan.asOfDay) < 45) {
    addIdentityChange(rows, person, {
      day: plan.asOfDay - random.between(1, LOG_DAYS),
      oldBirthDay: person.birthDay + random.between(1, 20),
      fileBirthDay: person.birthDay,
      operatorNo: operator(),
    });
  }
  if (emp === null) return;
  const first = emp.spells[0]!;
  const [before, after] = emp.spells;
  if (person.unit !== null && emp.unit !== null && draw > 0.996 && plan.asOfMonth - first.fromMonth > 24) {
    addInjuryClaim(rows, person, {
      uscc: emp.unit.uscc,
      enrolledDay: firstDayOfMonth(first.fromMonth),
      accidentDay: plan.asOfDay - random.between(5, LOG_DAYS),
      paidFen: random.between(30, 900) * 10_000,
    });
  } else if (draw > 0.98 && before !== undefined && after !== undefined) {
    const gap = after.fromMonth - before.toMonth - 1;
    if (gap < 2) return;
    addBackPayment(rows, person, {
      uscc: isLawfulPayer(before) ? before.unit!.uscc : null,
      fromMonth: before.toMonth + 1,
      toMonth: after.fromMonth - 1,
      amountFen: Math.round(gap * before.baseFen * 0.24),
      paidDay: plan.asOfDay - random.between(3, LOG_DAYS),
    });
  }
}

/** The unit is enrolled, and was founded when it employed. */
function isLawfulPayer({ unit, toMonth }: ContributionSpell): boolean {
  return unit !== null && unit.enrolMonth > 0 && monthOfDay(unit.foundedDay) <= toMonth;
}

/** 待遇账户变更日志. `no`, here and below: running number among the person's changes. */
export function addAccountChange(
  rows: CleanRecord[],
  person: Person,
  award: PaidAward,
  change: {
    no: number;
    day: number;
    from: string;
    to: { no: string; name: string };
    operatorNo: string;
  },
): void {
  const key = `${keyOf('ZH', person)}${change.no}`;
  addRow(rows, 'hrss_account_change', key, person, {
    change_no: key,
    id_no: numberIn(person),
    name: person.name,
    programme: award.programme,
    changed_date: isoOfDay(change.day),
    old_account_no: change.from,
    new_account_no: change.to.no,
    account_name: change.to.name,
    operator_no: change.operatorNo,
  });
}

/** 参保身份信息变更日志: the new birth date is that of the number. */
export function addIdentityChange(
  rows: CleanRecord[],
  person: Person,
  change: { day: number; oldBirthDay: number; fileBirthDay: number; operatorNo: string },
  no = 1,
): void {
  const key = `${keyOf('SF', person)}${no}`;
  addRow(rows, 'hrss_identity_change', key, person, {
    change_no: key,
    id_no: numberIn(person),
    name: person.name,
    changed_date: isoOfDay(change.day),
    old_birth_date: isoOfDay(change.oldBirthDay),
    new_birth_date: isoOfDay(person.birthDay),
    file_birth_date: isoOfDay(change.fileBirthDay),
    operator_no: change.operatorNo,
  });
}

/** 工伤待遇申领. */
export function addInjuryClaim(
  rows: CleanRecord[],
  person: Person,
  claim: { uscc: string; enrolledDay: number; accidentDay: number; paidFen: number },
  no = 1,
): void {
  const key = `${keyOf('GS', person)}${no}`;
  addRow(rows, 'hrss_injury_claim', key, person, {
    claim_no: key,
    id_no: numberIn(person),
    name: person.name,
    uscc: claim.uscc,
    enrolled_date: isoOfDay(claim.enrolledDay),
    accident_date: isoOfDay(claim.accidentDay),
    paid_amount_fen: claim.paidFen,
  });
}

/** 养老保险补缴. */
export function addBackPayment(
  rows: CleanRecord[],
  person: Person,
  payment: { uscc: string | null; fromMonth: number; toMonth: number; amountFen: number; paidDay: number },
  no = 1,
): void {
  const key = `${keyOf('BJ', person)}${no}`;
  addRow(rows, 'hrss_back_payment', key, person, {
    payment_no: key,
    id_no: numberIn(person),
    name: person.name,
    uscc: payment.uscc,
    from_month: monthText(payment.fromMonth),
    to_month: monthText(payment.toMonth),
    amount_fen: payment.amountFen,
    paid_date: isoOfDay(payment.paidDay),
  });
}
