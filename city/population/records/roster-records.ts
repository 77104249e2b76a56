import { isoOfDay, monthText } from '../../calendar.ts';
import { accountOnRoster, numberOnRoster } from '../awards/award.ts';
import { PROGRAMMES, type ProgrammeTerms, programmeCode } from '../awards/programme.ts';
import { addRow, keyOf, numberIn, type PersonWriter } from './record-writing.ts';

/** Writer of one roster of programmes beside the pensions, those ended lately included. */
export function rosterWriter(roster: ProgrammeTerms['roster']): PersonWriter {
  return (rows, person) => {
    for (const award of person.awards) {
      if (PROGRAMMES[award.programme].roster !== roster) continue;
      const key = keyOf(`F${programmeCode(award.programme).slice(1)}`, person);
      addRow(rows, roster, key, person, {
        benefit_no: key,
        id_no: numberOnRoster(award) ?? numberIn(person),
        name: person.name,
        birth_date: isoOfDay(person.birthDay),
        programme: award.programme,
        award_month: monthText(award.awardMonth),
        benefit_state: award.state,
        last_paid_month: monthText(Math.max(award.awardMonth, award.lastPaidMonth)),
        monthly_amount_fen: award.monthlyAmountFen,
        account_no: accountOnRoster(person, award),
        stop_reason: award.stopReason ?? null,
        stopped_date: award.stoppedDay === undefined ? null : isoOfDay(award.stoppedDay),
        ...(roster === 'hrss_allowance' ? { relation_to_deceased: award.relation ?? null } : {}),
      });
    }
  };
}
