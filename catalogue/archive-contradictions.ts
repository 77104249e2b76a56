import { ARCHIVE_LINE_TABLES, type ArchiveType } from './archive-line-tables.ts';
import type { Defect } from './defect.ts';
import type { PlacedRow } from './rule-row.ts';
import type { SourceColumn, SourceColumnType, SourceDefinition } from './source-definition.ts';
import type { ArchiveDerivation } from './tables/archive-tables.ts';

/** What a column of a source can fill without derivation. */
const FILLS: Readonly<Record<SourceColumnType, readonly ArchiveType[]>> = {
  text: ['s', 'c', 'x'],
  id_no: ['s'],
  name: ['s'],
  date: ['d'],
  month: ['m'],
  time: ['s'],
  integer: ['i'],
  amount: ['n'],
  bool: ['b'],
  code: ['c'],
  division: ['c'],
  grid: ['c'],
  address: ['s'],
  mobile: ['s'],
  uscc: ['s', 'c'],
  ethnicity: ['c'],
};

/** What a derivation takes (`*`: the row itself) and gives; VALUE gives what the column can fill. */
const DERIVES: Readonly<
  Record<Exclude<ArchiveDerivation, 'VALUE'>, { takes: ArchiveType | '*'; gives: ArchiveType }>
> = {
  FLAG: { takes: '*', gives: 'b' },
  RECOGNISED: { takes: '*', gives: 'c' },
  LIFE_STATUS: { takes: 'd', gives: 'c' },
  NATIONALITY: { takes: 'c', gives: 'c' },
  MARITAL_STATUS: { takes: 'c', gives: 'c' },
  WORK_STATUS: { takes: 'c', gives: 'c' },
  BUSINESS_ROLE: { takes: 'c', gives: 'c' },
};

const DATED_FIELDS: readonly (readonly [field: string, types: readonly SourceColumnType[]])[] = [
  ['latest_by', ['date', 'month', 'integer']],
  ['as_of_column', ['date']],
];

/** What the items of the archive, their readings and origins say against one another and against the sources. */
export function archiveContradictions(
  rules: ReadonlyMap<string, readonly PlacedRow[]>,
  sources: readonly SourceDefinition[],
): Defect[] {
  const rowsOf = (table: string) => rules.get(table) ?? [];
  const bySource = new Map(sources.map((source) => [source.source, source]));
  const readings = new Map(
    rowsOf('rule_archive_reading').map(({ row }) => [
      String(row.values.reading),
      bySource.get(String(row.values.source)),
    ]),
  );
  const types = new Map(
    rowsOf('rule_archive_item').map(({ row }) => [row.values.item, row.values.item_type as ArchiveType]),
  );
  return [
    ...rowsOf('rule_archive_item').flatMap(withoutUnit),
    ...rowsOf('rule_archive_reading').flatMap((row) => brokenReading(row, bySource)),
    ...severalDays(rowsOf('rule_archive_reading')),
    ...rowsOf('rule_archive_origin').flatMap((row) => brokenOrigin(row, readings, types)),
  ];
}

function withoutUnit({ row, defect }: PlacedRow): Defect[] {
  const isMeasure = row.values.item_type === 'i' || row.values.item_type === 'n';
  if (isMeasure === (row.unit !== undefined)) return [];
  return [defect('unit', isMeasure ? '计量的项目没有单位，请写上 unit' : '这类项目不计量，请删去 unit')];
}

function brokenReading({ row, defect }: PlacedRow, sources: ReadonlyMap<string, SourceDefinition>): Defect[] {
  const { reading, source: name, role } = row.values;
  const source = sources.get(String(name));
  if (source === undefined) return [defect('source', `没有来源 ${String(name)}，请改正来源代码`)];
  const found: Defect[] = [];
  if (String(reading) in ARCHIVE_LINE_TABLES) {
    found.push(defect('reading', `${String(reading)} 是登记和评估的表名，请改用别的名称`));
  }
  const roles = source.subject === 'event' ? ['self'] : source.persons.map((person) => person.role);
  if (!roles.includes(String(role ?? 'self'))) {
    found.push(defect('role', `来源 ${source.source} 的行里没有 ${String(role ?? 'self')} 这个人，请改正`));
  }
  for (const word of ['where', 'prefer'] as const) {
    const fault = wrongCodes(source, row.values[`${word}_column`], row.values[`${word}_codes`]);
    if (fault) found.push(defect(`${word}_${fault.part}`, fault.reason));
  }
  for (const [field, allowed] of DATED_FIELDS) {
    if (row.values[field] === null) continue;
    const column = columnOf(source, row.values[field]);
    if (!column) found.push(defect(field, noColumn(source, row.values[field])));
    else if (!allowed.includes(column.type)) {
      found.push(
        defect(field, `列 ${column.column} 的类型是 ${column.type}，应为 ${allowed.join('、')}，请改正`),
      );
    }
  }
  return found;
}

