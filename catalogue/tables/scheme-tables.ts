import { SCHEMES } from '#domain/scheme.ts';
import { code, fen, flag, integer, pattern, percent, ruleTable, text } from './rule-table.ts';

export const SPECIAL_GROUPS = [
  'NONE',
  'TEKUN',
  'POVERTY_WATCH',
  'DISABLED_SEVERE',
  'DISABLED_MODERATE',
  'DIBAO',
  'DIBAO_MARGINAL',
  'VILLAGE_CADRE',
  'FAMILY_PLANNING',
] as const;

const SCHEME = ['rule_scheme', 'scheme'] as const;

export const SCHEME_TABLES = [
  ruleTable({
    name: 'rule_scheme',
    file: 'schemes.yaml',
    grain: 'one row per insurance scheme',
    shape: 'rows',
    key: ['scheme'],
    columns: {
      scheme: code('scheme code', Object.keys(SCHEMES)),
      name: text('Chinese name'),
      short_name: text('Chinese short name'),
      core_code: pattern('AAE140 of the core system', '^\\d{3}$', { optional: true }),
      is_pension: flag('counts towards pension coverage'),
      period: code('how often contributions fall due', ['MONTH', 'YEAR']),
      must_join: text('who has to join, Chinese', { optional: true }),
      may_join: text('who may join, Chinese', { optional: true }),
      benefit: text('when benefits begin, Chinese'),
      department: code('who runs it', undefined, { references: ['rule_department', 'department'] }),
    },
  }),
  ruleTable({
    name: 'rule_contribution_rate',
    file: 'schemes.yaml',
    grain: 'one row per scheme, insured identity, payer and part',
    shape: 'rows',
    key: ['scheme', 'insured_identity', 'payer', 'part'],
    columns: {
      scheme: code('scheme code', undefined, { references: SCHEME }),
      insured_identity: code('who is insured', ['EMPLOYEE', 'FLEXIBLE', 'STAFF']),
      payer: code('who pays', ['UNIT', 'PERSON']),
      part: code('what is paid for', ['PENSION', 'ANNUITY', 'INSURANCE']),
      rate_percent: percent('contribution in percent of the base'),
      account_percent: percent('of which into the personal account, percent of the base'),
    },
    check: (row) =>
      Number(row.account_percent) > Number(row.rate_percent)
        ? { column: 'account_percent', reason: '记入个人账户的比例不能大于缴费比例' }
        : undefined,
  }),
  ruleTable({
    name: 'rule_contribution_base',
    file: 'contribution-base.yaml',
    grain: 'one row per region and year',
    shape: 'rows',
    key: ['region', 'year'],
    columns: {
      region: pattern('division prefix', '^\\d{2,6}$'),
      year: integer('calendar year of the contributions', [1990, 2100]),
      average_wage_fen: fen('provincial average wage a month, fen'),
      floor_percent: percent('least base in percent of the average wage'),
      ceiling_percent: percent('greatest base in percent of the average wage'),
    },
    check: (row) =>
      Number(row.floor_percent) > Number(row.ceiling_percent)
        ? { column: 'floor_percent', reason: '缴费基数下限比例不能大于上限比例' }
        : undefined,
  }),
  ruleTable({
    name: 'rule_special_group',
    file: 'contribution-tiers.yaml',
    grain: 'one row per special group of RES; a person belongs to the one of least priority number',
    shape: 'rows',
    key: ['special_group'],
    unique: ['priority'],
    columns: {
      special_group: code('group code', SPECIAL_GROUPS),
      name: text('Chinese name'),
      priority: integer('1 first; decides when several apply, never added up', [1, 99]),
      gov_paid: flag('the state pays for the person (代缴)'),
    },
  }),
  ruleTable({
    name: 'rule_special_group_source',
    file: 'contribution-tiers.yaml',
    grain: 'one row per source and code that puts a person into a special group; column_name `*`: any row',
    shape: 'rows',
    key: ['source', 'column_name', 'code'],
    namesSourceCode: true,
    columns: {
      source: pattern('source code', '^[a-z][a-z0-9_]*$'),
      column_name: pattern('column of the source', '^(\\*|[a-z][a-z0-9_]*)$'),
      code: pattern('code in that column; `*` with column `*`', '^(\\*|[A-Z0-9_]+)$'),
      special_group: code('group it makes', SPECIAL_GROUPS, {
        references: ['rule_special_group', 'special_group'],
      }),
    },
  }),
  ruleTable({
    name: 'rule_disability_group',
    file: 'contribution-tiers.yaml',
    grain: 'one row per kind and grade of disability that makes a special group',
    shape: 'rows',
    key: ['disability_type', 'disability_grade'],
    columns: {
      disability_type: code('as in dpf_disabled.disability_type'),
      disability_grade: pattern('1 (gravest) to 4', '^[1-4]$'),
      special_group: code('group it makes', SPECIAL_GROUPS, {
        references: ['rule_special_group', 'special_group'],
      }),
    },
  }),
  ruleTable({
    name: 'rule_res_tier',
    file: 'contribution-tiers.yaml',
    grain: 'one row per region, special group and yearly tier of RES',
    shape: 'rows',
    key: ['region', 'special_group', 'tier_fen'],
    columns: {
      region: pattern('division prefix the tier holds for; the longest that fits wins', '^\\d{2,6}$'),
      special_group: code('NONE: everybody', SPECIAL_GROUPS, {
        references: ['rule_special_group', 'special_group'],
      }),
      tier_fen: fen('the tier (缴费档次), fen a year'),
      own_fen: fen('what the person pays, fen a year'),
      subsidy_fen: fen('all the state adds or pays for the person, fen a year'),
    },
    check: (row) =>
      Number(row.own_fen) > Number(row.tier_fen)
        ? { column: 'own_fen', reason: '个人缴费不能高于档次金额' }
        : undefined,
  }),
];
