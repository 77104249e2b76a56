import { stringify } from 'csv-stringify/sync';
import type { CoverageStatus } from '#domain/coverage-status.ts';
import type { CertificationCounts } from '#pipeline/report/read-certification.ts';
import type { DivisionCoverage, Report } from '#pipeline/report/read-report.ts';
import type { LeadCounts } from '#pipeline/report/read-risk.ts';
import { formatArchiveSummary } from './format-archive-summary.ts';
import { formatCertification } from './format-certification.ts';
import { formatLearning } from './format-learning.ts';
import { formatRisk } from './format-risk.ts';
import { number, percent, table } from './report-table.ts';

const COVERAGE_HEAD = [
  '区划',
  '常住',
  '应参保范围',
  '已参保',
  '参保率',
  '正常',
  '领取',
  '区外',
  '中断',
  '脱保',
  '漏保',
  '应领未领',
  '范围外',
  '数据有误',
];

function coverageRow(row: DivisionCoverage): string[] {
  const { statuses: s } = row;
  return [
    row.name,
    number(row.residents),
    number(row.inScope),
    number(row.insured),
    percent(row.coverageRate),
    ...[
      s.NORMAL,
      s.BENEFICIARY,
      s.INSURED_ELSEWHERE,
      s.INTERRUPTED,
      s.DROPPED,
      s.MISSED,
      s.UNCLAIMED,
      s.OUT_OF_SCOPE,
      s.DATA_ERROR,
    ].map(number),
  ];
}

/** The report as text for a terminal. */
export function formatReport(report: Report): string {
  const [whole, ...children] = report.coverage;
  const sections = [
    `${report.divisionName} 参保扩面报告  数据截至 ${report.asOf}`,
    [
      `登记人员 ${number(report.persons)}`,
      `常住 ${number(report.residents)}`,
      `户籍 ${number(report.registered)}`,
      `人户分离 ${number(report.residenceSplit)}`,
      `户 ${number(report.households)}`,
      `房屋 ${number(report.dwellings)}`,
      `楼栋 ${number(report.buildings)}`,
      `网格 ${number(report.grids)}`,
    ].join('  '),
    [
      `未参保单位 ${number(report.uninsuredUnits)}`,
      `以房找人 ${number(report.locateByDwelling)} 套`,
      `以户找人 ${number(report.locateByHousehold)} 人`,
      `有人无房 ${number(report.residentWithoutDwelling)} 人`,
    ].join('  '),
  ];
  if (report.sources.length > 0) {
    const total = (pick: (row: Report['sources'][number]) => number) =>
      number(report.sources.reduce((sum, row) => sum + pick(row), 0));
    sections.push(
      '数据归集(读入 = 采纳 + 隔离 + 重复)',
      table(
        ['部门', '来源', '文件', '读入', '采纳', '隔离', '重复'],
        [
          ...report.sources.map((row) => [
            row.department,
            row.name,
            ...[row.files, row.read, row.accepted, row.quarantined, row.repeated].map(number),
          ]),
          [
            '合计',
            '',
            total((r) => r.files),
            total((r) => r.read),
            total((r) => r.accepted),
            total((r) => r.quarantined),
            total((r) => r.repeated),
          ],
        ],
        2,
      ),
      `数据质量:${report.fieldsMeasured} 个字段中 ${report.fieldsBelowQuality} 个不达标(export quality);隔离记录见 export quarantine,问题字段见 export issues`,
    );
  }
  sections.push(
    '参保状态',
    table(COVERAGE_HEAD, [...children, ...(whole ? [whole] : [])].map(coverageRow), 1),
  );
  if (whole)
    sections.push(
      `参保率 ${percent(whole.coverageRate)} = 已参保 ${number(whole.insured)} ÷ 应参保范围 ${number(whole.inScope)}(口径:${DENOMINATORS[report.denominator] ?? report.denominator})  缴费率 ${percent(whole.paymentRate)}`,
    );
  if (report.archive) sections.push(formatArchiveSummary(report.archive));
  if (report.certification) sections.push(...formatCertification(report.certification));
  if (report.risk) sections.push(...formatRisk(report.risk));
  if (report.learning) sections.push(...formatLearning(report.learning));
  return sections.join('\n\n');
}

const DENOMINATORS: Record<string, string> = {
  RESIDENT: '常住人口',
  REGISTERED: '户籍人口',
  BOTH: '常住或户籍人口',
};

const CERTIFICATION = [
  'held',
  'due',
  'done',
  'rate',
  'entitled',
  'exempt',
  'toVerify',
  'conflict',
  'overdue',
  'suspended',
  'lost',
  'byData',
  'byApp',
  'byCounter',
  'byVisit',
  'byShared',
] as const satisfies readonly (keyof CertificationCounts)[];

const LEADS = [
  'leads',
  'open',
  'verifiedTrue',
  'verifiedFalse',
  'amountFen',
  'recoveredFen',
] as const satisfies readonly (keyof LeadCounts)[];

const headWord = (part: string, column: string) => part + column[0]!.toUpperCase() + column.slice(1);

/**
 * One CSV line per division, for spreadsheets and other programs; counts are people, of certification people times
 * programmes, rates 0–1, amounts fen.
 */
export function reportAsCsv(report: Report): string {
  const statuses = Object.keys(report.coverage[0]?.statuses ?? {}) as CoverageStatus[];
  const head = [
    'division',
    'name',
    'level',
    'residents',
    'inScope',
    'insured',
    'coverageRate',
    'paymentRate',
  ];
  const rows = report.coverage.map((row, index) => [
    ...head.map((column) => row[column as keyof DivisionCoverage]),
    ...statuses.map((status) => row.statuses[status]),
    ...(report.certification ? CERTIFICATION.map((of) => report.certification!.divisions[index]![of]) : []),
    ...(report.risk ? LEADS.map((of) => report.risk!.divisions[index]![of]) : []),
  ]);
  const certification = report.certification ? CERTIFICATION.map((of) => headWord('certification', of)) : [];
  const leads = report.risk ? LEADS.map((of) => headWord('risk', of)) : [];
  return stringify([[...head, ...statuses, ...certification, ...leads], ...rows]).trimEnd();
}
