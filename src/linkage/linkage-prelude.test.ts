import * as fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { sqlText } from '#engine/engine.ts';
import { LINKAGE_PRELUDE } from './linkage-prelude.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

/** Edit distance by its definition, over code points; with exchanges of neighbours when asked. */
function distance(a: string, b: string, exchanges: boolean): number {
  const [left, right] = [[...a], [...b]];
  const rows = [Array.from({ length: right.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const edits = [
        rows[i - 1]![j]! + 1,
        row[j - 1]! + 1,
        rows[i - 1]![j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1),
      ];
      const isExchange = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (exchanges && isExchange) edits.push(rows[i - 2]![j - 2]! + 1);
      row.push(Math.min(...edits));
    }
    rows.push(row);
  }
  return rows[left.length]![right.length]!;
}

const literal = (text: string) => sqlText(text);

async function measured(pairs: readonly (readonly [string, string])[], sql: string): Promise<unknown[]> {
  const values = pairs.map(([a, b], n) => `(${n}, ${literal(a)}, ${literal(b)})`).join(', ');
  const rows = await engine.rows(`SELECT ${sql} AS v FROM (VALUES ${values}) t(n, a, b) ORDER BY n`);
  return rows.map(({ v }) => v);
}

const characters = fc.constantFrom(...'ab 张章伟李ёжéم🎉བ');
const short = fc.array(characters, { maxLength: 15 }).map((list) => list.join(''));
/** Up to 90 characters of 300 different ones. */
const long = fc
  .array(fc.integer({ min: 0x4e00, max: 0x4e00 + 300 }), { minLength: 40, maxLength: 90 })
  .map((points) => String.fromCodePoint(...points));

it.each([
  ['short texts', short],
  ['texts of up to 90 characters', long],
] as const)('counts edits in characters: %s of any script', async (_, text) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 40, maxLength: 40 }), async (pairs) => {
      expect(await measured(pairs, 'linkage_levenshtein(a, b)')).toEqual(
        pairs.map(([a, b]) => distance(a, b, false)),
      );
    }),
    { numRuns: 4 },
  );
});

it('counts edits of texts that share more characters than bytes have values', async () => {
  const a = String.fromCodePoint(...Array.from({ length: 180 }, (_, n) => 0x4e00 + n));
  const b = `${a.slice(0, 60)}张${a.slice(61, 120)}${a.slice(125)}`;
  expect(await measured([[a, b]], 'linkage_levenshtein(a, b)')).toEqual([distance(a, b, false)]);
});

it('counts an exchange of neighbours as one edit where it asks for so many', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(short, short), { minLength: 100, maxLength: 100 }), async (pairs) => {
      const near = pairs.map(
        ([a]) => [a, [...a].slice(0, -2).join('') + [...a].slice(-2).reverse().join('')] as const,
      );
      expect(await measured(near, 'linkage_within_edits(a, b, 1)')).toEqual(near.map(() => true));
      for (const edits of [1, 2]) {
        const within = await measured(pairs, `linkage_within_edits(a, b, ${edits})`);
        // The engine's measure may also edit between exchanged neighbours, so it is never greater.
        pairs.forEach(([a, b], n) => {
          if (distance(a, b, true) <= edits) expect(within[n]).toBe(true);
          if (distance(a, b, false) > 2 * edits) expect(within[n]).toBe(false);
        });
      }
    }),
    { numRuns: 3 },
  );
});

it.each([
  ['Schmidt', 'Smith'],
  ['Catherine', 'Kathryn'],
  ['Stephen', 'Steven'],
  ['Meyer', 'Maier'],
  ['Jeffrey', 'Geoffrey'],
  ['Müller', 'Mueller'],
  ['Wright', 'Rite'],
  ['Knight', 'Nite'],
  ['Jackson', 'Jaxon'],
  ['Philip', 'Filip'],
])('hears %s as %s', async (a, b) => {
  expect(await measured([[a, b]], 'linkage_sound(a) = linkage_sound(b)')).toEqual([true]);
});

it.each([
  ['Smith', 'Smart'],
  ['Anna', 'Nana'],
  ['Lee', 'May'],
  ['张伟', '李娜'],
])('does not hear %s as %s', async (a, b) => {
  expect(await measured([[a, b]], 'linkage_sound(a) = linkage_sound(b)')).toEqual([false]);
});

it.each([
  ['linkage_sorted', 'micheal', 'acehilm'],
  ['linkage_sorted', 'Maria  Ana', 'ana maria'],
  ['linkage_words', 'Ｊｏｈｎ　Ｏ’Ｎｅｉｌ-Smith', 'john oneil smith'],
  ['linkage_words', 'बिक', 'बिक'],
  ['linkage_words', 'བཀྲ་ཤིས', 'བཀྲ ཤིས'],
  ['linkage_words', '한글', '한글'],
  ['linkage_words', '🎉🎉', '🎉🎉'],
  ['linkage_words', 'Łódź Straße', 'lodz strasse'],
  ['linkage_plain_address', '解放路 一百零二号 十二栋 三单元 二〇一室', '解放路102号12栋3单元201室'],
])('%s(%s) is %s', async (name, value, expected) => {
  expect(await measured([[value, '']], `${name}(a)`)).toEqual([expected]);
});
