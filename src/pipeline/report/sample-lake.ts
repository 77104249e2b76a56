import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KEPT_TABLES } from '#domain/contracts/kept-tables.ts';
import { PUBLISHED_TABLES, type PublishedTableName } from '#domain/contracts/publication.ts';
import { CURRENT_FILE, PUBLISHED_FOLDER } from '#domain/contracts/publication-manifest.ts';
import type { PublishedTable } from '#domain/contracts/published-table.ts';
import { openDuckdb } from '#engine/duckdb.ts';
import { type Engine, sqlName, sqlText } from '#engine/engine.ts';
import { writeParquet } from '#engine/write-parquet.ts';
import { ENGINE_TYPES } from '../publish/table-snapshot.ts';

type Value = string | number | boolean | null | readonly (string | number)[];
type Row = Readonly<Record<string, Value>>;

/** Row ids of the two deliveries of the lake: a line of the railway's file, one of the crematorium's, one of the grid's. */
export const RAIL_ROW = 4294967296 + 12;
export const CREMATION_ROW = 2 * 4294967296 + 3;
export const VISIT_ROW = 3 * 4294967296 + 5;

/** Fictitious people, by person_id. */
export const TRAVELLER = 'a1'.repeat(16);
export const BEDRIDDEN = 'b2'.repeat(16);
export const CREMATED = 'c3'.repeat(16);
export const ENDED = 'd4'.repeat(16);

const VILLAGE = '640499100201';
const OTHER_VILLAGE = '640499101202';

/** Of a person × programme, what most have; the rest is said where it differs. */
const certification = (personId: string, programme: string, differing: Row): Row => ({
  person_id: personId,
  programme,
  department: 'HRSS',
  division: VILLAGE,
  state: 'ENTITLED',
  basis: null,
  reason: null,
  next_step: 'NONE',
  is_priority: false,
  benefit_state: 'PAYING',
  monthly_amount_fen: 21_050,
  evidence: [],
  rule: 'certification',
  rule_version: '2026-01-01:ab12',
  state_since: '2026-10-31',
  ...differing,
});

const CERTIFICATIONS: readonly Row[] = [
  certification(TRAVELLER, 'RES_PENSION', {
    basis: 'STRONG',
    reason: 'STRONG_PROOF',
    points: 100,
    channels: 1,
    proof_date: '2026-05-03',
    proof_channel: 'E14',
    due_date: '2027-05-03',
    method: 'DATA',
    evidence: [RAIL_ROW],
  }),
  certification(TRAVELLER, 'DIBAO', {
    department: 'CAB',
    basis: 'STRONG',
    reason: 'RECOGNISED_PROOF',
    proof_date: '2026-05-03',
    proof_channel: 'E14',
    due_date: '2026-11-20',
    recognised_from: 'RES_PENSION',
    method: 'SHARED',
    next_step: 'NUDGE',
  }),
  certification(BEDRIDDEN, 'RES_PENSION', {
    state: 'OVERDUE',
    reason: 'OVERDUE',
    proof_date: '2025-03-01',
    proof_channel: 'E08',
    due_date: '2026-03-01',
    next_step: 'HOME_VISIT',
    is_priority: true,
    evidence: [VISIT_ROW],
  }),
  certification(BEDRIDDEN, 'OLD_AGE_ALLOWANCE', {
    department: 'CAB',
    state: 'TO_VERIFY',
    reason: 'NO_PROOF',
    due_date: '2026-09-01',
    next_step: 'HOME_VISIT',
    is_priority: true,
  }),
  certification(CREMATED, 'RES_PENSION', {
    division: OTHER_VILLAGE,
    state: 'TO_VERIFY',
    reason: 'DEATH_RECORDED',
    negative_channel: 'E47',
    negative_date: '2026-06-02',
    due_date: '2027-01-05',
    next_step: 'VERIFY_DEATH',
    previous_state: 'ENTITLED',
    evidence: [CREMATION_ROW],
  }),
  certification(ENDED, 'RES_PENSION', {
    division: OTHER_VILLAGE,
    state: 'LOST',
    reason: 'VERIFIED_DEAD',
    benefit_state: 'TERMINATED',
  }),
];

const none = { exempt: 0, conflict: 0, suspended: 0, by_app: 0, by_counter: 0, by_visit: 0 };
const statistic = (division: string, level: number, programme: string, counted: Row): Row => ({
  division,
  level,
  programme,
  ...none,
  ...counted,
});

