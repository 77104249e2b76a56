import { readFileSync } from 'node:fs';
import { PERSON_LISTS } from '#domain/person-list.ts';
import { type Engine, type EngineRow, sqlName, sqlText } from '#engine/engine.ts';
import { parseModel } from '#engine/model.ts';
import { maskAddress, maskBirthDate, maskIdentityNumber, maskName, maskPhone } from '#privacy/masking.ts';
import { reasonText } from './reason-text.ts';

type Masked = 'name' | 'idNo' | 'phone' | 'address' | 'birthDate';

export interface ListColumn {
  readonly column: string;
  readonly title: string;
  /** Width in a sheet, in digits. */
  readonly width: number;
  readonly masked?: Masked;
  /** Fen, shown as yuan. */
  readonly money?: true;
  /** A reason code, shown as its text. */
  readonly reason?: true;
}

/** A list that people work through: a query over the register and what is shown of it. */
export interface WorkList {
  readonly list: string;
  readonly title: string;
  readonly columns: readonly ListColumn[];
  readonly sql: string;
  /** Tables that the query reads. */
  readonly reads: readonly string[];
  /** What the rows are sorted by, in SQL; by default division, village, grid, household. */
  readonly order?: string;
}

const VILLAGE: ListColumn = { column: 'village', title: '村(社区)', width: 20 };
const GRID: ListColumn = { column: 'grid_code', title: '网格', width: 17 };
const BUILDING: ListColumn = { column: 'building_name', title: '楼栋', width: 16 };
const ROOM: ListColumn = { column: 'room', title: '单元-室', width: 10 };
const HOUSEHOLD: ListColumn = { column: 'household_id', title: '户编号', width: 22 };
const NAME: ListColumn = { column: 'name', title: '姓名', width: 12, masked: 'name' };
const ID_NO: ListColumn = { column: 'id_no', title: '身份号码', width: 20, masked: 'idNo' };
const SEX: ListColumn = { column: 'sex', title: '性别', width: 6 };
const AGE: ListColumn = { column: 'age', title: '年龄', width: 6 };
const MOBILE: ListColumn = { column: 'mobile', title: '手机', width: 14, masked: 'phone' };
const ADDRESS: ListColumn = { column: 'residence_address', title: '居住地址', width: 32, masked: 'address' };
const PERSON: ListColumn = { column: 'person_id', title: '人员编号', width: 36 };
const STATUS: ListColumn = { column: 'status_name', title: '参保状态', width: 12 };

const COUNTY: ListColumn = { column: 'county', title: '县(区)', width: 12 };
const USCC: ListColumn = { column: 'uscc', title: '统一社会信用代码', width: 22 };
const ENTITY: ListColumn = { column: 'entity_name', title: '单位名称', width: 36 };
const DEPARTMENT: ListColumn = { column: 'department', title: '部门', width: 18 };
const SOURCE: ListColumn = { column: 'source_name', title: '来源', width: 18 };
const FIELD: ListColumn = { column: 'field', title: '字段', width: 16 };
const REJECTED: readonly ListColumn[] = [
  DEPARTMENT,
  SOURCE,
  { column: 'file', title: '文件', width: 40 },
  { column: 'line', title: '行号', width: 10 },
  FIELD,
  { column: 'value_class', title: '值的形态(9 数字,A 字母,汉)', width: 24 },
  { column: 'reason', title: '原因', width: 24, reason: true },
];

const PEOPLE = [VILLAGE, GRID, HOUSEHOLD, NAME, ID_NO, SEX, AGE, MOBILE, ADDRESS];

function query(file: string): Pick<WorkList, 'sql' | 'reads'> {
  const url = new URL(`./${file}.sql`, import.meta.url);
  const { sql, reads } = parseModel(readFileSync(url, 'utf8'), url.pathname);
  return { sql, reads };
}

/** One side of a pair to be compared. */
function reviewSide(side: 'left' | 'right', title: string): ListColumn[] {
  return [
    { column: `${side}_name`, title: `${title}:姓名`, width: 12, masked: 'name' },
    { column: `${side}_id_no`, title: `${title}:身份号码`, width: 20, masked: 'idNo' },
    { column: `${side}_birth_date`, title: `${title}:出生日期`, width: 12, masked: 'birthDate' },
    { column: `${side}_mobile`, title: `${title}:手机`, width: 14, masked: 'phone' },
    { column: `${side}_address`, title: `${title}:地址`, width: 32, masked: 'address' },
    { column: `${side}_sources`, title: `${title}:来源`, width: 28 },
    { column: `${side}_person_id`, title: `${title}:人员编号`, width: 36 },
  ];
}

const personLists: readonly WorkList[] = Object.entries(PERSON_LISTS).map(([tag, { label }]) => ({
  list: tag,
  title: `${label}人员名单`,
  columns: [...PEOPLE, STATUS, { column: 'since', title: '起始日期', width: 12 }, PERSON],
  ...only(query('person-list'), `tag = ${sqlText(tag)}`),
}));

