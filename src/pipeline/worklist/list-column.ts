export type Masked = 'name' | 'idNo' | 'phone' | 'address' | 'birthDate';

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

export const VILLAGE: ListColumn = { column: 'village', title: '村(社区)', width: 20 };
export const GRID: ListColumn = { column: 'grid_code', title: '网格', width: 17 };
export const BUILDING: ListColumn = { column: 'building_name', title: '楼栋', width: 16 };
export const ROOM: ListColumn = { column: 'room', title: '单元-室', width: 10 };
export const HOUSEHOLD: ListColumn = { column: 'household_id', title: '户编号', width: 22 };
export const NAME: ListColumn = { column: 'name', title: '姓名', width: 12, masked: 'name' };
export const ID_NO: ListColumn = { column: 'id_no', title: '身份号码', width: 20, masked: 'idNo' };
export const SEX: ListColumn = { column: 'sex', title: '性别', width: 6 };
export const AGE: ListColumn = { column: 'age', title: '年龄', width: 6 };
export const MOBILE: ListColumn = { column: 'mobile', title: '手机', width: 14, masked: 'phone' };
export const ADDRESS: ListColumn = {
  column: 'residence_address',
  title: '居住地址',
  width: 32,
  masked: 'address',
};
export const PERSON: ListColumn = { column: 'person_id', title: '人员编号', width: 36 };
export const STATUS: ListColumn = { column: 'status_name', title: '参保状态', width: 12 };

export const COUNTY: ListColumn = { column: 'county', title: '县(区)', width: 12 };
export const USCC: ListColumn = { column: 'uscc', title: '统一社会信用代码', width: 22 };
export const ENTITY: ListColumn = { column: 'entity_name', title: '单位名称', width: 36 };
export const DEPARTMENT: ListColumn = { column: 'department', title: '部门', width: 18 };
export const SOURCE: ListColumn = { column: 'source_name', title: '来源', width: 18 };
export const FIELD: ListColumn = { column: 'field', title: '字段', width: 16 };
export const REJECTED: readonly ListColumn[] = [
  DEPARTMENT,
  SOURCE,
  { column: 'file', title: '文件', width: 40 },
  { column: 'line', title: '行号', width: 10 },
  FIELD,
  { column: 'value_class', title: '值的形态(9 数字,A 字母,汉)', width: 24 },
  { column: 'reason', title: '原因', width: 24, reason: true },
];

export const PEOPLE: readonly ListColumn[] = [
  VILLAGE,
  GRID,
  HOUSEHOLD,
  NAME,
  ID_NO,
  SEX,
  AGE,
  MOBILE,
  ADDRESS,
];

export const PROGRAMMES: ListColumn = { column: 'programmes', title: '待遇项目', width: 30 };
export const REASON: ListColumn = { column: 'reason_text', title: '原因', width: 40 };
export const MONTHLY: ListColumn = {
  column: 'monthly_amount_fen',
  title: '每月待遇(元)',
  width: 12,
  money: true,
};
export const PRIORITY: ListColumn = { column: 'priority', title: '优先', width: 6 };
export const NEXT_STEP: ListColumn = { column: 'next_step_name', title: '下一步', width: 20 };
export const DUE: ListColumn = { column: 'due_date', title: '到期日', width: 12 };