const lead = (leadId: string, subject: string, rule: string, grade: string, differing: Row): Row => ({
  lead_id: leadId,
  subject,
  cause: rule,
  rule,
  rules: [rule],
  grade,
  programmes: [],
  evidence: [],
  rule_version: '2026-01-01:cd34',
  state: 'NEW',
  first_seen: '2026-08-31',
  last_seen: '2026-10-31',
  state_since: '2026-08-31',
  ...differing,
});

/** Published tables with rows; all others are empty. */
const PUBLISHED: Readonly<Partial<Record<PublishedTableName, readonly Row[]>>> = {
  division: [
    { code: '640499', level: 3, name: '示范区', parent: '6404', kind: 'COUNTY' },
    { code: '640499100', level: 4, name: '清水镇', parent: '640499', kind: 'TOWN' },
    { code: '640499101', level: 4, name: '石桥乡', parent: '640499', kind: 'TOWNSHIP' },
    { code: VILLAGE, level: 5, name: '河湾村', parent: '640499100', kind: 'VILLAGE' },
    { code: OTHER_VILLAGE, level: 5, name: '石桥村', parent: '640499101', kind: 'VILLAGE' },
  ],
  person: [
    { person_id: TRAVELLER, sex: '1', birth_date: '1959-02-10', residence_division: VILLAGE },
    { person_id: BEDRIDDEN, sex: '2', birth_date: '1935-01-20', residence_division: VILLAGE },
    { person_id: CREMATED, sex: '1', birth_date: '1950-07-07', residence_division: OTHER_VILLAGE },
    { person_id: ENDED, sex: '2', birth_date: '1941-11-11', residence_division: OTHER_VILLAGE },
  ].map((person) => ({ ...person, is_resident: true, is_registered: true, residence_split: false })),
  coverage_rate: ['640499', '640499100', '640499101'].map((division) => ({
    division,
    denominator: 'RESIDENT',
    level: division.length === 6 ? 3 : 4,
    residents: division.length === 6 ? 4 : 2,
    in_scope: division.length === 6 ? 4 : 2,
    insured: division.length === 6 ? 4 : 2,
    coverage_rate: 1,
    beneficiary: division.length === 6 ? 4 : 2,
  })),
  certification: CERTIFICATIONS,
  certification_statistic: [
    statistic('640499', 3, 'ALL', {
      held: 1_234_567,
      due: 5,
      done: 2,
      entitled: 2,
      to_verify: 2,
      overdue: 1,
      lost: 1,
      by_data: 1,
      by_shared: 1,
      rate: 0.4,
    }),
    statistic('640499', 3, 'RES_PENSION', {
      held: 4,
      due: 3,
      done: 1,
      entitled: 1,
      to_verify: 1,
      overdue: 1,
      lost: 1,
      by_data: 1,
      by_shared: 0,
      rate: 1 / 3,
    }),
    statistic('640499', 3, 'DIBAO', {
      held: 1,
      due: 1,
      done: 1,
      entitled: 1,
      to_verify: 0,
      overdue: 0,
      lost: 0,
      by_data: 0,
      by_shared: 1,
      rate: 1,
    }),
    statistic('640499100', 4, 'ALL', {
      held: 4,
      due: 4,
      done: 2,
      entitled: 2,
      to_verify: 1,
      overdue: 1,
      lost: 0,
      by_data: 1,
      by_shared: 1,
      rate: 0.5,
    }),
  ],
  channel_statistic: [
    { channel: 'E14', department: 'RAIL', rows: 3_210, people: 60, decided: 41, share: 0.41 },
    { channel: 'RECORD', department: 'HRSS', rows: 9, people: 9, decided: 5, share: 0.05 },
  ],
  risk_lead: [
    lead('L-CREMATED', 'PERSON', 'R02', 'H', {
      person_id: CREMATED,
      division: OTHER_VILLAGE,
      rules: ['R02', 'R01'],
      programmes: ['RES_PENSION'],
      amount_fen: 84_200,
      evidence: [CREMATION_ROW],
    }),
    lead('L-FALSE', 'PERSON', 'R24', 'M', {
      person_id: BEDRIDDEN,
      division: VILLAGE,
      programmes: ['OLD_AGE_ALLOWANCE'],
      amount_fen: 5_000,
      state: 'CLOSED',
      is_true: false,
      close_reason: '已满 80 周岁',
    }),
    lead('L-UNIT', 'UNIT', 'R30', 'M', {
      uscc: '91640499MA00000001',
      division: '640499',
      amount_fen: 1_234_500,
      state: 'RECOVERING',
      is_true: true,
      amount_due_fen: 1_000_000,
      recovered_fen: 250_000,
    }),
    lead('L-OPERATOR', 'OPERATOR', 'V4', 'H', { operator_key: 'op:77aa', amount_fen: 300 }),
  ],
  unit_status: [
    {
      uscc: '91640499MA00000001',
      entity_name: '示范商贸有限公司',
      division: '640499',
      status: 'INSURED_UNIT',
    },
  ],
  batch: [
    { batch_no: 1, source: 'rail_boarding', file: '铁路_20261001.csv', department: 'RAIL' },
    { batch_no: 2, source: 'cab_cremation', file: '殡仪馆_20261001.xlsx', department: 'CAB' },
    { batch_no: 3, source: 'grid_door_visit', file: '网格_20261001.csv', department: 'GRID' },
  ].map((batch) => ({
    ...batch,
    delivered_on: '2026-10-01',
    read: 1,
    accepted: 1,
    quarantined: 0,
    repeated: 0,
  })),
};