/** A query's rows that fit a condition. */
function only({ sql, reads }: Pick<WorkList, 'sql' | 'reads'>, condition: string) {
  return { sql: `SELECT * FROM (\n${sql}\n) WHERE ${condition}`, reads };
}

const PROGRAMMES: ListColumn = { column: 'programmes', title: '待遇项目', width: 30 };
const REASON: ListColumn = { column: 'reason_text', title: '原因', width: 40 };
const MONTHLY: ListColumn = {
  column: 'monthly_amount_fen',
  title: '每月待遇(元)',
  width: 12,
  money: true,
};
const PRIORITY: ListColumn = { column: 'priority', title: '优先', width: 6 };
const NEXT_STEP: ListColumn = { column: 'next_step_name', title: '下一步', width: 20 };
const DUE: ListColumn = { column: 'due_date', title: '到期日', width: 12 };

const certificationLists: readonly WorkList[] = [
  {
    list: 'certification-due',
    title: '认证即将到期清单',
    columns: [
      ...PEOPLE,
      { column: 'programme_name', title: '待遇项目', width: 22 },
      DUE,
      { column: 'window_days', title: '几天内到期', width: 11 },
      NEXT_STEP,
      PRIORITY,
      PERSON,
    ],
    ...query('certification-due'),
    order: 'division, village, due_date, person_id, programme_name',
  },
  {
    list: 'certification-visit',
    title: '上门认证清单',
    columns: [
      PRIORITY,
      ...PEOPLE,
      PROGRAMMES,
      { column: 'states', title: '认证状态', width: 14 },
      REASON,
      DUE,
      { column: 'proof_date', title: '上次认证', width: 12 },
      MONTHLY,
      PERSON,
    ],
    ...query('certification-visit'),
    order: 'priority NULLS LAST, division, village, grid_code, household_id, person_id',
  },
  {
    list: 'suspected-loss',
    title: '疑似丧失待遇资格清单',
    columns: [
      ...PEOPLE,
      PROGRAMMES,
      REASON,
      NEXT_STEP,
      { column: 'since', title: '发生日期', width: 12 },
      MONTHLY,
      PERSON,
    ],
    ...query('suspected-loss'),
  },
  {
    list: 'confirmed-loss',
    title: '确认丧失待遇资格清单',
    columns: [
      { column: 'month', title: '月份', width: 9 },
      ...PEOPLE,
      PROGRAMMES,
      REASON,
      { column: 'since', title: '丧失日期', width: 12 },
      MONTHLY,
      PERSON,
    ],
    ...query('confirmed-loss'),
    order: 'division, village, month DESC, grid_code, household_id, person_id',
  },
];

const RULES: readonly ListColumn[] = [
  { column: 'grade_name', title: '等级', width: 6 },
  { column: 'rule_names', title: '疑点类型', width: 30 },
  REASON,
];

const PROGRESS: readonly ListColumn[] = [
  { column: 'amount_fen', title: '涉及金额(元)', width: 14, money: true },
  { column: 'state_name', title: '进展', width: 10 },
  { column: 'finding', title: '核实结果', width: 10 },
  { column: 'amount_due_fen', title: '应追回(元)', width: 12, money: true },
  { column: 'recovered_fen', title: '已追回(元)', width: 12, money: true },
  { column: 'first_seen', title: '首次发现', width: 12 },
  { column: 'last_seen', title: '最近发现', width: 12 },
  { column: 'lead_id', title: '疑点编号', width: 20 },
];

/** The gravest first, of these the largest amount. */
const GRAVEST_FIRST = 'gravity, amount_fen DESC NULLS LAST, lead_id';

