import {
  programmesWithoutTerm,
  unknownOrigins,
  unknownSigns,
  unreadableEvidence,
  weakThatPassesAlone,
} from './certification-contradictions.ts';
import { code, flag, integer, pattern, ruleTable, text } from './rule-table.ts';

/** Why a certification is in its state: codes that the models write. */
export const CERTIFICATION_REASONS = [
  'AWARD_TERMINATED',
  'VERIFIED_DEAD',
  'VERIFIED_MISSING',
  'VERIFIED_NOT_ENTITLED',
  'ALIVE_AFTER_DEATH',
  'DEATH_RECORDED',
  'IN_CUSTODY',
  'STOPPED_ELSEWHERE',
  'STOPPED_ELSEWHERE_CUSTODY',
  'RESUMED_BY_PROOF',
  'SUSPENDED_NO_PROOF',
  'STRONG_PROOF',
  'RECOGNISED_PROOF',
  'REMEMBERED_PROOF',
  'AWARDED_THIS_YEAR',
  'INPATIENT',
  'WEAK_COMBINATION',
  'FIRST_TERM',
  'NO_PROOF',
  'WEAK_TOO_LONG',
  'OVERDUE',
] as const;

export const CERTIFICATION_STATES = [
  'LOST',
  'CONFLICT',
  'TO_VERIFY',
  'SUSPENDED',
  'RESUMED',
  'ENTITLED',
  'OVERDUE',
] as const;

const NEXT_STEPS = [
  'NONE',
  'NUDGE',
  'SELF_SERVICE',
  'COUNTER',
  'HOME_VISIT',
  'CONSULAR',
  'VERIFY_DEATH',
  'VERIFY_CUSTODY',
  'VERIFY_CONFLICT',
] as const;

const REGION = '^(\\*|\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12})$';
const COLUMN = '^[a-z][a-z0-9_]*$';
const PROGRAMME = { references: ['rule_programme', 'programme'] as const };
const DEPARTMENT = { references: ['rule_department', 'department'] as const };
const REASON = { optional: true, references: ['rule_certification_reason', 'reason'] as const };
/** No month has more days: whoever is measured against a cycle is given the longest. */
const DAYS_OF_MONTH = 31;

