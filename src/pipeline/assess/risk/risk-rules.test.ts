import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineRow } from '#engine/engine.ts';
import {
  benefit,
  contract,
  custody,
  man,
  register,
  row,
  type SamplePerson,
  type SampleRow,
  wage,
  woman,
} from '../sample-person.ts';
import { accepted, award, handled, line, paid } from './sample-benefit.ts';
import { type AuditedTown, auditTown } from './sample-risk-town.ts';

/** What a rule should say of the people of a case. */
interface Case {
  readonly rule: string;
  readonly title: string;
  readonly people: Readonly<Record<string, SamplePerson>>;
  readonly rows?: readonly SampleRow[];
  /** Subjects that the rule has to name, with the amount at stake in fen; nobody else of the case. */
  readonly hits: Readonly<Record<string, number>>;
}

const PENSION = paid('EMP_PENSION', '2026-07', '2026-10', 300_000);
const DRAWS = [
  award('EMP_PENSION', { award_month: '2026-07', last_paid_month: '2026-10', monthly_amount_fen: 300_000 }),
  ...PENSION,
];
const SMALL = paid('RES_PENSION', '2026-07', '2026-10', 20_000);
const staff = (no: string, post = 'ACCEPT') => row('hrss_staff', { staff_no_key: no, post });
const alive = (day: string) => row('grid_verification', { verified_date: day, result: 'ALIVE' });
const hukou = (state: string) => row('psb_hukou', { hukou_state: state });

