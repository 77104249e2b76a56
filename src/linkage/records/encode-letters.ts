import { type Engine, sqlText } from '#engine/engine.ts';
import type { DerivedColumns } from './derived-columns.ts';

/** Signs of one byte, for which the engine's own measures are right. */
const BYTES = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');

/** The same measures as those of the prelude, of texts whose characters are one byte each. */
const ONE_BYTE_MEASURES = `
  CREATE OR REPLACE MACRO linkage_is_ascii(text) AS TRUE;
  CREATE OR REPLACE MACRO linkage_levenshtein(a, b) AS levenshtein(a, b);
  CREATE OR REPLACE MACRO linkage_damerau(a, b) AS damerau_levenshtein(a, b);
  CREATE OR REPLACE MACRO linkage_jaro_winkler(a, b) AS jaro_winkler_similarity(a, b);
`;

/**
 * Writes the column `letters` of the derived tables in an alphabet of one byte a character, one for all of them,
 * when their characters are few enough: so any alphabetic script is measured as fast as English, by short
 * expressions.
 * @returns whether it was possible; then the measures count on it
 */
export async function encodeLetters(engine: Engine, derived: readonly DerivedColumns[]): Promise<boolean> {
  const tables = derived
    .filter(({ columns }) => columns.some(({ from }) => from === 'letters'))
    .map(({ table }) => table);
  const foreign = tables.map((table) => `SELECT 1 FROM ${table} WHERE strlen(letters) > length(letters)`);
  const [row] =
    tables.length === 0
      ? [{ n: 0 }]
      : await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM (${foreign.join(' UNION ALL ')})`);
  if (row!.n > 0) {
    const all = tables.map((table) => `SELECT letters FROM ${table}`).join(' UNION ALL ');
    const alphabet = await engine.rows<{ letter: string }>(`
      SELECT DISTINCT unnest(regexp_extract_all(letters, '(?s).')) AS letter
      FROM (${all})
      ORDER BY 1
    `);
    if (alphabet.length > BYTES.length) return false;
    const letters = sqlText(alphabet.map(({ letter }) => letter).join(''));
    for (const table of tables)
      await engine.run(
        `UPDATE ${table} SET letters = translate(letters, ${letters}, ${sqlText(BYTES.slice(0, alphabet.length))})`,
      );
  }
  await engine.run(ONE_BYTE_MEASURES);
  return true;
}
