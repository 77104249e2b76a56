import { DUE, MONTHLY, NEXT_STEP, PEOPLE, PERSON, PRIORITY, PROGRAMMES, REASON } from './list-column.ts';
import { query } from './list-query.ts';
import type { WorkList } from './work-list.ts';

/** Whose certification falls due, whom to visit, who may have lost or has lost the entitlement. */
export const certificationLists: readonly WorkList[] = [
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
