import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '#engine/duckdb.ts';
import { sqlText } from '#engine/engine.ts';
import { LINKAGE_PRELUDE } from '../linkage-prelude.ts';
import { CLEANING_STEPS, castColumn } from './cleaning-steps.ts';

const engine = await openDuckdb({ prelude: LINKAGE_PRELUDE });
afterAll(() => engine.close());

const EXAMPLES: readonly (readonly [string, string, string | null])[] = [
  ['trim', '  Ana \t Maria\u200b ', 'Ana Maria'],
  ['lower', 'ÀÉ Ж', 'àé ж'],
  ['upper', 'àé', 'ÀÉ'],
  ['fold_accents', 'Łódź, Straße, Ñandú', 'Lodz, Strasse, Nandu'],
  ['fold_accents', '张伟 बिक 한글', '张伟 बिक 한글'],
  ['fold_full_width', 'Ａ１　ｂ', 'A1 b'],
  ['letters_only', 'Ann 3 Ö_x', 'Ann Öx'],
  ['digits_only', '+86 138-００13', '861380013'],
  ['digits_only', 'none', null],
  ['alphanumeric', 'SW1A 1AA-ж', 'SW1A1AAж'],
  ['no_punctuation', "O'Neil-Smith, J.", 'ONeil Smith J'],
  ['no_spaces', '张　伟 a', '张伟a'],
  ['no_leading_zeros', '007', '7'],
  ['no_leading_zeros', '0', '0'],
  ['text', ' Ｓｔ．　Ｊｏｈｎ ', 'st. john'],
  ['text', ' N/A ', null],
  ['name', 'Dr. Müller', 'muller'],
  ['name', 'Jean-Luc', 'jean-luc'],
  ['name', 'John Smith Jr', 'john smith'],
  ['name', 'Mr', 'mr'],
  ['name', 'O’Brien', 'obrien'],
  ['name', '张 伟', '张伟'],
  ['name', 'སྒྲོལ་མ', 'སྒྲོལ མ'],
  ['name', 'unknown', null],
  ['placeholders', '不详', null],
  ['placeholders', '-', null],
  ['placeholders', 'NULL', null],
  ['placeholders', '张无忌', '张无忌'],
  ['no_default_date', '1900-01-01', null],
  ['no_default_date', '01/01/1900', null],
  ['no_default_date', '1901-05-05', '1901-05-05'],
  ['no_default_date', 'not a date', 'not a date'],
  ['date_dmy', '03/04/2026', '2026-04-03'],
  ['date_mdy', '03/04/2026', '2026-03-04'],
  ['date_mdy', '31/01/2026', '2026-01-31'],
  ['date_mdy', '2026-01-31', '2026-01-31'],
  ['phone', '+86 138-0013-8000', '13800138000'],
  ['phone', '0951-6012345 转 12', '9516012345'],
  ['phone', '(555) 123-4567 ext 9', '5551234567'],
  ['phone', '123', null],
  ['email', 'Bob <Bob@X.org>', 'bob@x.org'],
  ['email', 'none', null],
];

it.each(EXAMPLES)('%s makes %j %j', async (name, value, expected) => {
  const sql = castColumn('text', CLEANING_STEPS[name]!.sql('value'));
  expect(await engine.rows(`SELECT ${sql} AS v FROM (VALUES (${sqlText(value)})) t(value)`)).toEqual([
    { v: expected },
  ]);
});

it('every step has an example and leaves what is missing missing', async () => {
  expect(Object.keys(CLEANING_STEPS).filter((name) => !EXAMPLES.some(([step]) => step === name))).toEqual([]);
  for (const { sql } of Object.values(CLEANING_STEPS))
    expect(await engine.rows(`SELECT ${sql('CAST(NULL AS VARCHAR)')} AS v`)).toEqual([{ v: null }]);
});
