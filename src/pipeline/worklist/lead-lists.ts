import {
  ADDRESS,
  AGE,
  COUNTY,
  ENTITY,
  ID_NO,
  type ListColumn,
  MOBILE,
  NAME,
  PERSON,
  PROGRAMMES,
  REASON,
  SEX,
  USCC,
  VILLAGE,
} from './list-column.ts';
import { only, query } from './list-query.ts';
import type { WorkList } from './work-list.ts';

const RULES: readonly ListColumn[] = [
  { column: 'grade_name', title: '等级', width: 6 },
  { column: 'rule_names', title: '疑点类型', width: 30 },
  REASON,
];

const PROGRESS: readonly ListColumn[] = [
  { column: 'from_month', title: '起始年月', width: 10 },
  { column: 'to_month', title: '截止年月', width: 10 },
  { column: 'amount_fen', title: '涉及金额(元)', width: 14, money: true },
  { column: 'state_name', title: '进展', width: 10 },
  { column: 'finding', title: '核实结果', width: 10 },
  { column: 'amount_due_fen', title: '应追回(元)', width: 12, money: true },
  { column: 'recovered_fen', title: '已追回(元)', width: 12, money: true },
  { column: 'first_seen', title: '首次发现', width: 12 },
  { column: 'last_seen', title: '最近发现', width: 12 },
  { column: 'lead_id', title: '疑点编号', width: 36 },
];

/** The gravest first, of these the largest amount. */
const GRAVEST_FIRST = 'gravity, amount_fen DESC NULLS LAST, lead_id';

/** Leads on money paid wrongly that are not closed yet: about people, units, operators. */
export const leadLists: readonly WorkList[] = [
  {
    list: 'risk-leads',
    title: '基金疑点清单(人员)',
    columns: [VILLAGE, NAME, ID_NO, SEX, AGE, MOBILE, ADDRESS, ...RULES, PROGRAMMES, ...PROGRESS, PERSON],
    ...only(query('risk-lead'), "subject = 'PERSON'"),
    order: GRAVEST_FIRST,
  },
  {
    list: 'unit-leads',
    title: '基金疑点清单(单位)',
    columns: [COUNTY, USCC, ENTITY, ...RULES, PROGRAMMES, ...PROGRESS],
    ...only(query('risk-lead'), "subject = 'UNIT'"),
    order: GRAVEST_FIRST,
  },
  {
    list: 'operator-leads',
    title: '基金疑点清单(经办)',
    columns: [
      COUNTY,
      { column: 'operator_key', title: '经办人员代号', width: 36 },
      ...RULES,
      PROGRAMMES,
      ...PROGRESS,
    ],
    ...only(query('risk-lead'), "subject = 'OPERATOR'"),
    order: GRAVEST_FIRST,
  },
];