/** Tables of the lake that are not published: a query each. */
const OTHERS: Readonly<Record<string, string>> = {
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
  archive_fill: values(['item', 'division', 'fill_rate'], [1, '', 1], [2, '', 0.25], [3, '', 0]),
  rule_archive_origin: values(['item', 'column_name'], [1, 'name'], [2, 'education_level']),
  rule_archive_item: values(['item', 'name'], [1, '姓名'], [2, '学历'], [3, '照片']),
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
    ['state', 'name'],
    ['NEW', '待分派'],
    ['RECOVERING', '追回中'],
    ['CLOSED', '已办结'],
  ),
};

/** A lake of four people with certification and leads made by hand, as `openLake` shows one. */
export async function openSampleLake(): Promise<Engine> {
  const engine = await openDuckdb();
  const tables: readonly (readonly [string, PublishedTable])[] = [
    ...Object.entries(PUBLISHED_TABLES),
    ...Object.entries(KEPT_TABLES),
  ];
  for (const [name, { columns }] of tables) {
    const types = Object.entries(columns).map(
      ([column, [type]]) => `${sqlName(column)} ${ENGINE_TYPES[type]}`,
    );
    await engine.run(`CREATE TABLE ${sqlName(name)} (${types.join(', ')})`);
    for (const row of PUBLISHED[name as PublishedTableName] ?? [])
      await engine.run(
        `INSERT INTO ${sqlName(name)} (${Object.keys(row).map(sqlName).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`,
      );
  }
  // Columns of the register that are not published.
  await engine.run(
    'ALTER TABLE person ADD COLUMN hukou_no VARCHAR; ALTER TABLE building ADD COLUMN building_name VARCHAR',
  );
  for (const [name, query] of Object.entries(OTHERS))
    await engine.run(`CREATE TABLE ${sqlName(name)} AS ${query}`);
  return engine;
}

/** The same four people as a home after a run, for commands to read. */
export async function writeSampleHome(home: string): Promise<void> {
  const engine = await openSampleLake();
  try {
    const tables = await engine.rows<{ table_name: string }>(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'",
    );
    for (const { table_name } of tables)
      await writeParquet(
        engine,
        `FROM ${sqlName(table_name)}`,
        join(home, 'tables', `${table_name}.parquet`),
      );
  } finally {
    engine.close();
  }
  await mkdir(join(home, PUBLISHED_FOLDER), { recursive: true });
  await writeFile(join(home, PUBLISHED_FOLDER, CURRENT_FILE), '1\n');
}

function values(columns: readonly string[], ...rows: readonly (readonly Value[])[]): string {
  const typed = columns.map((column, index) => {
    const isBlank = rows.every((row) => row[index] === null);
    const type = column.endsWith('_date') ? 'DATE' : isBlank ? 'VARCHAR' : undefined;
    return type ? `CAST(${sqlName(column)} AS ${type}) AS ${sqlName(column)}` : sqlName(column);
  });
  const written = rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
  return `SELECT ${typed.join(', ')} FROM (VALUES ${written}) t(${columns.map(sqlName).join(', ')})`;
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return `[${value.map((element) => literal(element)).join(', ')}]`;
  return typeof value === 'string' ? sqlText(value) : String(value);
}
