import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDate } from '#domain/calendar-date.ts';
import { citizenCheckCharacter } from '#domain/citizen-number.ts';
import { CREDIT_CODE_ALPHABET, creditCodeCheckCharacter, parseCreditCode } from '#domain/credit-code.ts';
import { parseDivisionCode } from '#domain/division-code.ts';
import { ETHNIC_GROUPS, parseEthnicGroup } from '#domain/ethnic-group.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import { BLANK_WORDS, foldNumberText } from '#domain/identity-text.ts';
import { parseYuan } from '#domain/money.ts';
import { parseMonth } from '#domain/month.ts';
import { normaliseName } from '#domain/person-name.ts';
import { parsePhone } from '#domain/phone.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, type EngineRow, sqlName, sqlText } from '#engine/engine.ts';
import { columnSql, rawName } from './column-sql.ts';
import { STANDARDISE_PRELUDE } from './standardise-all.ts';

/** The SQL of the column types must mean what the functions of the domain mean, on thousands of raw texts. */

const TEXTS = 4000;
const LAST_BIRTH = '2026-11-30';

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckdb({ prelude: STANDARDISE_PRELUDE });
});
afterAll(() => engine.close());

/** What SQL makes of texts as a column of a type; with the outputs comes `issue`. */
async function readInSql(
  type: Parameters<typeof columnSql>[0]['type'],
  texts: readonly string[],
  codes?: Readonly<Record<string, string>>,
): Promise<readonly EngineRow[]> {
  const sql = columnSql(
    { column: 'c', type, aliases: ['c'], required: false, ...(codes ? { codes } : {}) },
    `DATE ${sqlText(LAST_BIRTH)}`,
  );
  const values = texts.map((text, i) => `(${i}, ${text === '' ? 'NULL' : sqlText(text)})`).join(', ');
  let query = `SELECT * FROM (VALUES ${values}) AS given(place, ${rawName('c')})`;
  for (const [name, step] of sql.steps) query = `SELECT *, ${step} AS ${name} FROM (${query})`;
  const outputs = sql.outputs.map(([name, type, output]) => `CAST(${output} AS ${type}) AS ${sqlName(name)}`);
  return await engine.rows(
    `SELECT ${outputs.join(', ')}, ${sql.issue} AS issue FROM (${query}) ORDER BY place`,
  );
}

/** Texts of a generator, the same at every call. */
function sample(texts: fc.Arbitrary<string>, seed = 7): string[] {
  // NUL ends a record long before; a lone surrogate is no text
  const clean = (text: string) => text.replaceAll('\0', '').toWellFormed();
  return [...new Set(fc.sample(texts, { seed, numRuns: TEXTS }).map(clean))];
}

