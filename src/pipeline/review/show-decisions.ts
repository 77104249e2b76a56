import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import type { Decision } from './decision.ts';
import { decisionTables } from './decision-tables.ts';

/**
 * Shows the journal as it stands now in place of `link_decision` and `link_decision_entry` of the last run, so that
 * a pair just decided is off the list at once.
 */
export async function showDecisions(engine: Engine, decisions: readonly Decision[]): Promise<void> {
  for (const { name, columns, rows } of decisionTables(decisions)) {
    const cells = columns.map(({ name, type }) => `${sqlName(name)} ${type}`).join(', ');
    await engine.run(`CREATE OR REPLACE TEMP TABLE ${sqlName(name)} (${cells})`);
    const values = rows.map(
      (row) => `(${row.map((value) => (value === null ? 'NULL' : sqlText(String(value)))).join(', ')})`,
    );
    if (values.length > 0) await engine.run(`INSERT INTO temp.${sqlName(name)} VALUES ${values.join(',\n')}`);
  }
}
