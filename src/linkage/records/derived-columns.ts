import { type Engine, sqlName } from '#engine/engine.ts';
import { COMPARISON_KINDS } from '../comparison/comparison-kinds.ts';
import type { LinkageSpec } from '../spec/linkage-spec.ts';

/** Columns computed from the values of another, as a table of its own: once per distinct value. */
export interface DerivedColumns {
  /** The column that they come from. */
  readonly column: string;
  /** Table with `value` and the columns. */
  readonly table: string;
  readonly alias: string;
  readonly columns: readonly { readonly from: string; readonly as: string }[];
}

/** Makes the tables of all derived columns that the comparisons ask for. */
export async function deriveColumns(
  engine: Engine,
  spec: LinkageSpec,
  sides: readonly string[],
): Promise<readonly DerivedColumns[]> {
  const all: DerivedColumns[] = [];
  for (const comparison of spec.comparisons) {
    const derivation = COMPARISON_KINDS[comparison.kind]!.derive?.(comparison);
    if (!derivation) continue;
    for (const column of comparison.columns) {
      const missing = derivation.columns.filter(
        (name) => !all.some((one) => one.column === column && one.columns.some(({ from }) => from === name)),
      );
      if (missing.length === 0) continue;
      const table = `linkage_derived_${all.length}`;
      const values = sides
        .map((side) => `SELECT ${sqlName(column)} AS value FROM linkage_${side}`)
        .join('\nUNION\n');
      await engine.run(`
        CREATE OR REPLACE TEMP TABLE linkage_value AS
        SELECT DISTINCT value FROM (${values}) WHERE value IS NOT NULL
      `);
      await engine.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${derivation.query('linkage_value')}`);
      all.push({
        column,
        table,
        alias: `d${all.length}`,
        columns: missing.map((from) => ({ from, as: `${column}__${from}` })),
      });
    }
  }
  return all;
}
