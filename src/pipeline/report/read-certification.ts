import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';
import { hasTables } from '../known-tables.ts';

/** Certification of a division or programme; counts are people times programmes (人次). */
export interface CertificationCounts {
  readonly held: number;
  readonly due: number;
  readonly done: number;
  readonly entitled: number;
  readonly exempt: number;
  readonly toVerify: number;
  readonly conflict: number;
  readonly overdue: number;
  readonly suspended: number;
  readonly lost: number;
  readonly byData: number;
  readonly byApp: number;
  readonly byCounter: number;
  readonly byVisit: number;
  readonly byShared: number;
  /** done over due, 0–1; null where nothing is due. */
  readonly rate: number | null;
}

/** Evidence of a channel or of all channels of a department. */
export interface EvidenceCounts {
  readonly name: string;
  readonly department: string;
  readonly rows: number;
  readonly people: number;
  /** People whose proof it is. */
  readonly decided: number;
  /** decided over all people with a proof, 0–1. */
  readonly share: number | null;
}

export interface EvidenceIssue {
  readonly channel: string;
  readonly name: string;
  readonly issue: string;
  readonly rows: number;
}

export interface CertificationReport {
  readonly whole: CertificationCounts;
  /** How those done were certified, what costs people least first. */
  readonly methods: readonly { readonly method: string; readonly name: string; readonly count: number }[];
  /** The division itself, then its children, as those of coverage. */
  readonly divisions: readonly (CertificationCounts & { readonly division: string; readonly name: string })[];
  readonly programmes: readonly (CertificationCounts & {
    readonly programme: string;
    readonly name: string;
  })[];
  /** Falling due within so many days, each window with those of the shorter ones. */
  readonly falling: readonly { readonly days: number; readonly count: number; readonly priority: number }[];
  /** Home visits to make; people. */
  readonly visits: number;
  readonly priorityVisits: number;
  readonly suspectedLoss: number;
  readonly confirmedLoss: number;
  /** Only for the whole deployment: evidence has no division. The most decisive first. */
  readonly channels: readonly EvidenceCounts[];
  readonly departments: readonly EvidenceCounts[];
  /** Rows that could not be attached or used. */
  readonly issues: readonly EvidenceIssue[];
}

/** Of the statistic's columns: what the report calls them. */
const COUNTS = {
  held: 'held',
  due: 'due',
  done: 'done',
  entitled: 'entitled',
  exempt: 'exempt',
  to_verify: 'toVerify',
  conflict: 'conflict',
  overdue: 'overdue',
  suspended: 'suspended',
  lost: 'lost',
  by_data: 'byData',
  by_app: 'byApp',
  by_counter: 'byCounter',
  by_visit: 'byVisit',
  by_shared: 'byShared',
} as const satisfies Record<string, keyof CertificationCounts>;

const METHODS = {
  DATA: 'byData',
  SHARED: 'byShared',
  APP: 'byApp',
  COUNTER: 'byCounter',
  VISIT: 'byVisit',
} as const satisfies Record<string, keyof CertificationCounts>;

/**
 * Certification of a division (code prefix) and its parts; null when the last run made none.
 *
 * @param scope.divisions the division itself and its children
 * @param scope.isWhole nobody asked for a division: evidence is told of too
 */
