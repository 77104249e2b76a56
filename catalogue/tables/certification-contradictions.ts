import type { Defect } from '../defect.ts';
import { inForce, type PlacedRow } from '../rule-row.ts';
import type { SourceColumnType, SourceDefinition } from '../source-definition.ts';
import type { KnownRules } from './rule-table.ts';

type Rows = readonly PlacedRow[];

/** Programmes of which no term says for all regions how often they ask for proof. */
export function programmesWithoutTerm(rows: Rows, { rules }: KnownRules): Defect[] {
  const terms = rules.get('rule_programme_term') ?? [];
  return rows.flatMap(({ row, defect }) => {
    const { programme } = row.values;
    const hasTerm = terms.some(
      (term) =>
        term.row.values.programme === programme &&
        term.row.values.region === '*' &&
        inForce(term.row, row.validFrom),
    );
    if (hasTerm) return [];
    const reason = `rule_programme_term 里没有 ${String(programme)} 在所有地区（region: '*'）的认证周期，请添加`;
    return [defect('programme', reason)];
  });
}

/** Programmes whose certification is to be taken over, but that do not exist. */
export function unknownOrigins(rows: Rows, { rules }: KnownRules): Defect[] {
  const known = valuesOf(rules, 'rule_programme', 'programme');
  return rows.flatMap(({ row, defect }) => {
    const origin = row.values.from_programme;
    if (origin === '*' || known.has(origin)) return [];
    return [defect('from_programme', `rule_programme 里没有 ${String(origin)}，请改正或先在那里添加`)];
  });
}

/** Weak channels that would pass with one record. */
export function weakThatPassesAlone(rows: Rows, { rules }: KnownRules): Defect[] {
  const points = (rules.get('rule_certification') ?? [])
    .filter(({ row }) => row.values.parameter === 'pass_points')
    .map(({ row }) => Number(row.values.value));
  const least = Math.min(...points);
  return rows.flatMap(({ row, defect }) =>
    row.values.polarity === 'POSITIVE' && row.values.strength === 'WEAK' && Number(row.values.weight) >= least
      ? [defect('weight', `弱渠道不能单独达到通过分 ${least}，请降低分值或改为强渠道`)]
      : [],
  );
}

const DATES: readonly SourceColumnType[] = ['date', 'month'];
const COLUMNS = {
  date_column: [DATES, '日期'],
  else_date_column: [DATES, '日期'],
  end_column: [['date'], '日期'],
  origin_column: [['code'], '待遇项目代码'],
  measure_column: [['integer', 'amount'], '数量'],
} as const satisfies Record<string, readonly [readonly SourceColumnType[], string]>;

/** Evidence that names columns which the source lacks or which say something else. */
export function unreadableEvidence(rows: Rows, { rules, sources }: KnownRules): Defect[] {
  const negative = new Set(
    (rules.get('rule_evidence_channel') ?? [])
      .filter(({ row }) => row.values.polarity === 'NEGATIVE')
      .map(({ row }) => row.values.channel),
  );
  return rows.flatMap(({ row, defect }) => {
    const source = sources.find((candidate) => candidate.source === row.values.source);
    if (source === undefined) return [];
    const found = Object.entries(COLUMNS).flatMap(([field, [types, meaning]]) => {
      const name = row.values[field];
      if (name === null || name === undefined) return [];
      const column = source.columns.find((candidate) => candidate.column === name);
      if (column === undefined)
        return [defect(field, `来源 ${source.source} 没有列 ${String(name)}，请改正`)];
      if ((types as readonly string[]).includes(column.type)) return [];
      return [defect(field, `来源 ${source.source} 的列 ${column.column} 不是${meaning}，请改正`)];
    });
    if (row.values.date_column === null && !negative.has(row.values.channel ?? null))
      found.push(defect('date_column', '正向记录须写明日期列 date_column，请添加'));
    const fault = holderFault(String(row.values.holder), source);
    return fault === undefined ? found : [...found, defect('holder', fault)];
  });
}

function holderFault(holder: string, { source, subject, persons, columns }: SourceDefinition) {
  if (holder === 'ALONE')
    return columns.some(({ column }) => column === 'dwelling_code')
      ? undefined
      : `来源 ${source} 没有房屋编码 dwelling_code，不能用 ALONE，请改正`;
  if (holder === 'SELF' && subject === 'event') return undefined;
  return persons.some(({ role }) => role === holder.toLowerCase())
    ? undefined
    : `来源 ${source} 没有 ${holder} 这样的人，请改正`;
}

/** Signs of immobility in channels or programmes that do not exist. */
export function unknownSigns(rows: Rows, { rules }: KnownRules): Defect[] {
  const known = {
    CHANNEL: valuesOf(rules, 'rule_evidence_channel', 'channel'),
    PROGRAMME: valuesOf(rules, 'rule_programme', 'programme'),
  };
  return rows.flatMap(({ row, defect }) => {
    const kind = row.values.kind as string;
    if (kind === 'DISABILITY') {
      const missing = row.values.most_grade === null;
      return missing ? [defect('most_grade', '残疾须写明到几级为止 most_grade，请添加')] : [];
    }
    if (known[kind as keyof typeof known].has(row.values.code)) return [];
    return [defect('code', `没有 ${String(row.values.code)}，请改正或先添加`)];
  });
}

function valuesOf(rules: KnownRules['rules'], table: string, column: string): Set<unknown> {
  return new Set((rules.get(table) ?? []).map(({ row }) => row.values[column]));
}
