import type {
  CertificationCounts,
  CertificationReport,
  EvidenceCounts,
  EvidenceIssue,
} from '#pipeline/report/read-certification.ts';
import { number, percent, table } from './report-table.ts';

const SHOWN_CHANNELS = 10;

const COUNTS_HEAD = [
  '享受待遇',
  '应认证',
  '已认证',
  '认证率',
  '具备资格',
  '免予认证',
  '待核实',
  '数据冲突',
  '逾期',
  '暂停',
  '丧失',
];

const counts = (c: CertificationCounts) => [
  number(c.held),
  number(c.due),
  number(c.done),
  percent(c.rate),
  ...[c.entitled, c.exempt, c.toVerify, c.conflict, c.overdue, c.suspended, c.lost].map(number),
];

/** Reasons for which rows of evidence are not used, in the order of the columns. */
const ISSUES: Readonly<Record<string, string>> = {
  NOBODY: '找不到本人',
  FUTURE: '日期在将来',
  BEFORE_BIRTH: '早于出生',
  AFTER_DEATH: '晚于死亡',
};

/** Channels that are none of the catalogue's. */
const CHANNELS: Readonly<Record<string, string>> = { RECORD: '人社系统已有的认证记录' };
const channelName = (name: string) => CHANNELS[name] ?? name;

/** The sections on certification, as text for a terminal. */
export function formatCertification(report: CertificationReport): string[] {
  const { whole } = report;
  const [first, ...children] = report.divisions;
  const sections = [
    '待遇资格认证(单位:人次,一人领两项待遇算两人次)',
    `享受待遇 ${number(whole.held)}  应认证 ${number(whole.due)}  已认证 ${number(whole.done)}  认证率 ${percent(whole.rate)}`,
    table(
      ['认证方式', '人次', '占已认证', '占应认证'],
      report.methods.map(({ name, count }) => [
        name,
        number(count),
        share(count, whole.done),
        share(count, whole.due),
      ]),
      1,
    ),
    '认证情况:各项待遇(免予认证含领取不满一个周期的)',
    table(
      ['待遇项目', ...COUNTS_HEAD],
      [
        ...report.programmes.map((programme) => [programme.name, ...counts(programme)]),
        ['合计', ...counts(whole)],
      ],
      1,
    ),
  ];
  if (first && children.length > 0)
    sections.push(
      '认证情况:各区划',
      table(
        ['区划', ...COUNTS_HEAD],
        [...children, first].map((division) => [division.name, ...counts(division)]),
        1,
      ),
    );
  sections.push(
    [
      `即将到期:${report.falling.map(({ days, count }) => `${days} 天内 ${number(count)} 人次`).join(',') || '没有'}(清单 certification-due)`,
      `需要上门认证:${number(report.visits)} 人,其中优先(80 岁以上或行动不便)${number(report.priorityVisits)} 人(清单 certification-visit)`,
      `疑似丧失 ${number(report.suspectedLoss)} 人,要先核实,不自动停发(清单 suspected-loss);确认丧失 ${number(report.confirmedLoss)} 人(清单 confirmed-loss)`,
    ].join('\n'),
  );
  if (report.channels.length > 0) sections.push(...formatEvidence(report));
  if (report.issues.length > 0) sections.push(...formatIssues(report.issues));
  return sections;
}

const share = (count: number, of: number) => percent(of > 0 ? count / of : null);

const evidence = ({ rows, people, decided, share }: EvidenceCounts) => [
  number(rows),
  number(people),
  number(decided),
  percent(share),
];

const EVIDENCE_HEAD = ['证据条数', '涉及人数', '作为依据(人)', '占比'];

function formatEvidence({ channels, departments }: CertificationReport): string[] {
  const speaking = (all: readonly EvidenceCounts[]) => all.filter(({ rows }) => rows > 0);
  const top = (all: readonly EvidenceCounts[]) => speaking(all).slice(0, SHOWN_CHANNELS);
  const title = (what: string, all: readonly EvidenceCounts[]) => {
    const { length } = speaking(all);
    const shown = length > SHOWN_CHANNELS ? `,列作为依据最多的 ${SHOWN_CHANNELS} 个` : '';
    return `${what}(共 ${all.length} 个,${length} 个有数据${shown})`;
  };
  return [
    title('认证证据:渠道', channels),
    table(
      ['渠道', '部门', ...EVIDENCE_HEAD],
      top(channels).map((channel) => [channelName(channel.name), channel.department, ...evidence(channel)]),
      2,
    ),
    title('认证证据:部门', departments),
    table(
      ['部门', '证据条数', '涉及人次', '作为依据(人次)', '占比'],
      top(departments).map((department) => [department.name, ...evidence(department)]),
      1,
    ),
  ];
}

function formatIssues(issues: readonly EvidenceIssue[]): string[] {
  const codes = [...new Set([...Object.keys(ISSUES), ...issues.map(({ issue }) => issue)])];
  const sum = (rows: readonly EvidenceIssue[], code?: string) =>
    rows
      .filter(({ issue }) => code === undefined || issue === code)
      .reduce((total, row) => total + row.rows, 0);
  const channels = [...Map.groupBy(issues, ({ channel }) => channel).values()].sort(
    (a, b) => sum(b) - sum(a),
  );
  const line = (title: string, rows: readonly EvidenceIssue[]) => [
    title,
    ...codes.map((code) => number(sum(rows, code))),
  ];
  const shown = channels.slice(0, SHOWN_CHANNELS);
  return [
    `有问题的证据(条;共涉及 ${channels.length} 个渠道${channels.length > SHOWN_CHANNELS ? `,列最多的 ${SHOWN_CHANNELS} 个` : ''})`,
    table(
      ['渠道', ...codes.map((code) => ISSUES[code] ?? code)],
      [...shown.map((rows) => line(channelName(rows[0]!.name), rows)), line('全部渠道', issues)],
      1,
    ),
  ];
}
