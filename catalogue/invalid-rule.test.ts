import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { edited, refusal } from './catalogue-refusal.ts';
import { loadCatalogue } from './load-catalogue.ts';

const shippedText = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');

describe('a rule file is refused', () => {
  const at = (file: string, piece: string) =>
    shippedText(file).slice(0, shippedText(file).indexOf(piece)).split('\n').length;

  test.each([
    [
      'a column nobody reads',
      'coverage.yaml',
      'warn_months: 1,',
      'warning: 1,',
      'rule_coverage_threshold.rows.0.warning',
      /没有这样的项/,
    ],
    [
      'a threshold that is no number',
      'coverage.yaml',
      'interrupted_months: 3',
      'interrupted_months: 三',
      'rule_coverage_threshold.rows.0.interrupted_months',
      /应为整数/,
    ],
    [
      'thresholds out of order',
      'coverage.yaml',
      'warn_months: 1, interrupted_months: 3',
      'warn_months: 4, interrupted_months: 3',
      'rule_coverage_threshold.rows.0.warn_months',
      /预警月数不能大于断保月数/,
    ],
    [
      'an unknown scheme',
      'coverage.yaml',
      '- { scheme: EMP_PENSION',
      '- { scheme: EMP_PENSIONS',
      'rule_coverage_threshold.rows.0.scheme',
      /rule_scheme 里没有 EMP_PENSIONS/,
    ],
    [
      'an unknown parameter',
      'coverage.yaml',
      'parameter: adult_age_years',
      'parameter: adult_years',
      'rule_coverage.rows.0.parameter',
      /只能是.*adult_age_years/,
    ],
    [
      'a parameter outside its limits',
      'coverage.yaml',
      'value: 16',
      'value: 61',
      'rule_coverage.rows.0.value',
      /不得大于 30/,
    ],
    [
      'a day that is no day of the year',
      'coverage.yaml',
      'value: 12-31',
      'value: 31-12',
      'rule_coverage.rows.3.value',
      /写法不对/,
    ],
    [
      'a gap between grades',
      'coverage.yaml',
      'from_months: 12',
      'from_months: 13',
      'rule_coverage_grade.rows.1.from_months',
      /应从 12 开始/,
    ],
    [
      'overlapping grades',
      'coverage.yaml',
      'from_months: 12',
      'from_months: 11',
      'rule_coverage_grade.rows.1.from_months',
      /应从 12 开始/,
    ],
    [
      'years after the last range',
      'retirement.yaml',
      'from_year: 2039, to_year: 9999',
      'from_year: 2039, to_year: 2100',
      'rule_retirement_minimum.rows.11.to_year',
      /应到 9999 为止/,
    ],
    [
      'two default denominators',
      'coverage.yaml',
      'registered: true, is_default: false',
      'registered: true, is_default: true',
      'rule_denominator.rows.1.is_default',
      /有且只有一行为 true/,
    ],
    [
      'an unknown source',
      'coverage.yaml',
      'source: hrss_benefit',
      'source: hrss_benefits',
      'rule_state_meaning.rows.10.source',
      /没有来源 hrss_benefits/,
    ],
    [
      'a code the source does not know',
      'coverage.yaml',
      'code: PAYING',
      'code: PAID',
      'rule_state_meaning.rows.10.code',
      /没有代码 PAID/,
    ],
    [
      'a column the source does not have',
      'coverage.yaml',
      'column_name: benefit_state',
      'column_name: state',
      'rule_state_meaning.rows.10.column_name',
      /没有列 state/,
    ],
    [
      'a column for any code',
      'coverage.yaml',
      'code: PAYING',
      'code: "*"',
      'rule_state_meaning.rows.10.code',
      /要么都是/,
    ],
    [
      'a base month that is none',
      'retirement.yaml',
      'base_month: 1965-01',
      'base_month: 1965-13',
      'rule_retirement.rows.0.base_month',
      /写法不对/,
    ],
    [
      'two versions on one day',
      'retirement.yaml',
      'valid_to: 2024-12-31',
      'valid_to: 2025-06-30',
      'rule_retirement.rows.3.valid_from',
      /规则 M60 的有效期与另一版本（1978-06-02 至 2025-06-30）重叠/,
    ],
    [
      'an end before the beginning',
      'retirement.yaml',
      'valid_to: 2024-12-31',
      'valid_to: 1977-12-31',
      'rule_retirement.rows.0.valid_to',
      /早于生效日期/,
    ],
    [
      'a date that is none',
      'retirement.yaml',
      'valid_to: 2024-12-31',
      'valid_to: 2024-02-30',
      'rule_retirement.rows.0.valid_to',
      /不是日历上的日期/,
    ],
    [
      'a share of own payment above the tier',
      'contribution-tiers.yaml',
      'own_fen: 20000,',
      'own_fen: 20001,',
      'rule_res_tier.rows.0.own_fen',
      /不能高于档次/,
    ],
    [
      'a rule without reference',
      'contribution-tiers.yaml',
      ', legal: *tiers }',
      ' }',
      'rule_res_tier.rows.1.legal',
      /没有依据.*proposal: true/,
    ],
    [
      'a measure without unit',
      'coverage.yaml',
      '{ unit: 月, valid_from',
      '{ valid_from',
      'rule_coverage_threshold.rows.0.unit',
      /没有单位/,
    ],
    [
      'more into the account than is paid',
      'schemes.yaml',
      'rate_percent: 8, account_percent: 8',
      'rate_percent: 8, account_percent: 9',
      'rule_contribution_rate.rows.1.account_percent',
      /不能大于缴费比例/,
    ],
    [
      'a floor above the ceiling',
      'contribution-base.yaml',
      'floor_percent: 60',
      'floor_percent: 400',
      'rule_contribution_base.rows.0.floor_percent',
      /下限比例不能大于上限/,
    ],
    [
      'two statuses of one rank',
      'statuses.yaml',
      'status_order: 2',
      'status_order: 1',
      'rule_status.rows.1.status_order',
      /status_order 的值 1 已用于另一行/,
    ],
    [
      'an unknown drive',
      'statuses.yaml',
      'drive: JOINT_WORK, description',
      'drive: TEAMWORK, description',
      'rule_status.rows.0.drive',
      /rule_drive 里没有 TEAMWORK/,
    ],
    [
      'a list that is none of the 23',
      'person-lists.yaml',
      'tag: T23',
      'tag: T24',
      'rule_person_list.rows.22.tag',
      /只能是/,
    ],
    ['an unknown section', 'quality.yaml', 'rule_quality:', 'rule_qualities:', 'rule_quality', /缺少这一项/],
  ] as [string, string, string, string, string, RegExp][])(
    'for %s',
    (_, file, piece, wrong, field, reason) => {
      const { message } = refusal(edited(file, piece, wrong));
      expect(message).toContain(`文件 …/${file} 第 `);
      expect(message).toContain(`字段“${field}”`);
      expect(message).toMatch(reason);
    },
  );

  test('with the line of the row', () => {
    const piece = 'parameter: resident_minimum_years, value: 15';
    const { error } = refusal(edited('coverage.yaml', piece, piece.replace('15', '-1')));
    expect(error.params).toMatchObject({
      line: at('coverage.yaml', piece),
      field: 'rule_coverage.rows.2.value',
    });
  });

  test('for a misspelt file name', () => {
    expect(refusal({ 'coverages.yaml': '' }).message).toMatch(
      /coverages\.yaml.*没有这种规则文件.*coverage\.yaml/,
    );
    expect(refusal({ 'coverage.yml': '' }).message).toMatch(/coverage\.yml.*没有这种规则文件/);
    expect(refusal({ 'sources/Trial.yaml': '' }).message).toMatch(/sources\/Trial\.yaml.*小写字母/);
  });

  test('for aliases that multiply without end', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [name, from] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'].map((pair) => [...pair])) {
      bomb.push(`${name}: &${name} [${Array(10).fill(`*${from}`).join(', ')}]`);
    }
    expect(refusal({ 'quality.yaml': bomb.join('\n') }).message).toMatch(/quality\.yaml.*别名/);
  });

  test('for a folder that is not there', () => {
    expect(() => loadCatalogue('/nowhere/catalogue')).toThrow(/没有这个规则目录/);
  });
});
