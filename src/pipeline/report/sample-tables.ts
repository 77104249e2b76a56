import { sqlName, sqlText } from '#engine/engine.ts';
import {
  BEDRIDDEN,
  CREMATED,
  CREMATION_ROW,
  ENDED,
  OTHER_VILLAGE,
  RAIL_ROW,
  TRAVELLER,
  type Value,
  VILLAGE,
  VISIT_ROW,
} from './sample-rows.ts';

/** Tables of the lake that are not published: a query each. */
export const OTHER_TABLES: Readonly<Record<string, string>> = {
  run_parameter: `SELECT DATE '2026-10-31' AS as_of, '2026-10' AS as_of_month`,
  quality: 'SELECT TRUE AS pass WHERE FALSE',
  person_identity: values(
    ['person_id', 'id_no', 'id_no_raw', 'name', 'mobile', 'residence_address'],
    [TRAVELLER, '640499195902100013', null, '王建国', '13800005678', '示范区清水镇河湾村3组12号'],
    [BEDRIDDEN, '640499193501200028', null, '李秀英', '13900001234', '示范区清水镇河湾村1组2号'],
    [CREMATED, '640499195007070011', null, '马志强', null, null],
    [ENDED, '640499194111110022', null, '丁玉兰', null, null],
  ),
  person_lineage: "SELECT '' AS person_id, 1::BIGINT AS birth_date_row WHERE FALSE",
  person_link:
    "SELECT '' AS person_id, 1::BIGINT AS row_id, 'self' AS role, 'ID_NAME_EXACT' AS link_rule WHERE FALSE",
  person_several_number:
    "SELECT '' AS person_id, '' AS id_no, TRUE AS is_canonical, 1 AS records WHERE FALSE",
  link_decision_entry: values(
    ['decision_key', 'decided_on', 'by', 'reason', 'undone_on', 'undone_by', 'undone_reason'],
    ['', '', '', '', '', '', ''],
  ),
  fact_rail_boarding: `SELECT ${RAIL_ROW}::BIGINT AS row_id, '${TRAVELLER}' AS person_id, DATE '2026-05-03' AS event_date, 'G2026' AS train_no, '银川' AS destination`,
  fact_cab_cremation: `SELECT ${CREMATION_ROW}::BIGINT AS row_id, '${CREMATED}' AS person_id, DATE '2026-06-02' AS cremation_date, '示范殡仪馆' AS home_name`,
  fact_grid_door_visit: `SELECT ${VISIT_ROW}::BIGINT AS row_id, '${BEDRIDDEN}' AS person_id, DATE '2025-03-01' AS event_date, '640499100201001' AS grid_code`,
  certification_due: values(
    ['person_id', 'programme', 'division', 'due_date', 'window_days', 'next_step', 'is_priority'],
    [TRAVELLER, 'DIBAO', VILLAGE, '2026-11-20', 30, 'NUDGE', false],
    [CREMATED, 'RES_PENSION', OTHER_VILLAGE, '2027-01-05', 90, 'VERIFY_DEATH', false],
  ),
  suspected_loss: `SELECT '${CREMATED}' AS person_id, '${OTHER_VILLAGE}' AS division, ['RES_PENSION', 'DIBAO'] AS programmes, 'DEATH_RECORDED' AS reason, 'VERIFY_DEATH' AS next_step, DATE '2026-06-02' AS since, 21050::BIGINT AS monthly_amount_fen, [${CREMATION_ROW}] AS evidence`,
  confirmed_loss: `SELECT '${ENDED}' AS person_id, '${OTHER_VILLAGE}' AS division, ['RES_PENSION'] AS programmes, 'VERIFIED_DEAD' AS reason, DATE '2026-04-09' AS since, 18000::BIGINT AS monthly_amount_fen, []::BIGINT[] AS evidence`,
  department_statistic: values(
    ['department', 'rows', 'people', 'decided', 'share'],
    ['RAIL', 3210, 60, 41, 0.41],
    ['GRID', 9, 9, 5, 0.05],
  ),
  evidence_issue: values(
    ['channel', 'issue', 'rows'],
    ['E14', 'NOBODY', 7],
    ['E14', 'FUTURE', 2],
    ['E08', 'BEFORE_BIRTH', 1],
  ),
  archive_fill: values(
    ['item', 'division', 'people', 'filled', 'good', 'derived', 'stale', 'conflict', 'fill_rate'],
    [1, '', 4, 4, 4, 0, 0, 0, 1],
    [2, '', 4, 1, 1, 0, 0, 0, 0.25],
    [3, '', 4, 0, 0, 0, 0, 0, 0],
  ),
  rule_archive_category: values(['category', 'name'], ['BASIC', '基本信息']),
  rule_archive_origin: values(['item', 'column_name'], [1, 'name'], [2, 'education_level']),
  rule_archive_item: values(
    ['item', 'identifier', 'name', 'category'],
    [1, 'name', '姓名', 'BASIC'],
    [2, 'education_level', '学历', 'BASIC'],
    [3, 'photo', '照片', 'BASIC'],
  ),
  rule_source: values(
    ['source', 'name'],
    ['rail_boarding', '铁路乘车记录'],
    ['cab_cremation', '火化登记'],
    ['grid_door_visit', '网格员敲门核验'],
  ),
  rule_department: values(
    ['department', 'name'],
    ['RAIL', '铁路部门'],
    ['CAB', '民政局'],
    ['GRID', '乡镇街道村居'],
    ['HRSS', '人社局'],
  ),
  rule_status: "SELECT '' AS status, '' AS name WHERE FALSE",
  rule_status_reason: "SELECT '' AS reason, '' AS text WHERE FALSE",
  rule_person_list: "SELECT '' AS tag, '' AS name WHERE FALSE",
  rule_programme: values(
    ['programme', 'code', 'name'],
    ['RES_PENSION', 'P03', '城乡居民基本养老金'],
    ['OLD_AGE_ALLOWANCE', 'P13', '高龄津贴'],
    ['DIBAO', 'P14', '最低生活保障'],
  ),
  rule_certification_state: values(
    ['state', 'name'],
    ['ENTITLED', '具备资格'],
    ['TO_VERIFY', '待核实'],
    ['OVERDUE', '逾期未认证'],
    ['LOST', '丧失资格'],
  ),
  rule_certification_reason: values(
    ['reason', 'text'],
    ['STRONG_PROOF', '有效期内有一条强记录'],
    ['RECOGNISED_PROOF', '互认本人另一项待遇的认证结果'],
    ['OVERDUE', '超过宽限期仍没有凭据'],
    ['NO_PROOF', '已到期,没有可用的凭据'],
    ['DEATH_RECORDED', '有死亡类记录,须上门核实后再定'],
    ['VERIFIED_DEAD', '核实已死亡'],
  ),
  rule_due_window: values(['window_days'], [30], [60], [90]),
  rule_certification_method: values(
    ['method', 'name'],
    ['DATA', '数据比对'],
    ['APP', '手机人脸认证'],
    ['COUNTER', '窗口与自助机认证'],
    ['VISIT', '上门认证'],
    ['SHARED', '互认共享'],
  ),
  rule_next_step: values(
    ['next_step', 'name'],
    ['NONE', '无需办理'],
    ['NUDGE', '提醒将到期'],
    ['HOME_VISIT', '上门认证'],
    ['VERIFY_DEATH', '上门核实是否在世'],
  ),
  rule_evidence_channel: values(
    ['channel', 'name', 'department', 'sensitive'],
    ['E08', '网格员敲门核验', 'GRID', false],
    ['E14', '铁路实名乘车', 'RAIL', true],
    ['E47', '火化登记', 'CAB', false],
  ),
  rule_evidence_source: values(
    ['channel', 'source', 'date_column'],
    ['E08', 'grid_door_visit', 'event_date'],
    ['E14', 'rail_boarding', 'event_date'],
    ['E47', 'cab_cremation', 'cremation_date'],
    [null, 'hrss_certification', null],
  ),
  rule_risk: values(
    ['rule', 'name', 'grade', 'subject', 'reason'],
    ['R01', '死亡后继续领取', 'H', 'PERSON', '死亡月份之后仍有发放'],
    ['R02', '火化后未报', 'H', 'PERSON', '已火化,户口未注销,仍在发放'],
    ['R24', '未到年龄领取', 'M', 'PERSON', '未满 80 周岁领取高龄津贴'],
    ['R30', '单位少报人数', 'M', 'UNIT', '个税申报人数多出参保人数 20% 以上'],
    ['V4', '不兼容岗位受理审核', 'H', 'OPERATOR', '同一人既受理又审核'],
  ),
  rule_lead_state: values(
    ['state', 'name', 'is_open'],
    ['NEW', '新发现', true],
    ['RECOVERING', '追缴中', true],
    ['CLOSED', '已办结', false],
  ),
  channel_precision: values(
    [
      'channel',
      'outcomes',
      'right_outcomes',
      'precision',
      'precision_low',
      'precision_high',
      'weight',
      'proposed_weight',
      'verdict',
    ],
    ['E08', 1200, 1200, 1, 0.9968, 1, 120, 120, 'KEEP'],
    ['E14', 57, 54, 0.9474, 0.8563, 0.9819, 100, 90, 'LOWER'],
    ['E47', 12, 11, 0.9167, 0.6461, 0.9851, -200, -200, 'TOO_FEW'],
    ['E46', 0, 0, null, null, null, -200, -200, 'TOO_FEW'],
  ),
  rule_precision: values(
    [
      'rule',
      'outcomes',
      'true_outcomes',
      'precision',
      'precision_low',
      'precision_high',
      'grade',
      'proposed_grade',
      'verdict',
    ],
    ['R01', 3, 3, 1, 0.4385, 1, 'H', 'H', 'TOO_FEW'],
    ['R02', 40, 12, 0.3, 0.1807, 0.4543, 'H', 'M', 'LOWER'],
    ['R24', 0, 0, null, null, null, 'M', 'M', 'TOO_FEW'],
  ),
  rule_learning: values(['minimum_outcomes', 'confidence_z'], [30, 1.96]),
  rule_learning_verdict: values(
    ['verdict', 'name'],
    ['KEEP', '与核实结果相符,维持'],
    ['LOWER', '准确率低于要求,建议调低'],
  ),
  rule_lead_close: values(['close_reason', 'name'], ['UNTRUE', '核实不实']),
};

function values(columns: readonly string[], ...rows: readonly (readonly Value[])[]): string {
  const typed = columns.map((column, index) => {
    const isBlank = rows.every((row) => row[index] === null);
    const type = column.endsWith('_date') ? 'DATE' : isBlank ? 'VARCHAR' : undefined;
    return type ? `CAST(${sqlName(column)} AS ${type}) AS ${sqlName(column)}` : sqlName(column);
  });
  const written = rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
  return `SELECT ${typed.join(', ')} FROM (VALUES ${written}) t(${columns.map(sqlName).join(', ')})`;
}

/** A value in SQL. */
export function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return `[${value.map((element) => literal(element)).join(', ')}]`;
  return typeof value === 'string' ? sqlText(value) : String(value);
}
