import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { edited, refusal } from './catalogue-refusal.ts';
import { compileCatalogue, loadCatalogue, ruleObjects } from './load-catalogue.ts';
import { readCondition, returnsCause } from './risk-condition.ts';

const FILE = 'risk-rules.yaml';
const text = readFileSync(join(import.meta.dirname, FILE), 'utf8');

/** Line of the piece in the shipped file. */
const lineOf = (piece: string) => text.slice(0, text.indexOf(piece)).split('\n').length;

describe('a risk rule is refused', () => {
  test.each([
    [
      'without a condition',
      '      condition: |\n        SELECT\n          person_id AS subject_key,',
      '      note: |\n        SELECT\n          person_id AS subject_key,',
      'rule_risk.rows.4',
      /condition/,
    ],
    [
      'with a cause that nobody knows',
      '      cause: CUSTODY',
      '      cause: PRISON',
      'rule_risk.rows.5.cause',
      /rule_risk_cause 里没有 PRISON/,
    ],
    [
      'that reads more than it says',
      '      reads: paid_period, person, division, rule_risk_parameter\n',
      '      reads: paid_period, person, division\n',
      'rule_risk.rows.20.reads',
      /条件读取了 rule_risk_parameter/,
    ],
    [
      'that says more than it reads',
      '      reads: paid_period, person, division, rule_risk_parameter\n',
      '      reads: paid_period, person, division, family, rule_risk_parameter\n',
      'rule_risk.rows.20.reads',
      /reads 里的 family 条件并没有读取/,
    ],
    [
      'that reads who people are',
      '        FROM paid_period\n        WHERE is_delivered',
      '        FROM person_identity\n        WHERE is_delivered',
      'rule_risk.rows.4.reads',
      /身份信息表 person_identity/,
    ],
    [
      'that reads a standard table',
      '        FROM paid_period\n        WHERE is_delivered',
      '        FROM standard_card_payment\n        WHERE is_delivered',
      'rule_risk.rows.4.reads',
      /身份信息表 standard_card_payment/,
    ],
    [
      'that is no SELECT',
      '        SELECT\n          person_id AS subject_key,\n          programme,\n          from_month,\n          to_month,\n          coalesce(regular_fen',
      '        DELETE FROM paid_period\n        SELECT\n          person_id AS subject_key,\n          programme,\n          from_month,\n          to_month,\n          coalesce(regular_fen',
      'rule_risk.rows.4.condition',
      /只能是一条 SELECT/,
    ],
    [
      'that is two statements',
      '          AND regular_lines >= 2',
      '          AND regular_lines >= 2;\n        SELECT 1',
      'rule_risk.rows.4.condition',
      /不能有分号/,
    ],
    [
      'that reads a file',
      '        FROM paid_period\n        WHERE is_delivered',
      "        FROM read_parquet('people.parquet')\n        WHERE is_delivered",
      'rule_risk.rows.4.condition',
      /不能用函数 read_parquet 代替表/,
    ],
    [
      'with a parameter of no rule',
      '{ rule: R11, parameter: months_before_award',
      '{ rule: R99, parameter: months_before_award',
      'rule_risk_parameter.rows.0.rule',
      /rule_risk 里没有 R99/,
    ],
    [
      'with a parameter that it does not read',
      '{ rule: R11, parameter: months_before_award',
      '{ rule: R11, parameter: months_before',
      'rule_risk_parameter.rows.0.parameter',
      /没有用到参数 months_before/,
    ],
    [
      'with a make-up workday that is no day',
      undefined,
      undefined,
      'rule_workday.rows.0.day',
      /不是日历上的日期/,
    ],
  ])('%s', (_what, piece, replacement, field, reason) => {
    const files =
      piece === undefined
        ? edited('workdays.yaml', 'day: 2025-01-01', 'day: 2025-02-30')
        : edited(FILE, piece, replacement!);
    const { message, error } = refusal(files);
    const defects = (error.cause as AggregateError).errors as {
      params: { field: string; line: number; file: string };
    }[];
    expect(message).toMatch(reason);
    const [first] = defects.filter(({ params }) => params.field.startsWith(field));
    expect(first?.params.line).toBeGreaterThan(0);
    expect(first?.params.file).toMatch(/(risk-rules|workdays)\.yaml$/);
  });

  test('with the very line', () => {
    const { error } = refusal(edited(FILE, '      cause: CUSTODY', '      cause: PRISON'));
    expect(error.params).toMatchObject({ line: lineOf('      cause: CUSTODY') });
  });
});

