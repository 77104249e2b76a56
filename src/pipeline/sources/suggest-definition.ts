import { stringify } from 'yaml';
import type { SourceColumnType, SourceDefinition } from '#catalogue/load-catalogue.ts';
import { parseDate } from '#domain/calendar-date.ts';
import { parseCreditCode } from '#domain/credit-code.ts';
import { parseDivisionCode } from '#domain/division-code.ts';
import { parseEthnicGroup } from '#domain/ethnic-group.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import { parseYuan } from '#domain/money.ts';
import { parseMonth } from '#domain/month.ts';
import { normaliseName } from '#domain/person-name.ts';
import { parsePhone } from '#domain/phone.ts';
import { headerWord } from './header-word.ts';

/** A value that a type reads, and the share of sampled values that must be such. */
const TYPE_SHARE = 0.8;

/** Types that values show by themselves, the strictest first. */
const TYPE_TESTS: readonly (readonly [SourceColumnType, (value: string) => boolean])[] = [
  ['uscc', (value) => parseCreditCode(value).normalised !== null],
  ['id_no', (value) => value.length >= 15 && parseIdentityNumber(value).normalised !== null],
  ['mobile', (value) => parsePhone(value).kind === 'MOBILE'],
  ['date', (value) => parseDate(value).date !== null],
  ['time', (value) => /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value)],
  ['month', (value) => parseMonth(value).month !== null],
  ['grid', (value) => value.length === 15 && parseDivisionCode(value) !== null],
  ['division', (value) => [6, 9, 12].includes(value.length) && parseDivisionCode(value) !== null],
  ['ethnicity', (value) => /\p{Script=Han}/u.test(value) && parseEthnicGroup(value) !== null],
  ['bool', (value) => ['是', '否'].includes(value)],
];

/** Types that need the header word as well: their values could be anything. */
const WORD_TESTS: readonly (readonly [SourceColumnType, RegExp, (value: string) => boolean])[] = [
  [
    'name',
    /姓名|名字|人$|者$|员$/,
    (value) => normaliseName(value).issue === null && [...value].length <= 30,
  ],
  ['amount', /金额|元|收入|工资|补贴|基数|余额|费$/, (value) => parseYuan(value).amountFen !== null],
  ['address', /地址|住址|住所|场所/, () => true],
  ['integer', /数$|次|年龄|年限|月数|天数|面积|年度/, (value) => /^\d{1,9}$/.test(value)],
];

/** Words under such headers are codes, never personal. */
const CODE_HEADER = /类型|类别|性别|状态|方式|等级|级别|性质|种类|原因|关系|学历|是否|标志/;
const MOST_CODES = 12;
const KEY_HEADER = /编号|流水号|证号|序号|号码|代码|户号|id$/;

/**
 * A source definition guessed from header words and some values, as YAML to be corrected and saved as
 * `catalogue/sources/<source>.yaml`. Columns whose words are known from other sources keep name and type.
 * Of the values only words under code headers are shown, never names or numbers.
 * @param samples rows in the order of `words`
 */
export function suggestDefinition(
  words: readonly (readonly string[])[],
  samples: readonly (readonly string[])[],
  sources: readonly SourceDefinition[],
  title: string,
): string {
  const known = knownColumns(sources);
  const columns = new Map<string, Record<string, unknown>>();
  let key: string | undefined;
  for (const [place, candidates] of words.entries()) {
    const header = candidates.find((word) => word !== '');
    if (header === undefined) continue;
    const values = samples.map((row) => row[place] ?? '').filter((value) => value !== '');
    const seen = known.get(headerWord(header));
    const type = seen?.type ?? guessType(header, values);
    const wanted = seen?.column ?? (type === 'id_no' || type === 'name' ? type : undefined);
    const column = wanted !== undefined && !columns.has(wanted) ? wanted : `column_${place + 1}`;
    const isKey = key === undefined && KEY_HEADER.test(header) && type === 'text' && isUnique(values);
    if (isKey) key = column;
    columns.set(column, {
      type,
      aliases: [...new Set(candidates.filter((word) => word !== ''))].slice(0, 1),
      ...(isKey ? { required: true } : {}),
      ...(type === 'code' ? { codes: Object.fromEntries(distinct(values).map((word) => [word, word])) } : {}),
    });
  }
  if (key === undefined) {
    const [first] = columns;
    if (first !== undefined) {
      key = first[0];
      first[1].required = true;
    }
  }
  const isPerson = columns.has('id_no') && columns.has('name');
  const definition = {
    name: title,
    department: 'HRSS',
    subject: isPerson ? 'person' : 'unit',
    trust: 50,
    mode: 'full',
    key: [key],
    max_age_days: 40,
    columns: Object.fromEntries(columns),
  };
  return [
    '# 建议的来源定义：请核对部门（department）、主键（key）、各列类型与代码，改好列名后存为',
    '# 数据目录的 catalogue/sources/<来源代码>.yaml，再重新导入该文件。',
    stringify(definition, { lineWidth: 0 }),
  ].join('\n');
}

function knownColumns(sources: readonly SourceDefinition[]) {
  const known = new Map<string, { column: string; type: SourceColumnType }>();
  for (const { columns } of sources) {
    for (const { column, type, aliases } of columns) {
      // the codes of another source would be a wrong guess
      if (type === 'code') continue;
      for (const alias of aliases)
        if (!known.has(headerWord(alias))) known.set(headerWord(alias), { column, type });
    }
  }
  return known;
}

function guessType(header: string, values: readonly string[]): SourceColumnType {
  const passes = (test: (value: string) => boolean) =>
    values.length > 0 && values.filter(test).length >= values.length * TYPE_SHARE;
  const byWord = WORD_TESTS.find(([, word, test]) => word.test(header) && passes(test));
  if (byWord !== undefined && byWord[0] === 'name') return 'name';
  const byValue = TYPE_TESTS.find(([, test]) => passes(test));
  if (byValue !== undefined) return byValue[0];
  if (CODE_HEADER.test(header) && values.length > 0 && distinct(values).length <= MOST_CODES) return 'code';
  return byWord?.[0] ?? 'text';
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function isUnique(values: readonly string[]): boolean {
  return values.length > 0 && new Set(values).size === values.length;
}