/** The day of a row is looked up by its source alone. */
function severalDays(readings: readonly PlacedRow[]): Defect[] {
  const bySource = Map.groupBy(readings, ({ row }) => row.values.source);
  return [...bySource.values()].flatMap(([first, ...others]) =>
    others
      .filter(({ row }) => row.values.as_of_column !== first!.row.values.as_of_column)
      .map(({ defect }) => defect('as_of_column', '同一来源的各种取法须用同一个日期列，请改正')),
  );
}

function brokenOrigin(
  { row, defect }: PlacedRow,
  readings: ReadonlyMap<string, SourceDefinition | undefined>,
  types: ReadonlyMap<unknown, ArchiveType>,
): Defect[] {
  const { item, reading, column_name: name, derivation } = row.values;
  const table = ARCHIVE_LINE_TABLES[String(reading)];
  const source = readings.get(String(reading));
  if (table === undefined && source === undefined) {
    return [defect('reading', `没有 ${String(reading)} 这种取法，请改正或先在 rule_archive_reading 里添加`)];
  }
  const type = types.get(item);
  if (type === undefined) return [];
  const found: Defect[] = [];
  const column = source && columnOf(source, name);
  const given = table ? table[String(name)] : column?.type;
  if (name !== '*' && given === undefined) {
    return [
      defect(
        'column_name',
        source ? noColumn(source, name) : `表 ${String(reading)} 没有列 ${String(name)}，请改正`,
      ),
    ];
  }
  const fills: readonly ArchiveType[] = table ? [table[String(name)]!] : column ? FILLS[column.type] : [];
  const rule =
    derivation === 'VALUE' ? undefined : DERIVES[derivation as Exclude<ArchiveDerivation, 'VALUE'>];
  const isTaken = rule
    ? (name === '*') === (rule.takes === '*') && (rule.takes === '*' || fills.includes(rule.takes))
    : name !== '*';
  if (!isTaken) {
    found.push(defect('derivation', `${String(derivation)} 不能用于列 ${String(name)}，请改正`));
  } else if (!(rule ? [rule.gives] : fills).includes(type)) {
    found.push(
      defect('column_name', `列 ${String(name)} 的类型填不了类型为 ${type} 的第 ${String(item)} 项，请改正`),
    );
  }
  if (row.values.when_column !== null) {
    const fault = source
      ? wrongCodes(source, row.values.when_column, row.values.when_codes)
      : { part: 'column', reason: '只有来源的取法可以带条件，请删去' };
    if (fault) found.push(defect(`when_${fault.part}`, fault.reason));
  }
  return found;
}

/** What is wrong with codes that a column shall be compared with; NULL may be asked of any column. */
function wrongCodes(
  source: SourceDefinition,
  name: unknown,
  codes: unknown,
): { part: 'column' | 'codes'; reason: string } | undefined {
  if (name === null) return undefined;
  const column = columnOf(source, name);
  if (!column) return { part: 'column', reason: noColumn(source, name) };
  const known = column.type === 'bool' ? ['TRUE', 'FALSE'] : Object.values(column.codes ?? {});
  const unknown = String(codes)
    .split('|')
    .filter((code) => code !== 'NULL' && !known.includes(code));
  if (unknown.length === 0) return undefined;
  return {
    part: 'codes',
    reason: `来源 ${source.source} 的列 ${column.column} 没有代码 ${unknown.join('、')}，请改正`,
  };
}

function columnOf(source: SourceDefinition, name: unknown): SourceColumn | undefined {
  return source.columns.find(({ column }) => column === name);
}

function noColumn(source: SourceDefinition, name: unknown): string {
  return `来源 ${source.source} 没有列 ${String(name)}，请改正`;
}