const leadLists: readonly WorkList[] = [
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

export const WORK_LISTS: readonly WorkList[] = Object.freeze([
  {
    list: 'expansion',
    title: '参保扩面工作清单',
    columns: [
      VILLAGE,
      GRID,
      BUILDING,
      ROOM,
      HOUSEHOLD,
      NAME,
      ID_NO,
      SEX,
      AGE,
      MOBILE,
      STATUS,
      { column: 'gap_months', title: '中断月数', width: 9 },
      { column: 'reason_text', title: '原因', width: 30 },
      { column: 'advice', title: '建议', width: 40 },
      { column: 'tier_fen', title: '档次(元)', width: 10, money: true },
      { column: 'own_cost_fen', title: '个人缴费(元)', width: 12, money: true },
      { column: 'subsidy_fen', title: '政府补贴(元)', width: 12, money: true },
      ADDRESS,
      PERSON,
    ],
    ...query('expansion'),
  },
  {
    list: 'data-repair',
    title: '身份信息核实清单',
    columns: [
      VILLAGE,
      GRID,
      HOUSEHOLD,
      NAME,
      ID_NO,
      MOBILE,
      ADDRESS,
      { column: 'identity_issue', title: '问题', width: 18, reason: true },
      SOURCE,
      { column: 'line', title: '原文件行号', width: 10 },
      PERSON,
    ],
    ...query('data-repair'),
  },
  {
    list: 'uninsured-units',
    title: '未参保单位清单',
    columns: [COUNTY, USCC, ENTITY, { column: 'staff_evidence', title: '用工证据人数', width: 12 }],
    ...query('uninsured-unit'),
  },
  {
    list: 'locate-by-dwelling',
    title: '以房找人清单',
    columns: [
      VILLAGE,
      GRID,
      BUILDING,
      ROOM,
      { column: 'residence_address', title: '房屋地址', width: 36 },
      { column: 'dwelling_code', title: '房屋编码', width: 26 },
    ],
    ...query('locate-by-dwelling'),
  },
  {
    list: 'locate-by-household',
    title: '以户找人清单',
    columns: [
      VILLAGE,
      HOUSEHOLD,
      { column: 'hukou_no', title: '户号', width: 16 },
      NAME,
      ID_NO,
      MOBILE,
      { column: 'hukou_address', title: '户籍地址', width: 32, masked: 'address' },
      PERSON,
    ],
    ...query('locate-by-household'),
  },
  {
    list: 'resident-without-dwelling',
    title: '有人无房清单',
    columns: [VILLAGE, GRID, HOUSEHOLD, NAME, ID_NO, MOBILE, ADDRESS, PERSON],
    ...query('resident-without-dwelling'),
  },
  {
    list: 'review',
    title: '疑似同一人核对清单',
    columns: [
      VILLAGE,
      GRID,
      { column: 'pair_id', title: '配对编号', width: 13 },
      { column: 'review_reason', title: '核对原因', width: 24, reason: true },
      { column: 'probability', title: '同一人可能性', width: 13 },
      { column: 'in_favour', title: '支持同一人', width: 36 },
      { column: 'against', title: '不支持同一人', width: 30 },
      ...reviewSide('left', '甲'),
      ...reviewSide('right', '乙'),
    ],
    ...query('review'),
  },
  { list: 'quarantine', title: '隔离记录清单', columns: REJECTED, ...query('quarantine') },
  { list: 'issues', title: '问题字段清单', columns: REJECTED, ...query('issue') },
  {
    list: 'quality',
    title: '数据质量报告',
    columns: [
      DEPARTMENT,
      SOURCE,
      FIELD,
      { column: 'rows', title: '记录数', width: 10 },
      { column: 'completeness', title: '完整率', width: 9 },
      { column: 'completeness_threshold', title: '完整率要求', width: 11 },
      { column: 'validity', title: '有效率', width: 9 },
      { column: 'validity_threshold', title: '有效率要求', width: 11 },
      { column: 'uniqueness', title: '唯一率', width: 9 },
      { column: 'uniqueness_threshold', title: '唯一率要求', width: 11 },
      { column: 'timeliness_days', title: '数据天数', width: 9 },
      { column: 'timeliness_threshold_days', title: '天数上限', width: 9 },
      { column: 'verdict', title: '结论', width: 9 },
    ],
    ...query('quality'),
  },
  ...certificationLists,
  ...leadLists,
  ...personLists,
]);

const MASKS: Record<Masked, (value: string) => string | null> = {
  name: maskName,
  idNo: maskIdentityNumber,
  phone: maskPhone,
  address: maskAddress,
  birthDate: maskBirthDate,
};

/**
 * The rows of a list for a division (code prefix), by village, grid, household. Names, numbers, phones and
 * addresses are masked unless `reveal`.
 */
export async function readWorkList(
  engine: Engine,
  list: WorkList,
  options: { division: string; reveal: boolean },
): Promise<EngineRow[]> {
  const columns = list.columns.map(({ column }) => sqlName(column)).join(', ');
  const order = [
    'village',
    'grid_code',
    'household_id',
    'building_name',
    'room',
    'pair_id',
    'person_id',
    'uscc',
    'dwelling_code',
    'department',
    'source_name',
    'file',
    'line',
    'field',
  ]
    .filter((column) => list.columns.some((shown) => shown.column === column))
    .map(sqlName);
  const rows = await engine.rows(`
    SELECT ${columns}
    FROM (\n${list.sql}\n)
    WHERE starts_with(division, ${sqlText(options.division)})
    ORDER BY ${list.order ?? `division, ${order.join(', ')}`}
  `);
  const shown = list.columns.flatMap(({ column, masked, reason }) => {
    if (reason) return [{ column, show: reasonText }];
    return masked && !options.reveal ? [{ column, show: MASKS[masked] }] : [];
  });
  if (shown.length === 0) return rows;
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(
      shown.map(({ column, show }) => {
        const value = row[column];
        return [column, typeof value === 'string' ? show(value) : null];
      }),
    ),
  }));
}
