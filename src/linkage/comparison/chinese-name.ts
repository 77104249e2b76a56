import type { ColumnSql, ComparisonKind } from './comparison-kind.ts';

/** Surnames of two characters, as their variants' representatives write them. */
const compoundSurnames =
  `欧阳 司马 上官 诸葛 皇甫 东方 慕容 令狐 司徒 司空 端木 夏侯 公孙 轩辕 宇文 长孙 鲜于 闻人 申屠 太史
  公冶 宗政 濮阳 淳于 单于 尉迟 万俟 赫连 澹台 呼延 独孤 南宫 西门 东郭 百里 钟离 第五 拓跋 公羊 闾丘 左丘`
    .split(/\s+/)
    .map((surname) => `'${surname}'`)
    .join(', ');

/**
 * A Chinese personal name. Needs the tables name_variant(character, representative), name_reading(character,
 * reading) and surname_reading(surname, reading) on the engine.
 */
export const CHINESE_NAME: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'chinese_name',
  accepts: [['text']],
  options: {},
  derive: () =>
    Object.freeze({
      columns: ['written', 'variant', 'reading', 'dialect', 'surname', 'given_sorted', 'last'],
      query: keysOfNames,
    }),
  plausible(spec, left, right) {
    const name = parts(spec.columns[0]!, left, right);
    return [
      name.same('surname'),
      name.same('dialect'),
      name.same('reading'),
      // One slip in three characters leaves the surname or the last one.
      `CASE WHEN ${name.same('last')} AND abs(length(${name.l('variant')}) - length(${name.r('variant')})) <= 1 AND greatest(length(${name.l('variant')}), length(${name.r('variant')})) >= 3 THEN linkage_levenshtein(${name.l('variant')}, ${name.r('variant')}) <= 1 ELSE FALSE END`,
      `starts_with(${name.l('variant')}, ${name.r('variant')})`,
      `starts_with(${name.r('variant')}, ${name.l('variant')})`,
      lostCharacter(name.l('written'), name.r('written')),
    ].join(' OR ');
  },
  levels(spec, left, right) {
    const column = spec.columns[0]!;
    const { l, r, same } = parts(column, left, right);
    const [a, b] = [l('variant'), r('variant')];
    const oneEdit = `linkage_levenshtein(${a}, ${b}) = 1`;
    const longer = `greatest(length(${a}), length(${b}))`;
    return [
      {
        code: 'exact',
        label: 'equal',
        when: `${left(column)} = ${right(column)} OR ${same('written')}`,
        agreedColumn: l('written'),
      },
      {
        code: 'variant',
        label: 'variant characters, a separator or a lost character',
        when: `${same('variant')} OR ${lostCharacter(l('written'), r('written'))}`,
        agreedColumn: a,
      },
      {
        code: 'homophone',
        label: 'same reading without tones',
        when: same('reading'),
        agreedColumn: l('reading'),
      },
      {
        code: 'near_homophone',
        label: 'readings that dialects confuse, or the characters in other order',
        when: `${same('dialect')} OR (${same('surname')} AND ${same('given_sorted')})`,
      },
      {
        code: 'one_character',
        label: 'same surname, one character of the given name differs or is missing',
        when: `CASE WHEN ${same('surname')} AND ${longer} - length(${l('surname')}) >= 2 THEN ${oneEdit} ELSE FALSE END`,
      },
      {
        code: 'two_of_three',
        label: 'two of three characters, or one contained in the other',
        when: `CASE WHEN ${longer} < 3 THEN FALSE WHEN length(${a}) = length(${b}) THEN ${oneEdit} ELSE least(length(${a}), length(${b})) >= 2 AND (starts_with(${a}, ${b}) OR starts_with(${b}, ${a})) END`,
      },
    ];
  },
});

function parts(column: string, left: ColumnSql, right: ColumnSql) {
  const l = (part: string) => left(`${column}__${part}`);
  const r = (part: string) => right(`${column}__${part}`);
  return { l, r, same: (part: string) => `${l(part)} = ${r(part)}` };
}

/** `?` in a name stands for one character that a system lost. */
function lostCharacter(a: string, b: string): string {
  const fits = (pattern: string, name: string) =>
    `(contains(${pattern}, '?') AND ${name} LIKE replace(${pattern}, '?', '_'))`;
  return `${fits(a, b)} OR ${fits(b, a)}`;
}

/** Each character once, with its representative and reading; then the surname by its own reading. */
function keysOfNames(values: string): string {
  return `
    WITH written_name AS (
      SELECT
        value,
        linkage_written_name(value) AS written
      FROM ${values}
    ),
    written_character AS (
      SELECT
        value,
        unnest(string_split(regexp_replace(written, '[· ]', '', 'g'), '')) AS character,
        generate_subscripts(string_split(regexp_replace(written, '[· ]', '', 'g'), ''), 1) AS position
      FROM written_name
    ),
    spelling AS (
      SELECT
        c.value,
        list(coalesce(v.representative, c.character) ORDER BY c.position) AS characters,
        list(coalesce(r.reading, lower(coalesce(v.representative, c.character))) ORDER BY c.position) AS readings
      FROM written_character c
      LEFT JOIN name_variant v ON v.character = c.character
      LEFT JOIN name_reading r ON r.character = coalesce(v.representative, c.character)
      GROUP BY c.value
    ),
    surname AS (
      SELECT
        s.value,
        s.characters,
        s.readings,
        coalesce(two.reading, one.reading) AS own_reading,
        CASE WHEN two.reading IS NOT NULL THEN 2 WHEN one.reading IS NOT NULL THEN 1 ELSE 0 END AS own_length,
        CASE
          WHEN len(s.characters) > 2
            AND (two.reading IS NOT NULL OR s.characters[1] || s.characters[2] IN (${compoundSurnames}))
            THEN 2
          ELSE 1
        END AS length
      FROM spelling s
      LEFT JOIN surname_reading two
        ON len(s.characters) > 2 AND two.surname = s.characters[1] || s.characters[2]
      LEFT JOIN surname_reading one
        ON len(s.characters) > 1 AND one.surname = s.characters[1]
    ),
    reading AS (
      SELECT
        value,
        characters,
        length,
        concat_ws(' ', own_reading, nullif(array_to_string(readings[own_length + 1:], ' '), '')) AS reading
      FROM surname
    )
    SELECT
      w.value,
      w.written,
      coalesce(array_to_string(r.characters, ''), w.written) AS variant,
      coalesce(r.reading, w.written) AS reading,
      linkage_dialect(coalesce(r.reading, w.written)) AS dialect,
      right(coalesce(array_to_string(r.characters, ''), w.written), 1) AS last,
      CASE WHEN len(r.characters) > r.length THEN array_to_string(r.characters[:r.length], '') END AS surname,
      CASE
        WHEN len(r.characters) > r.length + 1
          THEN array_to_string(list_sort(r.characters[r.length + 1:]), '')
      END AS given_sorted
    FROM written_name w
    LEFT JOIN reading r USING (value)`;
}