/** Ways in which a typed text goes wrong: hidden characters, widths, cases, losses, doublings. */
function mistyped(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const noise = fc.constantFrom(
    ' ',
    '\u3000',
    '\u00a0',
    '\u200b',
    '\ufeff',
    "'",
    '"',
    '’',
    '‘',
    '\u00ad',
    '\t',
    '-',
    '.0',
    '.00',
    'x',
    'Х',
    '×',
    'O',
    'o',
    '０',
    '？',
    '?',
    '·',
    '.',
    '•',
    '・',
  );
  const wide = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  return fc.oneof(
    { weight: 3, arbitrary: texts },
    {
      weight: 3,
      arbitrary: fc.tuple(texts, noise, fc.nat(20)).map(([t, n, at]) => t.slice(0, at) + n + t.slice(at)),
    },
    { weight: 1, arbitrary: texts.map(wide) },
    { weight: 1, arbitrary: texts.map((text) => text.toLowerCase()) },
    { weight: 1, arbitrary: fc.tuple(texts, fc.nat(17)).map(([t, at]) => t.slice(0, at) + t.slice(at + 1)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(texts, fc.nat(17))
        .map(([t, at]) => t.slice(0, at) + t.slice(at, at + 1) + t.slice(at)),
    },
    { weight: 1, arbitrary: fc.constantFrom(...BLANK_WORDS, 'null', 'n/a', '０', '無') },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  );
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const oneDigit = (length: number) => fc.nat(9).map((digit) => String(digit).repeat(length));
const day = fc
  .date({ min: new Date('1879-01-01'), max: new Date('2031-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('identity numbers', () => {
  const good = fc
    .tuple(fc.constantFrom('640499', '810000', '830000', '900156', '152801'), day, digits(3))
    .map(([division, born, sequence]) => division + born.replaceAll('-', '') + sequence)
    .map((seventeen) => seventeen + citizenCheckCharacter(seventeen));
  const texts = fc.oneof(
    good,
    good,
    good.map((number) => number.slice(0, 6) + number.slice(8, 17)),
    good.map((number) => `${number.slice(0, 15)}000`),
    good.map((number) => number.slice(0, 16) + ((Number(number[16]) + 1) % 10) + number[17]),
    good.map((number) => `${number[0]}.${number.slice(1, 15)}E+17`),
    fc.tuple(good, digits(8)).map(([number, date]) => number.slice(0, 6) + date + number.slice(14)),
    digits(18),
    digits(8),
    digits(15),
    fc.stringMatching(/^[HM]\d{8}(\d{2})?$/),
    fc.stringMatching(/^[A-Z]{3}[\dO]{12}$/),
    fc.stringMatching(/^\d{10}\(?[A-Z]\)?$/),
    fc.stringMatching(/^\d{12}99[6-9]$/),
    oneDigit(18),
    fc.constantFrom('123456789012345678', 'XXXXXX', '111111', '〇', '6404991965011500.00'),
  );

  it('are read as parseIdentityNumber reads them', async () => {
    const raws = sample(mistyped(texts));
    const rows = await readInSql('id_no', raws);
    const expected = raws.map((raw) => {
      const { normalised, kind, issue } = parseIdentityNumber(raw, { asOf: LAST_BIRTH });
      // the driver drops a byte-order mark before a text that it hands out
      const c_raw = raw === '' ? null : raw.replace(/^\ufeff/, '');
      return { raw, c: normalised, c_raw, c_kind: kind, c_issue: issue, issue };
    });
    expect(rows.map((row, i) => ({ raw: raws[i], ...row }))).toEqual(expected);
    expect(new Set(rows.map(({ issue }) => issue))).toEqual(
      new Set([
        null,
        'BLANK',
        'ROUNDED',
        'PLACEHOLDER',
        'CHARACTERS',
        'LENGTH',
        'CENTENARIAN_15',
        'BIRTH_DATE',
        'CHECK_DIGIT',
      ]),
    );
  });
});

describe('names', () => {
  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'马王李小燕建国𠀀㐂闫萧〇々'), minLength: 1, maxLength: 6 }),
    fc.string({ unit: fc.constantFrom(...'阿不都热合曼买提·.•・ ‧?□*\ue000'), minLength: 1, maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(..."John O'Neil-Šmid é 3"), minLength: 1, maxLength: 120 }),
    fc.constant('长'.repeat(101)),
    fc.constantFrom('不详', '张 三', ' 王', '李\u3000四', '暂无', '··', '? ?', '〇'),
  );

  it('are normalised as normaliseName does', async () => {
    const raws = sample(mistyped(name));
    const rows = await readInSql('name', raws);
    const expected = raws.map((raw) => {
      const { name, issue } = normaliseName(raw);
      return { raw, c: name, c_issue: issue, issue };
    });
    expect(rows.map((row, i) => ({ raw: raws[i], ...row }))).toEqual(expected);
    expect(new Set(rows.map(({ issue }) => issue))).toEqual(
      new Set([null, 'BLANK', 'LOST_CHARACTER', 'CHARACTERS', 'TOO_LONG']),
    );
  });
});

