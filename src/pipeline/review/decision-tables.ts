import type { GivenTable } from '../given-table.ts';
import { type Decision, dayOf } from './decision.ts';
import { decisionsInForce } from './decision-journal.ts';

const COLUMNS = Object.freeze([
  { name: 'decision_key', type: 'VARCHAR' },
  { name: 'left_key', type: 'VARCHAR' },
  { name: 'right_key', type: 'VARCHAR' },
  { name: 'decision', type: 'VARCHAR' },
  { name: 'decided_on', type: 'DATE' },
  { name: 'by', type: 'VARCHAR' },
  { name: 'reason', type: 'VARCHAR' },
]);

/** The journal as the models join it: `link_decision` what is in force, `link_decision_entry` all of it. */
export function decisionTables(decisions: readonly Decision[]): GivenTable[] {
  return [
    { name: 'link_decision', columns: COLUMNS, rows: decisionsInForce(decisions).map(row) },
    {
      name: 'link_decision_entry',
      columns: [
        ...COLUMNS,
        { name: 'undone_on', type: 'DATE' },
        { name: 'undone_by', type: 'VARCHAR' },
        { name: 'undone_reason', type: 'VARCHAR' },
      ],
      rows: decisions.map((decision) => [
        ...row(decision),
        decision.undone ? dayOf(decision.undone.at) : null,
        decision.undone?.by ?? null,
        decision.undone?.reason ?? null,
      ]),
    },
  ];
}

function row({ decisionKey, leftKey, rightKey, decision, at, by, reason }: Decision): (string | null)[] {
  return [decisionKey, leftKey, rightKey, decision, dayOf(at), by, reason];
}