export async function readCertification(
  engine: Engine,
  scope: {
    readonly division: string;
    readonly divisions: readonly { readonly division: string; readonly name: string }[];
    readonly isWhole: boolean;
  },
): Promise<CertificationReport | null> {
  if (!(await hasTables(engine, 'certification_statistic', 'certification_due'))) return null;
  const statistics = await engine.rows(`
    SELECT s.*, coalesce(p.name, s.programme) AS programme_name
    FROM certification_statistic s
    LEFT JOIN rule_programme p ON p.programme = s.programme
    WHERE s.division IN (${[scope.division, ...scope.divisions.map(({ division }) => division)].map(sqlText).join(', ')})
    ORDER BY p.code NULLS LAST, s.programme`);
  const total = (division: string) =>
    counts(statistics.find((row) => row.division === division && row.programme === 'ALL'));
  const within = (column: string) => `starts_with(coalesce(${column}, ''), ${sqlText(scope.division)})`;
  const [people] = await engine.rows<
    Pick<CertificationReport, 'visits' | 'priorityVisits' | 'suspectedLoss' | 'confirmedLoss'> & EngineRow
  >(`
    SELECT
      (SELECT count(DISTINCT person_id) FROM certification
        WHERE next_step = 'HOME_VISIT' AND ${within('division')}) AS visits,
      (SELECT count(DISTINCT person_id) FROM certification
        WHERE next_step = 'HOME_VISIT' AND is_priority AND ${within('division')}) AS "priorityVisits",
      (SELECT count(DISTINCT person_id) FROM suspected_loss WHERE ${within('division')}) AS "suspectedLoss",
      (SELECT count(DISTINCT person_id) FROM confirmed_loss WHERE ${within('division')}) AS "confirmedLoss"`);
  const whole = total(scope.division);
  const names = await engine.rows<{ method: string; name: string }>(
    'SELECT method, name FROM rule_certification_method',
  );
  return Object.freeze({
    whole,
    methods: Object.entries(METHODS).map(([method, count]) => ({
      method,
      name: names.find((row) => row.method === method)?.name ?? method,
      count: whole[count],
    })),
    divisions: scope.divisions.map(({ division, name }) => ({ division, name, ...total(division) })),
    programmes: statistics
      .filter((row) => row.division === scope.division && row.programme !== 'ALL')
      .map((row) => ({
        programme: String(row.programme),
        name: String(row.programme_name),
        ...counts(row),
      })),
    falling: await readFalling(engine, within('division')),
    ...people!,
    channels: scope.isWhole ? await readChannels(engine) : [],
    departments: scope.isWhole ? await readDepartments(engine) : [],
    issues: scope.isWhole ? await readIssues(engine) : [],
  });
}

function counts(row: EngineRow | undefined): CertificationCounts {
  const found = Object.entries(COUNTS).map(([column, name]) => [name, Number(row?.[column] ?? 0)]);
  return {
    ...(Object.fromEntries(found) as Omit<CertificationCounts, 'rate'>),
    rate: typeof row?.rate === 'number' ? row.rate : null,
  };
}

async function readFalling(engine: Engine, within: string): Promise<CertificationReport['falling']> {
  return await engine.rows<CertificationReport['falling'][number] & EngineRow>(`
    SELECT
      b.window_days AS days,
      count(d.person_id) AS count,
      count(d.person_id) FILTER (d.is_priority) AS priority
    FROM rule_due_window b
    LEFT JOIN certification_due d ON d.window_days <= b.window_days AND ${within}
    GROUP BY b.window_days
    ORDER BY b.window_days`);
}

async function readChannels(engine: Engine): Promise<EvidenceCounts[]> {
  return await engine.rows<EvidenceCounts & EngineRow>(`
    SELECT
      coalesce(c.name, s.channel) AS name,
      coalesce(d.name, s.department, '') AS department,
      s."rows" AS "rows",
      s.people,
      s.decided,
      s.share
    FROM channel_statistic s
    LEFT JOIN rule_evidence_channel c ON c.channel = s.channel
    LEFT JOIN rule_department d ON d.department = s.department
    ORDER BY s.decided DESC, s."rows" DESC, s.channel`);
}

async function readDepartments(engine: Engine): Promise<EvidenceCounts[]> {
  return await engine.rows<EvidenceCounts & EngineRow>(`
    SELECT
      coalesce(d.name, s.department) AS name,
      coalesce(d.name, s.department) AS department,
      s."rows" AS "rows",
      s.people,
      s.decided,
      s.share
    FROM department_statistic s
    LEFT JOIN rule_department d ON d.department = s.department
    ORDER BY s.decided DESC, s."rows" DESC, s.department`);
}

async function readIssues(engine: Engine): Promise<EvidenceIssue[]> {
  return await engine.rows<EvidenceIssue & EngineRow>(`
    SELECT
      i.channel,
      coalesce(any_value(c.name), i.channel) AS name,
      i.issue,
      sum(i."rows")::BIGINT AS "rows"
    FROM evidence_issue i
    LEFT JOIN rule_evidence_channel c ON c.channel = i.channel
    GROUP BY i.channel, i.issue
    HAVING sum(i."rows") > 0
    ORDER BY i.channel, i.issue`);
}