describe('days', () => {
  const parts = fc.tuple(fc.integer({ min: 1890, max: 2040 }), fc.nat(14), fc.nat(33));
  const two = (n: number) => String(n).padStart(2, '0');
  const texts = fc.oneof(
    parts.map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`),
    parts.map(([y, m, d]) => `${y}${two(m)}${two(d)}`),
    parts.map(([y, m, d]) => `${y}/${m}/${d}`),
    parts.map(([y, m, d]) => `${y}.${two(m)}.${d}`),
    parts.map(([y, m, d]) => `${y}年${m}月${d}日`),
    parts.map(([y, m, d]) => `${y}年${m}月${d}`),
    parts.map(([y, m, d]) => `${y}-${m}-${two(d)} 8:05`),
    parts.map(([y, m, d]) => `${y}-${two(m)}-${two(d)}T08:05:09.123`),
    parts.map(([y, m, d]) => `${y}-${m}/${d}`),
    fc.constantFrom('2023-02-30', '31/12/99', '1988年', '不详', '20231301', '2000-02-29', '1900-02-29'),
  );

  it('are read as parseDate reads them', async () => {
    const raws = sample(texts);
    const rows = await readInSql('date', raws);
    expect(rows.map((row, i) => ({ raw: raws[i], ...row }))).toEqual(
      raws.map((raw) => {
        const { date, issue } = parseDate(raw);
        return { raw, c: date, issue: foldNumberText(raw) === '不详' ? 'BLANK' : issue };
      }),
    );
    expect(new Set(rows.map(({ issue }) => issue))).toEqual(new Set([null, 'BLANK', 'FORMAT', 'IMPOSSIBLE']));
  });

  it('may be the day numbers of spreadsheets; open ends and zeros are no day', async () => {
    const rows = await readInSql('date', [
      '46326',
      '46326.75',
      '9999',
      '9999-12-31',
      '00000000',
      '长期',
      '无',
      '',
    ]);
    expect(rows.map(({ c, issue }) => [c, issue])).toEqual([
      ['2026-10-31', null],
      ['2026-10-31', null],
      [null, 'FORMAT'],
      ...Array.from({ length: 5 }, () => [null, 'BLANK']),
    ]);
  });

  it('months are read as parseMonth reads them, and days mean their month', async () => {
    const month = fc.tuple(fc.integer({ min: 1890, max: 2040 }), fc.nat(14));
    const texts = fc.oneof(
      month.map(([y, m]) => `${y}-${two(m)}`),
      month.map(([y, m]) => `${y}${two(m)}`),
      month.map(([y, m]) => `${y}/${m}`),
      month.map(([y, m]) => `${y}.${m}`),
      month.map(([y, m]) => `${y}年${two(m)}月`),
      month.map(([y, m]) => `${y}年${m}`),
      fc.constantFrom('2023', '23-01', 'x'),
    );
    const raws = sample(texts);
    const rows = await readInSql('month', raws);
    expect(rows.map((row, i) => ({ raw: raws[i], ...row }))).toEqual(
      raws.map((raw) => {
        const { month: c, issue } = parseMonth(raw);
        return { raw, c, issue };
      }),
    );
    expect(await readInSql('month', ['2026-10-01', '2026年10月31日', '2026-10-32', '999912'])).toEqual([
      { c: '2026-10', issue: null },
      { c: '2026-10', issue: null },
      { c: null, issue: 'IMPOSSIBLE' },
      { c: null, issue: 'BLANK' },
    ]);
  });
});

describe('numbers', () => {
  it('amounts are read as parseYuan reads them', async () => {
    const yuan = fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String);
    const grouped = yuan.map((digits) => digits.replace(/\B(?=(\d{3})+$)/g, ','));
    const texts = fc
      .tuple(
        fc.constantFrom('', '', '-', '¥', '￥', '-￥', '+'),
        fc.oneof(yuan, fc.nat(100_000).map(String), grouped),
        fc.constantFrom('', '.', '.5', '.50', '.05', '.500', '.505', '.00001', '.123'),
        fc.constantFrom('', '', '元', '万元'),
      )
      .map((parts) => parts.join(''));
    const raws = sample(mistyped(texts));
    const rows = await readInSql('amount', raws);
    expect(rows.map((row, i) => ({ raw: raws[i], ...row }))).toEqual(
      raws.map((raw) => {
        const { amountFen, issue } = parseYuan(raw);
        return { raw, c: amountFen, issue };
      }),
    );
    expect(new Set(rows.map(({ issue }) => issue))).toEqual(
      new Set([null, 'BLANK', 'FORMAT', 'PRECISION', 'RANGE']),
    );
  });

  it('whole numbers may carry commas, a sign and .0', async () => {
    const rows = await readInSql('integer', ['12', '1,234', '-5', '12.0', '１２', '1.5', '约3', '不详', '']);
    expect(rows.map(({ c, issue }) => [c, issue])).toEqual([
      [12, null],
      [1234, null],
      [-5, null],
      [12, null],
      [12, null],
      [null, 'FORMAT'],
      [null, 'FORMAT'],
      [null, 'BLANK'],
      [null, 'BLANK'],
    ]);
  });

  it('telephone numbers are read as parsePhone reads them', async () => {
    const mobile = fc.stringMatching(/^1[3-9]\d{9}$/);
    const texts = fc.oneof(
      mobile,
      fc.tuple(fc.constantFrom('+86', '0086', '86', '+86 ', '(+86)'), mobile).map((parts) => parts.join('')),
      mobile.map((m) => `${m.slice(0, 3)}-${m.slice(3, 7)} ${m.slice(7)}`),
      mobile.map((m) => `${m}.0`),
      fc.stringMatching(/^0(10|2\d|95[14]|473)-?\d{7,8}$/),
      oneDigit(8).map((end) => `138${end}`),
      oneDigit(7),
      digits(11),
    );
    const raws = sample(mistyped(texts));
    const rows = await readInSql('mobile', raws);
    expect(rows.map((row, i) => ({ raw: raws[i], ...row }))).toEqual(
      raws.map((raw) => {
        const { normalised: c, issue } = parsePhone(raw);
        return { raw, c, issue };
      }),
    );
    expect(new Set(rows.map(({ issue }) => issue))).toEqual(
      new Set([null, 'BLANK', 'PLACEHOLDER', 'FORMAT']),
    );
  });
});

describe('codes', () => {
  it('credit codes are read as parseCreditCode reads them', async () => {
    const seventeen = fc
      .tuple(
        fc.constantFrom('91', '92', '93', '12'),
        digits(6),
        fc.string({ unit: fc.constantFrom(...CREDIT_CODE_ALPHABET), minLength: 9, maxLength: 9 }),
      )
      .map((parts) => parts.join(''));
    const good = seventeen.map((code) => code + creditCodeCheckCharacter(code));
    const texts = fc.oneof(
      good,
      good,
      seventeen.map((code) => `${code}A`),
      good.map((code) => code.replaceAll('0', 'O').replaceAll('1', 'I')),
      good.map((code) => code.replace(/[A-Z]/, 'Z')),
      oneDigit(18),
    );
    const raws = sample(mistyped(texts));
    const rows = await readInSql('uscc', raws);
    expect(rows.map((row, i) => ({ raw: raws[i], ...row }))).toEqual(
      raws.map((raw) => {
        const { normalised: c, issue } = parseCreditCode(raw);
        return { raw, c, issue };
      }),
    );
    expect(new Set(rows.map(({ issue }) => issue))).toEqual(
      new Set([null, 'BLANK', 'PLACEHOLDER', 'LENGTH', 'CHARACTERS', 'CHECK_CHARACTER']),
    );
  });

  it('divisions and grids are those of parseDivisionCode with their digits', async () => {
    const group = (size: number) =>
      fc.oneof(
        { weight: 1, arbitrary: fc.constant('0'.repeat(size)) },
        { weight: 3, arbitrary: digits(size) },
      );
    const texts = fc
      .tuple(group(2), group(2), group(2), group(3), group(3), group(3), fc.constantFrom(4, 6, 7, 9, 12, 15))
      .map(([...parts]) => parts.slice(0, 6).join('').slice(0, Number(parts[6])));
    const raws = sample(texts);
    const division = await readInSql('division', raws);
    expect(division.map(({ c }, i) => [raws[i], c])).toEqual(
      raws.map((raw) => [raw, [6, 9, 12].includes(raw.length) && parseDivisionCode(raw) ? raw : null]),
    );
    const grid = await readInSql('grid', raws);
    expect(grid.map(({ c }, i) => [raws[i], c])).toEqual(
      raws.map((raw) => {
        const place = raw.length === 15 ? parseDivisionCode(raw) : null;
        return [raw, place?.level === 'GRID' && raw.slice(2, 4) !== '00' ? raw : null];
      }),
    );
    expect(division.filter(({ c }) => c !== null).length).toBeGreaterThan(100);
    expect(grid.filter(({ c }) => c !== null).length).toBeGreaterThan(50);
  });

  it('ethnic groups are known by name, short name and code', async () => {
    const raws = [...ETHNIC_GROUPS].flatMap(([code, name]) => [
      name,
      name.replace(/族$/, ''),
      code,
      String(Number(code)),
    ]);
    const rows = await readInSql('ethnicity', [...raws, '火星族', '57', '不详']);
    expect(rows.map(({ c }) => c)).toEqual([...raws.map(parseEthnicGroup), null, null, null]);
    expect(rows.slice(-3).map(({ issue }) => issue)).toEqual(['CODE_UNKNOWN', 'CODE_UNKNOWN', 'BLANK']);
  });

  it('words become their codes, whatever their width, case and spaces; codes may come as they are', async () => {
    const codes = { 男: '1', 女: '2', M60: 'M60', 无: 'NONE' };
    const rows = await readInSql(
      'code',
      ['男', ' 女', 'm60', 'Ｍ６０', '无', 'none', '1', '待核实', '-', ''],
      codes,
    );
    expect(rows.map(({ c, issue }) => c ?? issue)).toEqual([
      '1',
      '2',
      'M60',
      'M60',
      'NONE',
      'NONE',
      '1',
      'CODE_UNKNOWN',
      'BLANK',
      'BLANK',
    ]);
  });

  it('truth has many words', async () => {
    const rows = await readInSql('bool', [
      '是',
      '否',
      'Y',
      'n',
      'TRUE',
      'false',
      '1',
      '0',
      '√',
      '无',
      '也许',
      '',
    ]);
    expect(rows.map(({ c, issue }) => c ?? issue)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      'FORMAT',
      'BLANK',
    ]);
  });
});

describe('text', () => {
  it('loses what cannot be seen and the words for nothing, and keeps the rest', async () => {
    const rows = await readInSql('text', [
      '新华路  1号',
      '新华路\u30001号\u200b',
      'NULL',
      '-',
      'a-b',
      '\u3000',
      '',
    ]);
    expect(rows.map(({ c, issue }) => c ?? issue)).toEqual([
      '新华路 1号',
      '新华路 1号',
      'BLANK',
      'BLANK',
      'a-b',
      'BLANK',
      'BLANK',
    ]);
  });
});

describe('the class of a value', () => {
  it('shows its shape and nothing of what it says', async () => {
    const [row] = await engine.rows(
      "SELECT value_class('张三·Ａb 13812345678, 新华路12345678901234567890') AS c",
    );
    expect(row!.c).toBe('汉汉·AA 99999999999, 汉汉汉99');
  });
});
