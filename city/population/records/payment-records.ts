import { isoOfDay, monthText } from '../../calendar.ts';
import { allAwards, numberOnRoster } from '../awards/award.ts';
import { paymentLines } from '../awards/payment-lines.ts';
import { programmeCode } from '../awards/programme.ts';
import { addRow, keyOf, numberIn, type PersonWriter } from './record-writing.ts';

/** 一卡通发放批次明细 of the delivered batches. */
export const writePayments: PersonWriter = (rows, person, { plan }) => {
  for (const award of allAwards(person)) {
    const code = programmeCode(award.programme);
    for (const line of paymentLines(person, award, plan.asOfDay)) {
      const month = monthText(line.month);
      const key = `${month.replace('-', '')}${code.slice(1)}${keyOf('', person)}${line.isRepeated ? 'B' : ''}`;
      addRow(rows, 'card_payment', key, person, {
        payment_no: key,
        batch_code: `${monthText(line.batchMonth).replace('-', '')}${code}`,
        id_no: numberOnRoster(award) ?? numberIn(person),
        name: person.name,
        programme: award.programme,
        pay_month: month,
        amount_fen: line.amountFen,
        pay_kind: line.kind,
        paid_date: isoOfDay(line.paidDay),
        account_no: line.accountNo,
        account_name: line.accountName,
      });
    }
  }
};
