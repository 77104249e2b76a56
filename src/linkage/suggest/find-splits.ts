import type { Engine } from '#engine/engine.ts';
import type { Join } from './find-joins.ts';
import type { MeantColumn } from './pair-columns.ts';
import { type SampledTable, sampleColumn } from './sampled-table.ts';

/** Values of a whole that are taken apart, and columns that are tried as parts. */
const LOOKED_AT = 2_000;
const MOST_COLUMNS = 12;

/** Share of the values of a whole that fall into a value of the one part and one of the other. */
const LEAST_SPLIT = 0.3;
const LEAST_VALUES = 3;

/**
 * Columns of a table whose values fall into those of two columns of the other, whatever their headers say: at a
 * space, or anywhere in a value without one.
 * @param wholes columns of the one table that have no partner; `parts` of the other
 */
export async function findSplits(
  engine: Engine,
  one: SampledTable,
  wholes: readonly MeantColumn[],
  other: SampledTable,
  parts: readonly MeantColumn[],
): Promise<readonly Join[]> {
  const tried = parts.filter(isPart).slice(0, MOST_COLUMNS);
  if (tried.length < 2) return [];
  const joins: Join[] = [];
  for (const whole of wholes.filter(isWhole).slice(0, MOST_COLUMNS)) {
    const values = (table: SampledTable, column: MeantColumn, where = '') => `
      SELECT trim(regexp_replace(lower(strip_accents(v)), '[^\\p{L}\\p{M}\\p{N}]+', ' ', 'g')) AS v
      FROM (SELECT ${sampleColumn(table, column)} AS v, r FROM ${table.sample.table}) WHERE v IS NOT NULL ${where}`;
    const pairs = tried.flatMap((first, i) =>
      tried.flatMap((second, k) =>
        i === k || isAgainst(whole, first, second) ? [] : [{ i, k, first, second }],
      ),
    );
    if (pairs.length === 0) continue;
    const [row] = await engine.rows<Record<string, number>>(`
      WITH
      whole AS (
        SELECT row_number() OVER () AS n, v, string_split(v, ' ') AS words
        FROM (${values(one, whole, `AND r < ${LOOKED_AT}`)})
      ),
      split AS (
        SELECT n, array_to_string(words[1:i], ' ') AS head, array_to_string(words[i + 1:], ' ') AS tail
        FROM (SELECT n, words, unnest(range(1, len(words))) AS i FROM whole WHERE len(words) BETWEEN 2 AND 12)
        UNION ALL
        SELECT n, substr(v, 1, i) AS head, substr(v, i + 1) AS tail
        FROM (SELECT n, v, unnest(range(1, length(v))) AS i FROM whole WHERE len(words) = 1 AND length(v) BETWEEN 2 AND 40)
      ),
      found AS (
        SELECT
          n,
          ${tried.map((part, i) => `head IN (${values(other, part)}) AS head${i}, tail IN (${values(other, part)}) AS tail${i}`).join(',\n          ')}
        FROM split
      )
      SELECT
        (SELECT count(*) FROM whole) AS values,
        ${pairs.map(({ i, k }, p) => `count(DISTINCT n) FILTER (head${i} AND tail${k}) AS p${p}`).join(',\n        ')}
      FROM found
    `);
    const least = Math.max(LEAST_VALUES, LEAST_SPLIT * row!.values!);
    const orders = pairs
      .map(({ first, second }, p) => ({ order: [first, second], found: row![`p${p}`]! }))
      .filter(({ found }) => found >= least)
      .toSorted((a, b) => b.found - a.found)
      .map(({ order }) => order);
    if (orders.length > 0) joins.push({ whole, orders, meaning: whole.meaning });
  }
  return joins;
}

const NAMES = ['given_name', 'middle_name', 'surname', 'second_surname'];
const ADDRESSES = ['address', 'house_number'];

/** Whether what is known of the columns speaks against their being whole and parts. */
function isAgainst({ meaning }: MeantColumn, first: MeantColumn, second: MeantColumn): boolean {
  const known = [first.meaning, second.meaning].filter((part) => part !== undefined);
  const are = (words: readonly string[]) => known.every((part) => words.includes(part));
  if (meaning === 'address') return !are(ADDRESSES);
  if (meaning === undefined) return !are(NAMES) && !are(ADDRESSES);
  return !are(NAMES);
}

function isWhole({ profile, meaning }: MeantColumn): boolean {
  const fits = meaning === undefined || ['full_name', 'given_name', 'surname', 'address'].includes(meaning);
  return fits && isText(profile) && profile.digitsOnly < 0.5 && profile.distinct >= 3;
}

function isPart({ profile, meaning }: MeantColumn): boolean {
  const fits = meaning === undefined || [...NAMES, ...ADDRESSES].includes(meaning);
  return fits && isText(profile) && profile.filled > 0.3 && profile.distinct >= 2;
}

function isText({ dates, at, phoneLike }: MeantColumn['profile']): boolean {
  return dates.any < 0.5 && at < 0.5 && phoneLike < 0.5;
}
