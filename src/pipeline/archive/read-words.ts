import { ETHNIC_GROUPS } from '#domain/ethnic-group.ts';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';

/** A code that stands in an item of somebody's archive. */
export interface CodedItem {
  readonly item: number;
  readonly identifier: string;
  readonly code: string;
}

/**
 * What the codes are called, by number of the item: divisions and channels by name, other codes by the word that the
 * department uses or `rule_archive_word` has for them. An item of which nobody has a word is left out.
 */
export async function readWords(
  engine: Engine,
  items: readonly CodedItem[],
): Promise<ReadonlyMap<number, string>> {
  const found = await engine.rows<{ item: number; code: string; word: string }>(`
    SELECT 1 AS place, o.item, c.code, min(c.word) AS word
    FROM rule_archive_origin o
    LEFT JOIN rule_archive_reading r ON r.reading = o.reading
    JOIN rule_source_code c ON c.column_name = o.column_name AND c.source = coalesce(r.source, c.source)
    GROUP BY o.item, c.code
    UNION ALL
    SELECT 2 AS place, item, code, word FROM rule_archive_word
    ORDER BY place`);
  const words = new Map(found.map(({ item, code, word }) => [`${item} ${code}`, word]));
  const codes = items.map(({ code }) => code);
  const divisions = await readNames(
    engine,
    'division',
    'code',
    codes.filter((code) => /^\d{6,12}$/.test(code)),
  );
  const channels = await readNames(
    engine,
    'rule_evidence_channel',
    'channel',
    codes.filter((code) => /^E\d{2}$/.test(code)),
  );
  return new Map(
    items.flatMap(({ item, identifier, code }) => {
      const word =
        (identifier === 'ethnicity' ? ETHNIC_GROUPS.get(code) : undefined) ??
        divisions.get(code) ??
        channels.get(code) ??
        words.get(`${item} ${code}`);
      return word === undefined ? [] : [[item, word] as const];
    }),
  );
}

async function readNames(
  engine: Engine,
  table: string,
  key: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await engine.rows<{ code: string; name: string }>(
    `SELECT ${sqlName(key)} AS code, name FROM ${sqlName(table)} WHERE ${sqlName(key)} IN (${codes.map(sqlText).join(', ')})`,
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}