export const CERTIFICATION_TABLES = [
  ruleTable({
    name: 'rule_programme',
    file: 'programmes.yaml',
    grain: 'one row per programme that pays people and asks for proof',
    shape: 'rows',
    key: ['programme'],
    unique: ['code', 'name'],
    contradictions: programmesWithoutTerm,
    columns: {
      programme: code('programme identifier, as in the rosters'),
      code: pattern('P01–P22, optional ones X1…', '^(P\\d{2}|X\\d+)$'),
      name: text('Chinese name'),
      department: code('who pays', undefined, DEPARTMENT),
      is_core: flag('one of the 22 of mutual recognition'),
      person_type: code('who draws it', [
        'PENSIONER',
        'SURVIVOR',
        'INJURED',
        'JOBLESS',
        'FAMILY',
        'ELDERLY',
        'POOR',
        'DISABLED',
        'FORMER_STAFF',
        'VETERAN',
        'CHILD',
      ]),
    },
  }),
  ruleTable({
    name: 'rule_programme_term',
    file: 'programmes.yaml',
    grain: 'one row per programme and region; the longest region that fits is taken',
    shape: 'rows',
    key: ['programme', 'region'],
    columns: {
      programme: code('programme identifier', undefined, PROGRAMME),
      region: pattern('`*` or the first 2, 4, 6, 9 or 12 digits of a division', REGION),
      cycle_months: integer('proof holds so long', [1, 36]),
      max_proof_age_days: integer('an older proof is not accepted', [1, 1200]),
      accepts_strong: flag('strong data are accepted; certifying in person always is'),
      accepts_weak: flag('combinations of weak data are accepted'),
      grace_days: integer('so long after the due date nobody is overdue', [0, 1200]),
    },
    check: ({ cycle_months, max_proof_age_days, grace_days }) => {
      const longest = Number(cycle_months) * DAYS_OF_MONTH;
      if (Number(max_proof_age_days) > longest)
        return { column: 'max_proof_age_days', reason: '凭据的最长时限不能超过认证周期' };
      if (Number(grace_days) > longest) return { column: 'grace_days', reason: '宽限期不能超过认证周期' };
      return undefined;
    },
  }),
  ruleTable({
    name: 'rule_recognition',
    file: 'programmes.yaml',
    grain: 'one row per programme and the programme whose own certification it takes over or refuses',
    shape: 'rows',
    key: ['programme', 'from_programme'],
    contradictions: unknownOrigins,
    columns: {
      programme: code('programme that takes over', undefined, PROGRAMME),
      from_programme: pattern('programme that certified; `*`: any other', '^(\\*|[A-Z][A-Z0-9_]*)$'),
      accepted: flag('the proof is taken over'),
    },
    check: ({ programme, from_programme }) =>
      programme === from_programme
        ? { column: 'from_programme', reason: '待遇项目不能互认自己的认证结果' }
        : undefined,
  }),
  ruleTable({
    name: 'rule_evidence_channel',
    file: 'evidence-channels.yaml',
    grain: 'one row per evidence channel (数据来源渠道)',
    shape: 'rows',
    key: ['channel'],
    unique: ['identifier', 'name'],
    contradictions: weakThatPassesAlone,
    columns: {
      channel: pattern('E01, E02, …', '^E\\d{2,3}$'),
      identifier: pattern('identifier', '^[a-z][a-z0-9_]*$'),
      name: text('Chinese name'),
      department: code('whose record it is', undefined, DEPARTMENT),
      polarity: code('speaks for or against', ['POSITIVE', 'NEGATIVE']),
      strength: code('STRONG: the person was there; WEAK: may have been somebody else', ['STRONG', 'WEAK']),
      window_days: integer('so long a record counts; 0: until cleared', [0, 1200]),
      weight: integer('points; negative against', [-1000, 1000]),
      method: code('how the person certified', ['DATA', 'APP', 'COUNTER', 'VISIT']),
      negative_kind: code('what a negative record says', ['DEATH', 'CUSTODY'], { optional: true }),
      fields: text('what the record holds besides person, date, department and batch'),
      is_app: flag('shows that the person can use an app'),
      is_home: flag('shows that the person is in the country'),
      sensitive: flag('shows where somebody was, how ill or how rich'),
      is_named: flag('named in the Bozhou report; else our reconstruction'),
    },
    check: (row) => {
      const isPositive = row.polarity === 'POSITIVE';
      if (isPositive && Number(row.window_days) === 0)
        return { column: 'window_days', reason: '正向渠道的时限不能为 0（0 表示直到核实为止）' };
      if (!isPositive && Number(row.window_days) !== 0)
        return { column: 'window_days', reason: '反向渠道直到核实为止有效，时限应为 0' };
      if (isPositive ? Number(row.weight) <= 0 : Number(row.weight) >= 0)
        return { column: 'weight', reason: '分值的正负与渠道方向相反' };
      if (isPositive !== (row.negative_kind === null))
        return { column: 'negative_kind', reason: '反向渠道须写明 negative_kind，正向渠道不能有' };
      return undefined;
    },
  }),
  ruleTable({
    name: 'rule_evidence_source',
    file: 'evidence-channels.yaml',
    grain: 'one row per channel and the rows of a source that are its records',
    shape: 'rows',
    key: ['channel', 'source', 'column_name', 'code', 'holder', 'measure_column'],
    namesSourceCode: true,
    contradictions: unreadableEvidence,
    columns: {
      channel: pattern(
        'channel; none: the core system’s own record of a certification by data',
        '^E\\d{2,3}$',
        {
          optional: true,
          references: ['rule_evidence_channel', 'channel'],
        },
      ),
      source: pattern('source code', '^[a-z][a-z0-9_]*$'),
      column_name: pattern('column of the source', '^(\\*|[a-z][a-z0-9_]*)$'),
      code: pattern('code in that column; `*` with column `*`', '^(\\*|[A-Z0-9_]+)$'),
      date_column: pattern('day (or month: its last day) of the record; none: that of its delivery', COLUMN, {
        optional: true,
      }),
      else_date_column: pattern('the day where date_column is blank', COLUMN, { optional: true }),
      end_column: pattern('day on which it ended or was revoked', COLUMN, { optional: true }),
      origin_column: pattern('programme that certified', COLUMN, { optional: true }),
      measure_column: pattern('counts only where this number is above zero', COLUMN, { optional: true }),
      holder: code('SELF, SPOUSE: the person of that role; ALONE: who lives alone in the dwelling', [
        'SELF',
        'SPOUSE',
        'ALONE',
      ]),
    },
  }),
  ruleTable({
    name: 'rule_certification',
    file: 'certification.yaml',
    grain: 'one row',
    shape: 'values',
    key: ['parameter'],
    columns: {
      pass_points: integer('points that pass', [1, 1000]),
      weak_channels: integer('weak records pass only from so many channels', [2, 20]),
      weak_cycles: integer('so many cycles may run on weak records alone', [0, 10]),
      record_window_days: integer(
        'a certification by data recorded by the core system counts so long',
        [1, 1200],
      ),
      record_weight: integer('its points', [1, 1000]),
      record_method: code('how it counts in the statistics', ['DATA', 'APP', 'COUNTER', 'VISIT']),
      evidence_months: integer('older positive records are not looked at', [12, 240]),
      terminated_months: integer('an ended award is still shown so long', [1, 120]),
      exempt_award_year: flag('who was awarded this calendar year is exempt'),
      exempt_inpatient: flag('who was in hospital this cycle and paid by card is exempt'),
      exempt_hospital_level: integer('least level of that hospital', [1, 3]),
      home_visit_age_years: integer('from this age somebody comes home', [50, 120]),
      self_service_age_years: integer('below this age self-service is offered', [16, 120]),
      app_months: integer('who used an app so recently is offered self-service', [1, 120]),
    },
  }),
  ruleTable({
    name: 'rule_due_window',
    file: 'certification.yaml',
    grain: 'one row per window before the due date',
    shape: 'rows',
    key: ['window_days'],
    columns: {
      window_days: integer('due within so many days', [1, 365]),
      name: text('Chinese name'),
    },
  }),
  ruleTable({
    name: 'rule_certification_state',
    file: 'certification.yaml',
    grain: 'one row per state of a certification',
    shape: 'rows',
    key: ['state'],
    unique: ['state_order'],
    columns: {
      state: code('state code', CERTIFICATION_STATES),
      name: text('Chinese name'),
      state_order: integer('1 is decided first', [1, 99]),
      benefit_rank: integer('the higher, the better for the person', [1, 99]),
      is_uncertified: flag('nothing valid shows that the person is entitled: on list T06'),
      description: text('when it is given, Chinese'),
    },
  }),
  ruleTable({
    name: 'rule_certification_reason',
    file: 'certification.yaml',
    grain: 'one row per reason for a state',
    shape: 'rows',
    key: ['reason'],
    unique: ['reason_order'],
    columns: {
      reason: code('reason code, as in certification.reason', CERTIFICATION_REASONS),
      state: code('the state it is a reason for', undefined, {
        references: ['rule_certification_state', 'state'],
      }),
      basis: code('what entitlement rests on', ['STRONG', 'EXEMPT', 'WEAK', 'FIRST_TERM'], {
        optional: true,
      }),
      reason_order: integer('of several the first is given', [1, 99]),
      next_step: code('what follows; none: it depends on the person', undefined, {
        optional: true,
        references: ['rule_next_step', 'next_step'],
      }),
      text: text('the reason as a clerk reads it, Chinese'),
    },
    check: ({ state, basis }) =>
      (state === 'ENTITLED') === (basis === null)
        ? { column: 'basis', reason: '具备资格的理由须写明 basis，其他理由不能有' }
        : undefined,
  }),
  ruleTable({
    name: 'rule_next_step',
    file: 'certification.yaml',
    grain: 'one row per next step',
    shape: 'rows',
    key: ['next_step'],
    columns: {
      next_step: code('step code', NEXT_STEPS),
      name: text('Chinese name'),
      is_urgent: flag('goes before others on a list'),
      doer: code('who has to act', ['NOBODY', 'PERSON', 'GRID', 'COUNTY']),
    },
  }),
  ruleTable({
    name: 'rule_certification_method',
    file: 'certification.yaml',
    grain: 'one row per way of certifying',
    shape: 'rows',
    key: ['method'],
    columns: {
      method: code('method code', ['DATA', 'APP', 'COUNTER', 'VISIT', 'SHARED']),
      name: text('Chinese name'),
    },
  }),
  ruleTable({
    name: 'rule_verification_result',
    file: 'certification.yaml',
    grain: 'one row per result of a person’s check that decides something',
    shape: 'rows',
    key: ['result'],
    columns: {
      result: code('result code of grid_verification'),
      name: text('Chinese name'),
      reason: code('the reason for which entitlement is lost', undefined, REASON),
      clears: flag('resolves negative records and results before it'),
      whole_person: flag('holds for all programmes of the person, else for the one that was checked'),
    },
    check: ({ reason, clears }) =>
      (reason === null) !== (clears === true)
        ? { column: 'reason', reason: '核查结果要么丧失资格（写 reason），要么排除疑点（clears: true）' }
        : undefined,
  }),
  ruleTable({
    name: 'rule_stop_reason',
    file: 'certification.yaml',
    grain: 'one row per reason for which a programme stops',
    shape: 'rows',
    key: ['stop_reason'],
    columns: {
      stop_reason: code('stop_reason of the rosters'),
      name: text('Chinese name'),
      raises: code('what it is a reason for in all other programmes of the person', undefined, REASON),
    },
  }),
  ruleTable({
    name: 'rule_immobility',
    file: 'certification.yaml',
    grain: 'one row per sign that somebody cannot be asked to come',
    shape: 'rows',
    key: ['kind', 'code'],
    contradictions: unknownSigns,
    columns: {
      kind: code('where the sign stands', ['DISABILITY', 'CHANNEL', 'PROGRAMME']),
      code: code('type of disability, channel or programme'),
      most_grade: integer('up to this grade of disability', [1, 4], { optional: true }),
      name: text('Chinese name'),
    },
  }),
];