const CASES: readonly Case[] = [
  {
    rule: 'R01',
    title: 'paid after the month of death, not in it, nor for arrears of months before',
    people: {
      死后三月仍发: man('1950-01', register({ death_date: '2026-07-20' }), ...PENSION),
      当月发放: man('1950-01', register({ death_date: '2026-10-03' }), ...PENSION),
      死后补发生前月份: man(
        '1950-01',
        register({ death_date: '2026-08-20' }),
        line('EMP_PENSION', '2026-08', 300_000),
        line('EMP_PENSION', '2026-07', 12_000, { pay_kind: 'ARREARS', paid_date: '2026-10-15' }),
      ),
      丧葬补助: man(
        '1950-01',
        register({ death_date: '2026-08-20' }),
        line('EMP_PENSION', '2026-09', 600_000, { pay_kind: 'LUMP' }),
      ),
      核实在世: man('1950-01', register({ death_date: '2026-07-20' }), alive('2026-09-01'), ...PENSION),
      批次以前的月份按名册: man(
        '1950-01',
        register({ death_date: '2026-03-20' }),
        ...DRAWS.slice(1),
        award('EMP_PENSION', {
          award_month: '2020-01',
          last_paid_month: '2026-10',
          monthly_amount_fen: 280_000,
        }),
      ),
    },
    // The last one: April to June by the roster, July to October as delivered.
    hits: { 死后三月仍发: 900_000, 批次以前的月份按名册: 3 * 280_000 + 4 * 300_000 },
  },
  {
    rule: 'R02',
    title: 'cremated with a hukou that still lives',
    people: {
      火化未销户: man(
        '1950-02',
        row('cab_cremation', { death_date: '2026-08-01', cremation_date: '2026-08-03' }),
        hukou('ACTIVE'),
        ...PENSION,
      ),
      火化已销户: man(
        '1950-02',
        row('cab_cremation', { death_date: '2026-08-01' }),
        hukou('DECEASED'),
        ...PENSION,
      ),
      火化后即停: man(
        '1950-02',
        row('cab_cremation', { death_date: '2026-10-01' }),
        hukou('ACTIVE'),
        ...PENSION,
      ),
    },
    hits: { 火化未销户: 600_000 },
  },
  {
    rule: 'R03',
    title: 'the same pension here and elsewhere',
    people: {
      两地领取: man(
        '1950-03',
        row('hrss_national_match', { scheme: 'EMP_PENSION', drawing: true }),
        ...PENSION,
      ),
      外地只参保: man(
        '1950-03',
        row('hrss_national_match', { scheme: 'EMP_PENSION', drawing: false }),
        ...PENSION,
      ),
      外地另一险种: man(
        '1950-03',
        row('hrss_national_match', { scheme: 'RES_PENSION', drawing: true }),
        ...PENSION,
      ),
    },
    hits: { 两地领取: 300_000 },
  },
  {
    rule: 'R04',
    title: 'two pensions for one month: the resident one is at stake',
    people: {
      两种养老金: man('1950-04', ...PENSION, ...SMALL),
      先居民后职工: man(
        '1950-04',
        ...paid('RES_PENSION', '2026-07', '2026-08', 20_000),
        ...paid('EMP_PENSION', '2026-09', '2026-10', 300_000),
      ),
      养老金加高龄津贴: man('1940-04', ...PENSION, ...paid('OLD_AGE_ALLOWANCE', '2026-07', '2026-10', 5_000)),
    },
    hits: { 两种养老金: 80_000 },
  },
  {
    rule: 'R05',
    title: 'one month twice in a batch',
    people: {
      重复一笔: man('1950-05', ...SMALL, line('RES_PENSION', '2026-09', 20_000)),
      退汇重发: man(
        '1950-05',
        ...SMALL,
        line('RES_PENSION', '2026-09', -20_000),
        line('RES_PENSION', '2026-09', 20_000),
      ),
      当月另有补发: man('1950-05', ...SMALL, line('RES_PENSION', '2026-09', 3_000, { pay_kind: 'ARREARS' })),
    },
    hits: { 重复一笔: 20_000 },
  },
  {
    rule: 'R06',
    title: 'paid inside the sentence',
    people: {
      服刑两月仍发: man('1960-06', custody('2026-07-10', '2026-09-05'), ...PENSION),
      两段羁押重叠: man(
        '1960-06',
        custody('2026-07-10', '2026-09-05', 'DETENTION'),
        custody('2026-08-01', '2026-09-20'),
        ...PENSION,
      ),
      社区矫正: man('1960-06', custody('2026-01-10', null, 'COMMUNITY'), ...PENSION),
      收监当月: man('1960-06', custody('2026-10-02', null), ...PENSION),
      停发后恢复: man(
        '1960-06',
        custody('2026-03-10', '2026-06-05'),
        award('EMP_PENSION', {
          award_month: '2020-01',
          last_paid_month: '2026-10',
          monthly_amount_fen: 300_000,
        }),
        ...PENSION,
      ),
      刑满之后: man('1960-06', custody('2020-01-01', '2026-06-30'), ...PENSION),
    },
    hits: { 服刑两月仍发: 600_000, 两段羁押重叠: 600_000 },
  },
  {
    rule: 'R07',
    title: 'declared dead or missing by a court',
    people: {
      宣告死亡: man(
        '1950-07',
        row('court_declaration', { judgment_date: '2026-08-11', kind: 'DEATH' }),
        ...PENSION,
      ),
      宣告失踪: man(
        '1950-07',
        row('court_declaration', { judgment_date: '2026-09-11', kind: 'MISSING' }),
        ...PENSION,
      ),
      判决已撤销: man(
        '1950-07',
        row('court_declaration', {
          judgment_date: '2025-08-11',
          kind: 'MISSING',
          revoked_date: '2026-01-05',
        }),
        ...PENSION,
      ),
    },
    hits: { 宣告死亡: 600_000, 宣告失踪: 300_000 },
  },
  {
    rule: 'R08',
    title: 'draws the resident pension while an employer insures',
    people: {
      单位参保: man(
        '1960-08',
        ...SMALL,
        row('hrss_emp_period', { uscc: '91640499MA00000081', from_month: '2026-09', to_month: '2026-12' }),
      ),
      账户为单位职工: man(
        '1960-08',
        ...SMALL,
        row('hrss_emp_account', {
          insured_identity: 'EMPLOYEE',
          first_month: '2026-10',
          last_paid_month: '2026-10',
        }),
      ),
      自己缴费: man(
        '1960-08',
        ...SMALL,
        row('hrss_emp_period', { from_month: '2026-07', to_month: '2026-10' }),
      ),
      领取前参保: man(
        '1960-08',
        ...SMALL,
        row('hrss_emp_period', { uscc: '91640499MA00000081', from_month: '2010-01', to_month: '2026-06' }),
      ),
    },
    hits: { 单位参保: 40_000, 账户为单位职工: 20_000 },
  },
  {
    rule: 'R09',
    title: 'unemployed and at work',
    people: {
      有工资: man(
        '1985-09',
        award('UNEMP_BENEFIT'),
        ...paid('UNEMP_BENEFIT', '2026-07', '2026-10', 160_000),
        wage('91640499MA00000091', '2026-09'),
      ),
      新单位参保: man(
        '1985-09',
        award('UNEMP_BENEFIT'),
        ...paid('UNEMP_BENEFIT', '2026-07', '2026-10', 160_000),
        row('hrss_emp_period', { uscc: '91640499MA00000091', from_month: '2026-09', to_month: '2026-10' }),
      ),
      有店: man(
        '1985-09',
        award('UNEMP_BENEFIT'),
        ...paid('UNEMP_BENEFIT', '2026-07', '2026-10', 160_000),
        row('samr_entity', {
          uscc: '92640499MA00000092',
          entity_state: 'ACTIVE',
          founded_date: '2026-10-01',
        }),
      ),
      最后一月工资: man(
        '1985-09',
        award('UNEMP_BENEFIT'),
        ...paid('UNEMP_BENEFIT', '2026-07', '2026-10', 160_000),
        wage('91640499MA00000091', '2026-07'),
      ),
      店已注销: man(
        '1985-09',
        award('UNEMP_BENEFIT'),
        ...paid('UNEMP_BENEFIT', '2026-07', '2026-10', 160_000),
        row('samr_entity', {
          uscc: '92640499MA00000093',
          entity_state: 'CANCELLED',
          founded_date: '2019-10-01',
        }),
      ),
      自己续保: man(
        '1985-09',
        award('UNEMP_BENEFIT'),
        ...paid('UNEMP_BENEFIT', '2026-07', '2026-10', 160_000),
        row('hrss_emp_period', { from_month: '2026-08', to_month: '2026-10' }),
      ),
    },
    hits: { 有工资: 160_000, 新单位参保: 320_000, 有店: 160_000 },
  },
  {
    rule: 'R10',
    title: 'retired years before the age',
    people: {
      五十岁退休: man(
        '1976-05',
        award('EMP_PENSION', {
          award_month: '2026-08',
          last_paid_month: '2026-10',
          monthly_amount_fen: 400_000,
        }),
      ),
      特殊工种: man(
        '1971-05',
        award('EMP_PENSION', {
          award_month: '2026-08',
          last_paid_month: '2026-10',
          early_document: '特退〔2026〕7号',
        }),
      ),
      弹性提前: man('1966-05', award('EMP_PENSION', { award_month: '2026-07', last_paid_month: '2026-10' })),
      女工按时退休: woman(
        '1975-03',
        row('hrss_emp_account', {
          insured_identity: 'EMPLOYEE',
          insured_state: 'TERMINATED',
          retirement_group: 'F50',
          first_month: '2000-01',
        }),
        award('EMP_PENSION', { award_month: '2025-06' }),
      ),
      女干部五十岁: woman(
        '1976-03',
        row('hrss_emp_account', {
          insured_identity: 'EMPLOYEE',
          insured_state: 'TERMINATED',
          retirement_group: 'F55',
          first_month: '2000-01',
        }),
        award('EMP_PENSION', {
          award_month: '2026-10',
          last_paid_month: '2026-10',
          monthly_amount_fen: 400_000,
        }),
      ),
      居民养老金: man('1976-05', award('RES_PENSION', { award_month: '2026-08' })),
    },
    hits: { 五十岁退休: 1_200_000, 女干部五十岁: 400_000 },
  },
  {
    rule: 'R11',
    title: 'a birth date made older before the award',
    people: {
      改大两岁: man(
        '1964-11',
        row('hrss_identity_change', {
          changed_date: '2024-03-01',
          old_birth_date: '1966-11-10',
          new_birth_date: '1964-11-10',
        }),
        ...DRAWS,
      ),
      档案不符: man(
        '1964-11',
        row('hrss_identity_change', { changed_date: '2015-03-01', file_birth_date: '1965-01-10' }),
        ...DRAWS,
      ),
      早年更正: man(
        '1964-11',
        row('hrss_identity_change', {
          changed_date: '2012-03-01',
          old_birth_date: '1966-11-10',
          new_birth_date: '1964-11-10',
          file_birth_date: '1964-11-10',
        }),
        ...DRAWS,
      ),
      只改姓名: man(
        '1964-11',
        row('hrss_identity_change', {
          changed_date: '2024-03-01',
          old_birth_date: '1964-11-10',
          new_birth_date: '1964-11-10',
        }),
        ...DRAWS,
      ),
    },
    hits: { 改大两岁: 1_200_000, 档案不符: 600_000 },
  },
  {
    rule: 'R12',
    title: 'paid on a number that is none',
    people: {
      号码校验错: man(
        '1950-12',
        register({ identity_issue: 'CHECK_CHARACTER' }),
        award('DIBAO', { last_paid_month: '2026-10', monthly_amount_fen: 50_000 }),
      ),
      比对后归位: man(
        '1950-12',
        register({ link_rule: 'LINKED' }),
        award('DIBAO', { last_paid_month: '2026-10', monthly_amount_fen: 50_000 }),
      ),
      号码正常: man('1950-12', award('DIBAO', { last_paid_month: '2026-10', monthly_amount_fen: 50_000 })),
      领了六年: man(
        '1950-12',
        register({ identity_issue: 'CHECK_CHARACTER' }),
        award('DIBAO', { award_month: '2020-01', last_paid_month: '2026-10', monthly_amount_fen: 50_000 }),
      ),
      早已停发: man(
        '1950-12',
        register({ identity_issue: 'CHECK_CHARACTER' }),
        award('DIBAO', { award_month: '2019-01', last_paid_month: '2020-01', benefit_state: 'TERMINATED' }),
      ),
    },
    // Of six years the last twelve months.
    hits: { 号码校验错: 200_000, 比对后归位: 200_000, 领了六年: 12 * 50_000 },
  },
  {
    rule: 'R13',
    title: 'one number for two, or two for one',
    people: {
      一号两人: man('1951-01', register({ identity_issue: 'SHARED_NUMBER' }), ...SMALL),
      两个户口: man('1951-01', hukou('ACTIVE'), hukou('ACTIVE'), ...SMALL),
      旧户口已注销: man('1951-01', hukou('ACTIVE'), hukou('CANCELLED'), ...SMALL),
      共号但不领待遇: man('1951-01', register({ identity_issue: 'SHARED_NUMBER' })),
    },
    hits: { 一号两人: 80_000, 两个户口: 80_000 },
  },
  {
    rule: 'R14',
    title: 'a hundred years old and no proof',
    people: {
      百岁无证明: woman('1925-01', ...paid('OLD_AGE_ALLOWANCE', '2026-07', '2026-10', 50_000)),
      百岁有证明: woman(
        '1925-01',
        row('certification', { strong_date: '2026-05-01' }),
        ...paid('OLD_AGE_ALLOWANCE', '2026-07', '2026-10', 50_000),
      ),
      证明已过期: woman(
        '1925-01',
        row('certification', { strong_date: '2024-05-01' }),
        ...paid('OLD_AGE_ALLOWANCE', '2026-07', '2026-10', 50_000),
      ),
      九十九岁: woman('1927-01', ...paid('OLD_AGE_ALLOWANCE', '2026-07', '2026-10', 50_000)),
    },
    hits: { 百岁无证明: 200_000, 证明已过期: 200_000 },
  },
  {
    rule: 'R15',
    title: 'certified after death',
    people: {
      死后刷脸: man(
        '1948-03',
        register({ death_date: '2026-08-01' }),
        row('evidence_digest', { channel: 'E01', last_date: '2026-09-10' }),
        ...SMALL,
      ),
      死前刷脸: man(
        '1948-03',
        register({ death_date: '2026-08-01' }),
        row('evidence_digest', { channel: 'E01', last_date: '2026-07-31' }),
        ...SMALL,
      ),
      死后家人刷卡: man(
        '1948-03',
        register({ death_date: '2026-08-01' }),
        row('evidence_digest', { channel: 'E40', last_date: '2026-09-10' }),
        ...SMALL,
      ),
      死后刷脸但未领: man(
        '1948-03',
        register({ death_date: '2026-08-01' }),
        row('evidence_digest', { channel: 'E08', last_date: '2026-09-10' }),
      ),
    },
    hits: { 死后刷脸: 40_000, 死后刷脸但未领: 0 },
  },
  {
    rule: 'R16',
    title: 'one telephone for ten strangers; a failed liveness check that then passes',
    people: {
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [
          `同机陌生人${i}`,
          man(
            '1950-03',
            row('hrss_face_app', { device_id: 'D1', event_date: '2026-09-10', result: 'PASS' }),
            ...SMALL,
          ),
        ]),
      ),
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [
          `同机一家人${i}`,
          man(
            '1950-03',
            register({ household_id: '大家庭' }),
            row('hrss_face_app', { device_id: 'D2', event_date: '2026-09-10', result: 'PASS' }),
          ),
        ]),
      ),
      照片骗过: man(
        '1950-03',
        row('hrss_face_app', {
          device_id: 'D3',
          event_date: '2026-10-10',
          result: 'FAIL',
          liveness_score: 20,
        }),
        row('hrss_face_app', {
          device_id: 'D3',
          event_date: '2026-10-10',
          result: 'PASS',
          liveness_score: 90,
        }),
      ),
      光线不好: man(
        '1950-03',
        row('hrss_face_app', {
          device_id: 'D4',
          event_date: '2026-10-10',
          result: 'FAIL',
          liveness_score: 75,
        }),
        row('hrss_face_app', {
          device_id: 'D4',
          event_date: '2026-10-10',
          result: 'PASS',
          liveness_score: 90,
        }),
      ),
    },
    hits: {
      ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`同机陌生人${i}`, 20_000])),
      照片骗过: 0,
    },
  },
  {
    rule: 'R17',
    title: 'years bought that cannot be',
    people: {
      十三岁工作: man(
        '1980-05',
        row('hrss_back_payment', { from_month: '1993-01', to_month: '1995-12', amount_fen: 900_000 }),
      ),
      已缴又补: man(
        '1980-05',
        row('hrss_emp_period', { uscc: '91640499MA00000171', from_month: '2010-01', to_month: '2012-12' }),
        row('hrss_back_payment', { from_month: '2012-06', to_month: '2013-05', amount_fen: 800_000 }),
      ),
      单位不存在: man(
        '1980-05',
        row('hrss_back_payment', {
          uscc: '91640499MA0000017X',
          from_month: '2012-06',
          to_month: '2013-05',
          amount_fen: 700_000,
        }),
      ),
      单位当时未成立: man(
        '1980-05',
        row('hrss_back_payment', {
          uscc: '91640499MA00000172',
          from_month: '2001-01',
          to_month: '2003-12',
          amount_fen: 600_000,
        }),
      ),
      正常补缴并入账: man(
        '1980-05',
        row('hrss_emp_period', { uscc: '91640499MA00000171', from_month: '2012-06', to_month: '2013-05' }),
        row('hrss_back_payment', {
          uscc: '91640499MA00000171',
          from_month: '2012-06',
          to_month: '2013-05',
          amount_fen: 500_000,
        }),
      ),
      个人补缴: man(
        '1980-05',
        row('hrss_back_payment', { from_month: '2012-06', to_month: '2013-05', amount_fen: 500_000 }),
      ),
    },
    rows: [
      row('hrss_unit', { uscc: '91640499MA00000171', unit_state: 'LIVE' }),
      row('samr_entity', { uscc: '91640499MA00000172', entity_state: 'ACTIVE', founded_date: '2010-05-01' }),
    ],
    hits: { 十三岁工作: 900_000, 已缴又补: 800_000, 单位不存在: 700_000, 单位当时未成立: 600_000 },
  },
  {
    rule: 'R18',
    title: 'more months paid than there were',
    people: {
      账户多出三月: man(
        '1980-06',
        row('hrss_emp_account', {
          first_month: '2020-01',
          last_paid_month: '2020-12',
          paid_months: 15,
          contribution_base_fen: 500_000,
        }),
      ),
      两单位重叠: man(
        '1980-06',
        row('hrss_emp_period', {
          uscc: '91640499MA00000181',
          from_month: '2020-01',
          to_month: '2020-12',
          contribution_base_fen: 400_000,
        }),
        row('hrss_emp_period', {
          uscc: '91640499MA00000182',
          from_month: '2020-12',
          to_month: '2021-12',
          contribution_base_fen: 500_000,
        }),
      ),
      首尾相接: man(
        '1980-06',
        row('hrss_emp_period', { uscc: '91640499MA00000181', from_month: '2020-01', to_month: '2020-12' }),
        row('hrss_emp_period', { uscc: '91640499MA00000182', from_month: '2021-01', to_month: '2021-12' }),
      ),
      有断缴: man(
        '1980-06',
        row('hrss_emp_account', { first_month: '2020-01', last_paid_month: '2020-12', paid_months: 9 }),
      ),
    },
    // 24 percent of the base, three months and one.
    hits: { 账户多出三月: 360_000, 两单位重叠: 96_000 },
  },
  {
    rule: 'R19',
    title: 'strangers paid into one account',
    people: {
      ...Object.fromEntries(
        ['共用甲', '共用乙', '共用丙'].map((name) => [
          name,
          man(
            '1950-06',
            ...paid('RES_PENSION', '2026-09', '2026-10', 20_000, {
              account_no_key: '卡19',
              name_key: name,
              account_name_key: '经纪人',
            }),
          ),
        ]),
      ),
      户名不符: man(
        '1950-06',
        ...paid('RES_PENSION', '2026-10', '2026-10', 20_000, {
          account_no_key: '卡20',
          name_key: '户名不符',
          account_name_key: '外人',
        }),
      ),
      丈夫: man(
        '1950-06',
        register({ household_id: '夫妻家' }),
        ...paid('RES_PENSION', '2026-10', '2026-10', 20_000, {
          account_no_key: '卡21',
          name_key: '丈夫',
          account_name_key: '丈夫',
        }),
      ),
      妻子: woman(
        '1950-06',
        register({ household_id: '夫妻家' }),
        ...paid('RES_PENSION', '2026-10', '2026-10', 20_000, {
          account_no_key: '卡21',
          name_key: '妻子',
          account_name_key: '丈夫',
        }),
      ),
      分居配偶: woman(
        '1950-06',
        row('cab_marriage', { spouse_person_id: '丈夫', action: 'MARRIED', registration_date: '1990-01-01' }),
        ...paid('RES_PENSION', '2026-10', '2026-10', 20_000, {
          account_no_key: '卡21',
          name_key: '分居配偶',
          account_name_key: '丈夫',
        }),
      ),
      敬老院: man(
        '1950-06',
        row('cab_tekun', { care_kind: 'INSTITUTION' }),
        ...paid('TEKUN', '2026-10', '2026-10', 80_000, {
          account_no_key: '院卡',
          name_key: '敬老院',
          account_name_key: '院',
        }),
      ),
      自己的卡: man(
        '1950-06',
        ...paid('RES_PENSION', '2026-10', '2026-10', 20_000, {
          account_no_key: '卡22',
          name_key: '自己的卡',
          account_name_key: '自己的卡',
        }),
      ),
    },
    hits: { 共用甲: 40_000, 共用乙: 40_000, 共用丙: 40_000, 户名不符: 20_000 },
  },
  {
    rule: 'R20',
    title: 'the account turned for one pay run',
    people: {
      发放前改走: man(
        '1950-07',
        row('hrss_account_change', {
          changed_date: '2026-09-10',
          old_account_no_key: '本人卡',
          new_account_no_key: '他人卡',
        }),
        row('hrss_account_change', {
          changed_date: '2026-09-18',
          old_account_no_key: '他人卡',
          new_account_no_key: '本人卡',
        }),
        ...paid('RES_PENSION', '2026-08', '2026-08', 20_000, { account_no_key: '本人卡' }),
        ...paid('RES_PENSION', '2026-09', '2026-09', 20_000, { account_no_key: '他人卡' }),
        ...paid('RES_PENSION', '2026-10', '2026-10', 20_000, { account_no_key: '本人卡' }),
      ),
      换了新卡: man(
        '1950-07',
        row('hrss_account_change', {
          changed_date: '2026-09-10',
          old_account_no_key: '旧卡',
          new_account_no_key: '新卡',
        }),
        ...paid('RES_PENSION', '2026-09', '2026-10', 20_000, { account_no_key: '新卡' }),
      ),
      用了半年再改回: man(
        '1950-07',
        row('hrss_account_change', {
          changed_date: '2026-03-10',
          old_account_no_key: '卡甲',
          new_account_no_key: '卡乙',
        }),
        row('hrss_account_change', {
          changed_date: '2026-09-18',
          old_account_no_key: '卡乙',
          new_account_no_key: '卡甲',
        }),
        ...paid('RES_PENSION', '2026-03', '2026-08', 20_000, { account_no_key: '卡乙' }),
      ),
    },
    hits: { 发放前改走: 20_000 },
  },
  {
    rule: 'R21',
    title: 'amounts out of line, in a programme with peers',
    people: {
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [
          `村医${i}`,
          man(
            '1950-08',
            ...paid('EX_VILLAGE_DOCTOR', '2026-07', '2026-08', 20_000 + i * 10),
            ...paid('EX_VILLAGE_DOCTOR', '2026-09', '2026-10', 20_000 + i * 10),
          ),
        ]),
      ),
      突涨: man(
        '1950-08',
        ...paid('EX_VILLAGE_DOCTOR', '2026-07', '2026-09', 14_000),
        line('EX_VILLAGE_DOCTOR', '2026-10', 20_000),
      ),
      有调整记录: man(
        '1950-08',
        ...paid('EX_VILLAGE_DOCTOR', '2026-07', '2026-09', 14_000),
        line('EX_VILLAGE_DOCTOR', '2026-10', 20_000, { pay_kind: 'ADJUSTED' }),
      ),
      畸高: man('1950-08', ...paid('EX_VILLAGE_DOCTOR', '2026-10', '2026-10', 90_000)),
      ...Object.fromEntries(
        Array.from({ length: 6 }, (_, i) => [
          `普调${i}`,
          man(
            '1950-08',
            ...paid('LAND_LOST_PENSION', '2026-07', '2026-08', 20_000),
            ...paid('LAND_LOST_PENSION', '2026-09', '2026-10', 30_000),
          ),
        ]),
      ),
    },
    // 42 peers with 20 195 fen on average, and the one himself.
    hits: { 突涨: 6_000, 畸高: 90_000 - Math.round((40 * 20_195 + 20_000 + 14_000 + 90_000) / 43) },
  },
  {
    rule: 'R22',
    title: 'survivors who are none any more',
    people: {
      成年子女: man(
        '2008-03',
        award('EMP_SURVIVOR', { relation_to_deceased: 'CHILD' }),
        ...paid('EMP_SURVIVOR', '2026-02', '2026-10', 60_000),
      ),
      在校子女: man(
        '2006-03',
        row('edu_student', { student_state: 'ENROLLED', graduation_date: '2027-06-30' }),
        award('EMP_SURVIVOR', { relation_to_deceased: 'CHILD' }),
        ...paid('EMP_SURVIVOR', '2026-02', '2026-10', 60_000),
      ),
      残疾子女: man(
        '2006-03',
        row('dpf_disabled', { disability_grade: '2', disability_type: 'MENTAL', cert_state: 'VALID' }),
        award('EMP_SURVIVOR', { relation_to_deceased: 'CHILD' }),
        ...paid('EMP_SURVIVOR', '2026-02', '2026-10', 60_000),
      ),
      再婚配偶: woman(
        '1980-03',
        row('cab_marriage', { spouse_person_id: '某人', action: 'MARRIED', registration_date: '2026-08-08' }),
        award('EMP_SURVIVOR', { award_month: '2020-01', relation_to_deceased: 'SPOUSE' }),
        ...paid('EMP_SURVIVOR', '2026-02', '2026-10', 60_000),
      ),
      未再婚配偶: woman(
        '1980-03',
        row('cab_marriage', { spouse_person_id: '亡夫', action: 'MARRIED', registration_date: '2003-08-08' }),
        award('EMP_SURVIVOR', { award_month: '2020-01', relation_to_deceased: 'SPOUSE' }),
        ...paid('EMP_SURVIVOR', '2026-02', '2026-10', 60_000),
      ),
      年迈父母: woman(
        '1945-03',
        award('EMP_SURVIVOR', { relation_to_deceased: 'PARENT' }),
        ...paid('EMP_SURVIVOR', '2026-02', '2026-10', 60_000),
      ),
    },
    hits: { 成年子女: 7 * 60_000, 再婚配偶: 2 * 60_000 },
  },
  {
    rule: 'R23',
    title: 'allowances on a certificate that does not carry them',
    people: {
      证已注销: man(
        '1970-03',
        row('dpf_disabled', { disability_type: 'PHYSICAL', disability_grade: '1', cert_state: 'CANCELLED' }),
        ...paid('DISABLED_LIVING', '2026-08', '2026-10', 10_000),
      ),
      等级不够: man(
        '1970-03',
        row('dpf_disabled', { disability_type: 'PHYSICAL', disability_grade: '3', cert_state: 'VALID' }),
        ...paid('DISABLED_CARE', '2026-08', '2026-10', 12_000),
      ),
      换证: man(
        '1970-03',
        row('dpf_disabled', { disability_type: 'PHYSICAL', disability_grade: '2', cert_state: 'CANCELLED' }),
        row('dpf_disabled', { disability_type: 'PHYSICAL', disability_grade: '1', cert_state: 'VALID' }),
        ...paid('DISABLED_CARE', '2026-08', '2026-10', 12_000),
      ),
      三级领生活补贴: man(
        '1970-03',
        row('dpf_disabled', { disability_type: 'PHYSICAL', disability_grade: '3', cert_state: 'VALID' }),
        ...paid('DISABLED_LIVING', '2026-08', '2026-10', 10_000),
      ),
    },
    hits: { 证已注销: 10_000, 等级不够: 12_000 },
  },
  {
    rule: 'R24',
    title: 'the old-age allowance before eighty',
    people: {
      七十九岁: woman('1946-10', ...paid('OLD_AGE_ALLOWANCE', '2026-08', '2026-10', 5_000)),
      满八十岁: woman('1946-08', ...paid('OLD_AGE_ALLOWANCE', '2026-08', '2026-10', 5_000)),
    },
    hits: { 七十九岁: 10_000 },
  },
  {
    rule: 'R25',
    title: 'gone, and paid what only residents get',
    people: {
      迁出领低保: man(
        '1950-09',
        register({ left_date: '2026-08-20', left_reason: 'MOVED_OUT' }),
        ...paid('DIBAO', '2026-08', '2026-10', 50_000),
      ),
      出国领居民养老: man(
        '1950-09',
        register({ left_date: '2026-08-20', left_reason: 'EMIGRATION' }),
        ...SMALL,
      ),
      迁出领居民养老: man(
        '1950-09',
        register({ left_date: '2026-08-20', left_reason: 'MOVED_OUT' }),
        ...SMALL,
      ),
      出国领职工养老: man(
        '1950-09',
        register({ left_date: '2026-08-20', left_reason: 'EMIGRATION' }),
        ...PENSION,
      ),
    },
    hits: { 迁出领低保: 100_000, 出国领居民养老: 40_000 },
  },
  {
    rule: 'R26',
    title: 'the state paid for the wrong one, or twice',
    people: {
      不在名单: man(
        '1980-07',
        row('tax_res_payment', { payment_year: 2026, amount_fen: 10_000, gov_paid: true }),
      ),
      代缴两次: man(
        '1980-07',
        row('agri_poverty_watch', { risk_cleared: false }),
        row('tax_res_payment', { payment_year: 2025, amount_fen: 10_000, gov_paid: true }),
        row('tax_res_payment', { payment_year: 2025, amount_fen: 10_000, gov_paid: true }),
      ),
      在名单: man(
        '1980-07',
        row('agri_poverty_watch', { risk_cleared: false }),
        row('tax_res_payment', { payment_year: 2026, amount_fen: 10_000, gov_paid: true }),
      ),
      冲正重缴: man(
        '1980-07',
        row('agri_poverty_watch', { risk_cleared: false }),
        row('tax_res_payment', { payment_year: 2026, amount_fen: 10_000, gov_paid: true }),
        row('tax_res_payment', { payment_year: 2026, amount_fen: -10_000, gov_paid: true }),
        row('tax_res_payment', { payment_year: 2026, amount_fen: 10_000, gov_paid: true }),
      ),
      自己缴费两次: man(
        '1980-07',
        row('tax_res_payment', { payment_year: 2026, amount_fen: 20_000, gov_paid: false }),
      ),
    },
    hits: { 不在名单: 10_000, 代缴两次: 10_000 },
  },
  {
    rule: 'R27',
    title: 'a unit that enrols people to claim',
    people: {
      ...Object.fromEntries(
        ['挂靠甲', '挂靠乙', '挂靠丙'].map((name) => [
          name,
          woman(
            '1975-02',
            register({ residence_division: '640499002001' }),
            row('hrss_emp_period', {
              uscc: '91640499MA00000271',
              from_month: '2026-06',
              to_month: '2026-08',
            }),
            award('UNEMP_BENEFIT', {
              award_month: '2026-09',
              last_paid_month: '2026-10',
              monthly_amount_fen: 150_000,
            }),
          ),
        ]),
      ),
      ...Object.fromEntries(
        ['真工人甲', '真工人乙', '真工人丙'].map((name) => [
          name,
          woman(
            '1975-02',
            register({ residence_division: '640499002002' }),
            wage('91640499MA00000272', '2026-07'),
            row('hrss_emp_period', {
              uscc: '91640499MA00000272',
              from_month: '2026-06',
              to_month: '2026-08',
            }),
            award('UNEMP_BENEFIT', {
              award_month: '2026-09',
              last_paid_month: '2026-10',
              monthly_amount_fen: 150_000,
            }),
          ),
        ]),
      ),
      偶然一人: woman(
        '1975-02',
        register({ residence_division: '640499002003' }),
        row('hrss_emp_period', { uscc: '91640499MA00000273', from_month: '2026-06', to_month: '2026-08' }),
        award('UNEMP_BENEFIT', {
          award_month: '2026-09',
          last_paid_month: '2026-10',
          monthly_amount_fen: 150_000,
        }),
      ),
    },
    hits: { '91640499MA00000271': 3 * 2 * 150_000 },
  },
  {
    rule: 'R28',
    title: 'an accident as soon as insured',
    people: {
      参保次日受伤: man(
        '1985-08',
        row('hrss_injury_claim', {
          enrolled_date: '2026-05-10',
          accident_date: '2026-05-11',
          paid_amount_fen: 2_000_000,
        }),
      ),
      先受伤后参保: man(
        '1985-08',
        row('hrss_injury_claim', {
          enrolled_date: '2026-05-10',
          accident_date: '2026-05-01',
          paid_amount_fen: 1_000_000,
        }),
      ),
      一周后受伤: man(
        '1985-08',
        row('hrss_injury_claim', {
          enrolled_date: '2026-05-10',
          accident_date: '2026-05-17',
          paid_amount_fen: 3_000_000,
        }),
      ),
    },
    hits: { 参保次日受伤: 2_000_000, 先受伤后参保: 1_000_000 },
  },
  {
    rule: 'R29',
    title: 'an operator for the own family',
    people: {
      经办员: man('1985-08', register({ household_id: '经办员家' }), staff('操29')),
      经办员母亲: woman(
        '1955-08',
        register({ household_id: '经办员家' }),
        accepted('自家', '2026-05-11', '08:40:00', '窗口'),
        handled('自家', '2026-05-11', null, '操29', { amount_fen: 70_000 }),
      ),
      同事: man(
        '1985-08',
        staff('操30'),
        accepted('同事的', '2026-05-11', '08:40:00', '窗口'),
        handled('同事的', '2026-05-11', null, '操29'),
      ),
    },
    hits: { 操29: 70_000 },
  },
  {
    rule: 'R30',
    title: 'a unit with more on the payroll than insured',
    people: {
      ...Object.fromEntries(
        Array.from({ length: 4 }, (_, i) => [
          `少报职工${i}`,
          man(
            '1985-09',
            wage('91640499MA00000301', '2026-09', 500_000),
            ...(i < 3
              ? [
                  row('hrss_emp_account', {
                    uscc: '91640499MA00000301',
                    insured_state: 'LIVE',
                    insured_identity: 'EMPLOYEE',
                  }),
                ]
              : []),
          ),
        ]),
      ),
      返聘老人: man('1955-09', benefit('EMP_PENSION'), wage('91640499MA00000302', '2026-09', 500_000)),
      在保职工: man(
        '1985-09',
        wage('91640499MA00000302', '2026-09', 500_000),
        row('hrss_emp_account', {
          uscc: '91640499MA00000302',
          insured_state: 'LIVE',
          insured_identity: 'EMPLOYEE',
        }),
      ),
      七月离职: man(
        '1985-09',
        wage('91640499MA00000302', '2026-07', 500_000),
        contract('91640499MA00000302', '2020-01-01', '2026-07-31'),
      ),
    },
    rows: [
      row('hrss_unit', { uscc: '91640499MA00000301', unit_state: 'LIVE' }),
      row('hrss_unit', { uscc: '91640499MA00000302', unit_state: 'LIVE' }),
    ],
    // One of four, at the average wage, 24 percent.
    hits: { '91640499MA00000301': 120_000 },
  },
  {
    rule: 'V1',
    title: 'accepted when the windows are shut',
    people: {
      办事人: woman(
        '1960-01',
        accepted('夜', '2026-09-15', '20:15:00', '夜班'),
        handled('夜', '2026-09-16', '09:00:00', '经办'),
        accepted('周六', '2026-09-12', '10:00:00', '周末'),
        accepted('中秋', '2026-09-25', '10:00:00', '节日'),
        accepted('批准加班', '2026-09-15', '20:15:00', '加班', { overtime_approval: '加班〔2026〕3号' }),
        accepted('调休上班', '2026-09-20', '10:00:00', '调休'),
        accepted('平常', '2026-09-15', '10:00:00', '平常'),
        accepted('网上', '2026-09-15', '23:00:00', '网上', { accept_channel: 'ONLINE' }),
        accepted('没有时间', '2026-09-15', null, '无时间'),
      ),
    },
    hits: { 夜班: 50_000, 周末: 0, 节日: 0 },
  },
  {
    rule: 'V2',
    title: 'handled without acceptance, or before it',
    people: {
      办事人二: woman(
        '1960-01',
        handled(null, '2026-05-11', null, '无受理', { item_code: 'CS29' }),
        handled('后补', '2026-05-11', '09:00:00', '先办后受'),
        accepted('后补', '2026-05-11', '15:00:00', '窗口'),
        handled('先受', '2026-05-12', '11:00:00', '正常'),
        accepted('先受', '2026-05-12', '10:00:00', '窗口'),
      ),
      没写受理号: woman(
        '1960-01',
        handled(null, '2026-05-12', null, '漏号'),
        accepted('有受理', '2026-05-11', '10:00:00', '窗口'),
      ),
    },
    hits: { 无受理: 50_000, 先办后受: 50_000 },
  },
  {
    rule: 'V3',
    title: 'one agent for many strangers',
    people: {
      ...Object.fromEntries(
        ['委托甲', '委托乙', '委托丙'].map((name, i) => [
          name,
          woman(
            '1950-01',
            accepted(`中介${i}`, `2026-05-1${i + 1}`, '10:00:00', `窗口${i}`, {
              agent_id_no_key: '中介',
              agent_mobile_key: '中介电话',
            }),
          ),
        ]),
      ),
      ...Object.fromEntries(
        ['入户甲', '入户乙', '入户丙'].map((name, i) => [
          name,
          woman(
            '1950-01',
            accepted(`协管${i}`, `2026-05-1${i + 1}`, '10:00:00', '协管员', {
              agent_id_no_key: '协管员证',
              visit_proof: '照片',
            }),
          ),
        ]),
      ),
      ...Object.fromEntries(
        ['父亲', '母亲', '奶奶'].map((name, i) => [
          name,
          woman(
            '1950-01',
            register({ household_id: '孝子家' }),
            accepted(`孝子${i}`, `2026-05-1${i + 1}`, '10:00:00', '窗口', { agent_id_no_key: '孝子' }),
          ),
        ]),
      ),
      ...Object.fromEntries(
        ['一月', '三月', '五月'].map((name, i) => [
          name,
          woman(
            '1950-01',
            accepted(`间隔${i}`, `2026-0${i * 2 + 1}-12`, '10:00:00', '窗口', {
              agent_id_no_key: '偶尔帮忙',
            }),
          ),
        ]),
      ),
      ...Object.fromEntries(
        ['无凭证甲', '无凭证乙', '无凭证丙'].map((name, i) => [
          name,
          woman(
            '1950-01',
            accepted(`缺凭${i}`, `2026-06-1${i}`, '10:00:00', '协管员二', { agent_id_no_key: '协管员二证' }),
          ),
        ]),
      ),
      协管员本人: man('1980-01', staff('协管员', 'ASSISTANT')),
      协管员二本人: man('1980-01', staff('协管员二', 'ASSISTANT')),
    },
    hits: { 中介: 0, 协管员二: 0 },
  },
  {
    rule: 'V4',
    title: 'one person for two posts',
    people: {
      办事人四: woman(
        '1960-01',
        accepted('自审', '2026-05-12', '10:00:00', '兼职员'),
        handled('自审', '2026-05-12', '11:00:00', '经办', { review_operator_no_key: '兼职员' }),
        handled(null, '2026-05-13', null, '经办', {
          review_operator_no_key: '审付',
          pay_operator_no_key: '审付',
        }),
        accepted('同机', '2026-05-14', '10:00:00', '甲', { terminal: 'T9' }),
        handled('同机', '2026-05-14', '11:00:00', '甲', {
          review_operator_no_key: '同机审核',
          review_terminal: 'T9',
        }),
        accepted('分开', '2026-05-15', '10:00:00', '甲', { terminal: 'T9' }),
        handled('分开', '2026-05-15', '11:00:00', '甲', {
          review_operator_no_key: '分开审核',
          review_terminal: 'R1',
        }),
      ),
    },
    hits: { 兼职员: 50_000, 审付: 50_000, 同机审核: 50_000 },
  },
  {
    rule: 'M01',
    title: 'stopped in one programme, paid in another',
    people: {
      一停一发: man(
        '1950-10',
        award('EMP_PENSION', {
          benefit_state: 'TERMINATED',
          stop_reason: 'DEATH',
          stopped_date: '2026-08-15',
          last_paid_month: '2026-07',
        }),
        ...SMALL,
      ),
      都已停: man(
        '1950-10',
        award('EMP_PENSION', {
          benefit_state: 'TERMINATED',
          stop_reason: 'DEATH',
          stopped_date: '2026-10-15',
          last_paid_month: '2026-09',
        }),
        ...SMALL,
      ),
      期满停发: man(
        '1950-10',
        award('UNEMP_BENEFIT', {
          benefit_state: 'TERMINATED',
          stop_reason: 'EXPIRED',
          stopped_date: '2026-08-15',
          last_paid_month: '2026-07',
        }),
        ...SMALL,
      ),
      其后有强认证: man(
        '1950-10',
        row('certification', { strong_date: '2026-09-15' }),
        award('EMP_PENSION', {
          benefit_state: 'SUSPENDED',
          stop_reason: 'DEATH',
          stopped_date: '2026-08-15',
          last_paid_month: '2026-07',
        }),
        ...SMALL,
      ),
    },
    hits: { 一停一发: 40_000 },
  },
];

