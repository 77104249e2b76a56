import { isoOfDay } from '../../calendar.ts';
import { clockText } from '../casework/office-hours.ts';
import type { CleanRecord } from '../clean-record.ts';
import type { Person } from '../person.ts';
import { numberIn } from './record-writing.ts';

/** Where and through whom a case came to the agency. Days as in `calendar.ts`, seconds after midnight. */
export interface Acceptance {
  no: string;
  person: Person;
  item: string;
  channel: 'COUNTER' | 'ONE_WINDOW' | 'ONLINE' | 'KIOSK';
  day: number;
  second: number;
  office: string;
  operatorNo: string | null;
  terminal: string | null;
  overtimeApproval?: string | null;
  agentIdNo?: string | null;
  agentMobile?: string | null;
  deviceId?: string | null;
  visitProof?: string | null;
}

export interface Transaction {
  no: string;
  acceptanceNo: string | null;
  person: Person;
  item: string;
  day: number;
  second: number;
  handleNo: string;
  reviewNo: string;
  reviewTerminal: string;
  payNo: string | null;
  amountFen: number | null;
}

/** 业务受理日志. */
export function acceptanceRow(acceptance: Acceptance): CleanRecord {
  const { no, person, day, second } = acceptance;
  return {
    source: 'hrss_acceptance',
    key: no,
    people: person.asSelf,
    fields: {
      acceptance_no: no,
      id_no: numberIn(person),
      name: person.name,
      item_code: acceptance.item,
      accept_channel: acceptance.channel,
      accepted_date: isoOfDay(day),
      accepted_time: clockText(second),
      office_code: acceptance.office,
      operator_no: acceptance.operatorNo,
      terminal: acceptance.terminal,
      overtime_approval: acceptance.overtimeApproval ?? null,
      agent_id_no: acceptance.agentIdNo ?? null,
      agent_mobile: acceptance.agentMobile ?? null,
      device_id: acceptance.deviceId ?? null,
      visit_proof: acceptance.visitProof ?? null,
    },
  };
}

/** 核心业务经办日志. */
export function transactionRow(transaction: Transaction): CleanRecord {
  const { no, person, day, second } = transaction;
  return {
    source: 'hrss_transaction',
    key: no,
    people: person.asSelf,
    fields: {
      transaction_no: no,
      acceptance_no: transaction.acceptanceNo,
      id_no: numberIn(person),
      name: person.name,
      item_code: transaction.item,
      handled_date: isoOfDay(day),
      handled_time: clockText(second),
      handle_operator_no: transaction.handleNo,
      review_operator_no: transaction.reviewNo,
      review_terminal: transaction.reviewTerminal,
      pay_operator_no: transaction.payNo,
      amount_fen: transaction.amountFen,
    },
  };
}
