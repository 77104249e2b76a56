import { type Engine, sqlName, sqlText } from '#engine/engine.ts';

/** Signs of one byte, for which the engine's own measures are right. */
const BYTES = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');

/** The measures of letters, when the letters are one byte each. */
const ONE_BYTE_MEASURES = `
  CREATE OR REPLACE MACRO linkage_letters_similarity(a, b) AS jaro_winkler_similarity(a, b);
  CREATE OR REPLACE MACRO linkage_letters_within_edits(a, b, edits) AS
    CASE
      WHEN abs(strlen(a) - strlen(b)) > edits THEN FALSE
      WHEN levenshtein(a, b) <= edits THEN TRUE
      WHEN levenshtein(a, b) > 2 * edits THEN FALSE
      ELSE damerau_levenshtein(a, b) <= edits
    END;
`;

/**
 * Writes the derived columns `…__letters` of the value tables in an alphabet of one byte a character, one for all
 * of them, when their characters are few enough: so any alphabetic script is measured as fast as English, by
 * short expressions.
 * @returns whether it was possible; then the measures count on it
 */
export async function encodeLetters(engine: Engine, tables: readonly string[]): Promise<boolean> {
  const columns: { table: string; column: string }[] = [];
  for (const table of tables)
    for (const { column_name: column } of await engine.rows<{ column_name: string }>(`DESCRIBE ${table}`))
      if (column.endsWith('__letters')) columns.push({ table, column: sqlName(column) });
  const foreign = columns.map(
    ({ table, column }) => `SELECT 1 FROM ${table} WHERE strlen(${column}) > length(${column})`,
  );
  const [row] =
    columns.length === 0
      ? [{ n: 0 }]
      : await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM (${foreign.join(' UNION ALL ')})`);
  if (row!.n > 0) {
    const all = columns.map(({ table, column }) => `SELECT ${column} AS letters FROM ${table}`);
    const alphabet = await engine.rows<{ letter: string }>(`
      SELECT DISTINCT unnest(regexp_extract_all(letters, '(?s).')) AS letter
      FROM (${all.join(' UNION ALL ')})
      ORDER BY 1
    `);
    if (alphabet.length > BYTES.length) return false;
    const letters = sqlText(alphabet.map(({ letter }) => letter).join(''));
    const bytes = sqlText(BYTES.slice(0, alphabet.length));
    for (const { table, column } of columns)
      await engine.run(`UPDATE ${table} SET ${column} = translate(${column}, ${letters}, ${bytes})`);
  }
  await engine.run(ONE_BYTE_MEASURES);
  return true;
}
