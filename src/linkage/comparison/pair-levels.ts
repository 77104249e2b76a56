import { type Engine, sqlText } from '#engine/engine.ts';
import type { ColumnType, ComparisonSpec } from '../spec/linkage-spec.ts';
import { COMPARISON_KINDS } from './comparison-kinds.ts';

/** A value as a record has it after cleaning: text, ISO date, number, list. */
export type ComparedValue = string | number | readonly string[] | null;

const SQL_TYPE: Readonly<Record<ColumnType, string>> = Object.freeze({
  text: 'VARCHAR',
  date: 'DATE',
  number: 'DOUBLE',
  list: 'VARCHAR[]',
});

/**
 * Levels that given pairs reach, to try a comparison out: code of the level, `else` or `missing`, in the order of
 * the pairs.
 * @param pairs left and right values by column
 * @throws Error when a pair reaches a level that the kind's `plausible` denies
 */
export async function pairLevels(
  engine: Engine,
  comparison: Partial<ComparisonSpec> & Pick<ComparisonSpec, 'kind'>,
  types: Readonly<Record<string, ColumnType>>,
  pairs: readonly (readonly [
    Readonly<Record<string, ComparedValue>>,
    Readonly<Record<string, ComparedValue>>,
  ])[],
): Promise<readonly string[]> {
  const columns = Object.keys(types);
  const spec: ComparisonSpec = {
    name: 'tried',
    columns: columns.slice(0, 1),
    frequency: false,
    maxWeight: undefined,
    options: {},
    ...comparison,
  };
  const kind = COMPARISON_KINDS[spec.kind]!;
  const left = (column: string) => `l."${column}"`;
  const right = (column: string) => `r."${column}"`;
  const side = (index: 0 | 1) =>
    pairs
      .map(
        (pair, n) => `(${[n, ...columns.map((c) => literal(pair[index][c] ?? null, types[c]!))].join(', ')})`,
      )
      .join(', ');
  const names = ['n', ...columns.map((column) => `"${column}"`)].join(', ');
  for (const [index, table] of (['trial_left', 'trial_right'] as const).entries())
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT * FROM (VALUES ${side(index as 0 | 1)}) t(${names})`,
    );
  const derivation = kind.derive?.(spec);
  if (derivation)
    for (const [index, column] of spec.columns.entries()) {
      await engine.run(`
        CREATE OR REPLACE TEMP TABLE trial_value AS
        SELECT DISTINCT value
        FROM (SELECT "${column}" AS value FROM trial_left UNION ALL SELECT "${column}" FROM trial_right)
        WHERE value IS NOT NULL
      `);
      await engine.run(
        `CREATE OR REPLACE TEMP TABLE trial_derived_${index} AS ${derivation.query('trial_value')}`,
      );
      for (const table of ['trial_left', 'trial_right'])
        await engine.run(`
          CREATE OR REPLACE TEMP TABLE ${table} AS
          SELECT t.*, ${derivation.columns.map((derived) => `d."${derived}" AS "${column}__${derived}"`).join(', ')}
          FROM ${table} t
          LEFT JOIN trial_derived_${index} d ON d.value = t."${column}"
        `);
    }
  const blank = spec.columns.map((column) => `${left(column)} IS NULL OR ${right(column)} IS NULL`);
  const levels = kind.levels(spec, left, right).map(({ code, when }) => `WHEN ${when} THEN '${code}'`);
  const rows = await engine.rows<{ level: string; plausible: boolean }>(`
    SELECT
      CASE WHEN ${kind.missing?.(spec, left, right) ?? blank.join(' OR ')} THEN 'missing' ${levels.join('\n')} ELSE 'else' END AS level,
      coalesce(${kind.plausible?.(spec, left, right) ?? 'TRUE'}, FALSE) AS plausible
    FROM trial_left l
    JOIN trial_right r USING (n)
    ORDER BY n
  `);
  const denied = rows.find(({ level, plausible }) => !plausible && level !== 'else' && level !== 'missing');
  if (denied) throw new Error(`${spec.kind}: a pair of level ${denied.level} is not plausible`);
  return rows.map(({ level }) => level);
}

/**
 * As `pairLevels`, of a comparison of one column: left, right, level.
 * @throws Error also when a pair's level is another with the sides exchanged
 */
export async function valueLevels<Value extends ComparedValue>(
  engine: Engine,
  comparison: Partial<ComparisonSpec> & Pick<ComparisonSpec, 'kind'>,
  type: ColumnType,
  pairs: readonly (readonly [Value, Value, ...unknown[]])[],
): Promise<readonly (readonly [Value, Value, string])[]> {
  const both = [...pairs, ...pairs.map(([a, b]) => [b, a] as const)];
  const levels = await pairLevels(
    engine,
    comparison,
    { value: type },
    both.map(([a, b]) => [{ value: a }, { value: b }]),
  );
  return pairs.map(([a, b], index) => {
    const level = levels[index]!;
    const exchanged = levels[index + pairs.length]!;
    if (level !== exchanged)
      throw new Error(`${comparison.kind}: ${level}, but ${exchanged} the other way round`);
    return [a, b, level] as const;
  });
}

function literal(value: ComparedValue, type: ColumnType): string {
  if (value === null) return `CAST(NULL AS ${SQL_TYPE[type]})`;
  const sql = Array.isArray(value) ? `[${value.map(sqlText).join(', ')}]` : sqlText(String(value));
  return `CAST(${sql} AS ${SQL_TYPE[type]})`;
}