describe('the rules', () => {
  let hits: EngineRow[];

  beforeAll(async () => {
    const people = Object.assign({}, ...CASES.map((each) => each.people)) as Record<string, SamplePerson>;
    const count = CASES.reduce((sum, each) => sum + Object.keys(each.people).length, 0);
    if (Object.keys(people).length !== count) throw new Error('two people of the cases bear one name');
    const rows = CASES.flatMap((each) => each.rows ?? []);
    hits = await auditTown({ asOf: '2026-10-31', people, rows }, (town: AuditedTown) =>
      town.rows(
        'SELECT rule, subject, subject_key, person_id, uscc, sum(amount_fen)::BIGINT AS amount_fen FROM risk_hit GROUP BY ALL ORDER BY rule, subject_key',
      ),
    );
  }, 60_000);

  it.each(CASES.map((each) => [each.rule, each.title, each] as const))('%s: %s', (rule, _title, each) => {
    const names = new Set([...Object.keys(each.people), ...Object.keys(each.hits)]);
    const found = hits.filter((hit) => hit.rule === rule);
    const expected = Object.entries(each.hits).sort(([a], [b]) => (a < b ? -1 : 1));
    const of = (rows: EngineRow[]) =>
      rows
        .map((hit) => [String(hit.subject_key), hit.amount_fen])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    // People of other cases may rightly be hit too; units and operators may not.
    expect(of(found.filter((hit) => hit.subject !== 'PERSON' || names.has(String(hit.subject_key))))).toEqual(
      expected,
    );
  });

  it('each have a case', () => {
    expect(new Set(CASES.map(({ rule }) => rule)).size).toBe(35);
  });
});
