import { PERSON_LISTS } from '#domain/person-list.ts';
import { type Engine, type EngineRow, sqlName, sqlText } from '#engine/engine.ts';
import { maskAddress, maskBirthDate, maskIdentityNumber, maskName, maskPhone } from '#privacy/masking.ts';
import { certificationLists } from './certification-lists.ts';
import { leadLists } from './lead-lists.ts';
import {
  ADDRESS,
  AGE,
  BUILDING,
  COUNTY,
  DEPARTMENT,
  ENTITY,
  FIELD,
  GRID,
  HOUSEHOLD,
  ID_NO,
  type ListColumn,
  type Masked,
  MOBILE,
  NAME,
  PEOPLE,
  PERSON,
  REJECTED,
  ROOM,
  SEX,
  SOURCE,
  STATUS,
  USCC,
  VILLAGE,
} from './list-column.ts';
import { type ListQuery, only, query } from './list-query.ts';
import { reasonText } from './reason-text.ts';

/** A list that people work through: a query over the register and what is shown of it. */
export interface WorkList extends ListQuery {
  readonly list: string;
  readonly title: string;
  readonly columns: readonly ListColumn[];
  /** What the rows are sorted by, in SQL; by default division, village, grid, household. */
  readonly order?: string;
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
  {
    list: 'archive-fill',
    title: '民生服务档案填充率',
    columns: [
      { column: 'county', title: '县(区)', width: 14 },
      { column: 'item', title: '序号', width: 6 },
      { column: 'category_name', title: '类别', width: 12 },
      { column: 'item_name', title: '项目', width: 16 },
      { column: 'department_name', title: '部门', width: 22 },
      { column: 'level', title: '级别', width: 6 },
      { column: 'origin', title: '来源', width: 8 },
      { column: 'people', title: '常住人数', width: 10 },
      { column: 'filled', title: '有值', width: 10 },
      { column: 'fill_rate', title: '填充率', width: 9 },
      { column: 'good', title: '可信', width: 10 },
      { column: 'derived', title: '推算', width: 10 },
      { column: 'stale', title: '过期', width: 9 },
      { column: 'conflict', title: '来源不一致', width: 11 },
    ],
    ...query('archive-fill'),
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
    'item',
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