describe('what a condition reads', () => {
  test('is told from what it makes itself, from functions and from comments', () => {
    const reading = readCondition(`
      WITH
      -- FROM nobody
      own AS (SELECT extract(year FROM birth_date) AS y FROM person, household AS h),
      more AS (SELECT * FROM own WHERE a IS DISTINCT FROM b AND t = 'FROM nowhere')
      SELECT unnest([1]) FROM (SELECT * FROM more JOIN LATERAL (SELECT 1 FROM fact_tax_wage) AS w ON TRUE) AS x
      LEFT JOIN "rule_risk_parameter" AS p ON p.parameter = 'years', unnest([1, 2]) AS u(n)`);
    expect(reading).toEqual({
      tables: ['fact_tax_wage', 'household', 'person', 'rule_risk_parameter'],
      parameters: ['years'],
      fault: undefined,
    });
  });

  test.each([
    ["SELECT * FROM 'people.parquet'", /应为|表名/],
    ['SELECT * FROM lake.person', /不能带库名/],
    ['SELECT * FROM a, glob(x)', /不能用函数 glob/],
    ['COPY person TO x', /只能是一条 SELECT/],
  ])('%s is refused', (sql, fault) => {
    expect(readCondition(sql).fault).toMatch(fault);
  });

  test('a cause of its own is seen', () => {
    expect(returnsCause('SELECT a AS cause FROM b')).toBe(true);
    expect(returnsCause("SELECT 'x AS cause' AS a -- AS cause")).toBe(false);
  });
});

describe('the shipped rules', () => {
  const tables = compileCatalogue(loadCatalogue(), '2026-10-31');

  test('are the thirty, the four patterns and the stop elsewhere', () => {
    const codes = ruleObjects(tables, 'rule_risk').map(({ rule }) => rule);
    const thirty = Array.from({ length: 30 }, (_, i) => `R${String(i + 1).padStart(2, '0')}`);
    expect(codes).toEqual([...thirty, 'V1', 'V2', 'V3', 'V4', 'M01']);
  });

  test('have their grades of the handbook', () => {
    const grades = new Map(ruleObjects(tables, 'rule_risk').map(({ rule, grade }) => [rule, grade]));
    const medium = ['R08', 'R12', 'R16', 'R18', 'R21', 'R22', 'R23', 'R24', 'R25', 'R26', 'R28', 'R30'];
    const thirty = [...grades].filter(([rule]) => String(rule).startsWith('R'));
    expect(thirty.filter(([, grade]) => grade === 'M').map(([rule]) => rule)).toEqual(medium);
    expect(thirty.filter(([, grade]) => grade === 'H')).toHaveLength(18);
  });

  test('know the make-up workdays of the year as days at the weekend, and the holidays as none', () => {
    for (const { day, is_workday } of ruleObjects(tables, 'rule_workday')) {
      const weekday = new Date(`${String(day)}T00:00:00Z`).getUTCDay();
      if (is_workday) expect([String(day), weekday === 0 || weekday === 6]).toEqual([String(day), true]);
    }
  });

  test('write no threshold into their conditions', () => {
    for (const { rule, condition } of ruleObjects(tables, 'rule_risk')) {
      const code = String(condition)
        .replaceAll(/--.*$/gm, '')
        .replaceAll(/'[^']*'/g, '');
      const numbers = [...code.matchAll(/\b\d+\b/g)].map(([number]) => Number(number));
      // Months of a year, percent, rows of evidence, a date's first seven letters, twice, and hours of a day.
      const plain = new Set([0, 1, 2, 6, 7, 8, 11, 12, 38, 100]);
      expect([rule, numbers.filter((number) => !plain.has(number))]).toEqual([rule, []]);
    }
  });
});
