import { ZhaorenError } from '#domain/error-catalogue.ts';
import { formatYuan } from '#domain/money.ts';
import { type Engine, type EngineRow, sqlName, sqlText } from '#engine/engine.ts';
import { type ArchiveValue, maskItem } from './mask-item.ts';
import { readWords } from './read-words.ts';

/** GOOD; STALE: from a delivery that is too old; CONFLICT: two sources differ; DERIVED: follows from several rows. */
export type ArchiveQuality = 'GOOD' | 'STALE' | 'CONFLICT' | 'DERIVED';

export interface ArchivedItem {
  readonly item: number;
  readonly identifier: string;
  readonly name: string;
  readonly level: 'L1' | 'L2' | 'L3' | 'L4';
  /** Code of the department that answers for the item. */
  readonly department: string;
  /** Null when nothing is known. Amounts are fen, dates ISO; masked unless revealed, L4 then true for yes. */
  readonly value: ArchiveValue | null;
  /** The value as a clerk reads it, Chinese. */
  readonly text: string | null;
  /** Less than the value is shown. */
  readonly isMasked: boolean;
  /** Chinese title of the source; null when nothing is known or it follows from several rows. */
  readonly sourceName: string | null;
  /** Day as of which it was so, ISO: the row's own where the department writes it, else that of the delivery. */
  readonly asOf: string | null;
  readonly quality: ArchiveQuality | null;
  /** False: no source gives this item. */
  readonly hasOrigin: boolean;
}

export interface ArchivedCategory {
  readonly category: string;
  readonly name: string;
  readonly items: readonly ArchivedItem[];
}

interface RuleItem extends EngineRow {
  readonly item: number;
  readonly category: string;
  readonly category_name: string;
  readonly name: string;
  readonly identifier: string;
  readonly item_type: string;
  readonly department: string;
  readonly level: ArchivedItem['level'];
  readonly mask: string | null;
  readonly unit: string | null;
  readonly has_origin: boolean;
}

/**
 * The livelihood archive (民生服务档案) of one person: 13 categories, 122 items, those without a value included.
 * @param personId of a person who lives in the register
 * @throws ZhaorenError NOT_FOUND
 */
export async function readArchive(
  engine: Engine,
  personId: string,
  options: { reveal: boolean },
): Promise<readonly ArchivedCategory[]> {
  const items = await engine.rows<RuleItem>(`
    SELECT
      i.item, i.category, c.name AS category_name, i.name, i.identifier, i.item_type, i.department, i.level, i.mask, i.unit,
      i.item IN (SELECT item FROM rule_archive_origin) AS has_origin
    FROM rule_archive_item i
    JOIN rule_archive_category c ON c.category = i.category
    ORDER BY c.category_order, i.item`);
  const byCategory = Map.groupBy(items, ({ category }) => category);
  const filled = new Map<string, EngineRow>();
  for (const category of byCategory.keys()) {
    const [row] = await engine.rows(
      `SELECT * FROM ${sqlName(`archive_${category}`)} WHERE person_id = ${sqlText(personId)} LIMIT 1`,
    );
    if (!row) throw new ZhaorenError('NOT_FOUND', { kind: '人员', key: personId });
    filled.set(category, row);
  }
  const rowIds = items.flatMap(({ category, identifier }) => {
    const id = filled.get(category)![`${identifier}_row`];
    return typeof id === 'number' ? [id] : [];
  });
  const origins = await readOrigins(engine, [...new Set(rowIds)]);
  const words = await readWords(
    engine,
    items.flatMap(({ item, category, identifier, item_type }) => {
      const code = filled.get(category)![identifier];
      return item_type === 'c' && typeof code === 'string' ? [{ item, identifier, code }] : [];
    }),
  );
  const [run] = await engine.rows<{ as_of: string }>('SELECT as_of FROM run_parameter');
  const show = (item: RuleItem): ArchivedItem => {
    const row = filled.get(item.category)!;
    const known = (row[item.identifier] ?? null) as ArchiveValue | null;
    const quality = row[`${item.identifier}_quality`] as ArchiveQuality | null;
    const sensitivity = { type: item.item_type, level: item.level, mask: item.mask };
    const value = known === null || options.reveal ? known : maskItem(known, sensitivity);
    const origin = origins.get(Number(row[`${item.identifier}_row`]));
    return Object.freeze({
      item: item.item,
      identifier: item.identifier,
      name: item.name,
      level: item.level,
      department: item.department,
      value,
      text: value === null ? null : textOf(value, item, words),
      isMasked: value !== known,
      sourceName: known === null ? null : (origin?.sourceName ?? null),
      asOf: known === null ? null : (origin?.asOf ?? run!.as_of),
      quality,
      hasOrigin: item.has_origin,
    });
  };
  return [...byCategory].map(([category, own]) =>
    Object.freeze({ category, name: own[0]!.category_name, items: own.map(show) }),
  );
}

function textOf(
  value: ArchiveValue,
  { item, item_type: type, unit }: RuleItem,
  words: ReadonlyMap<number, string>,
): string {
  if (typeof value === 'boolean') return value ? (type === 'b' ? '是' : '有') : '否';
  if (type === 'n') return `${formatYuan(Number(value))} 元`;
  if (type === 'i') return `${value} ${unit ?? ''}`.trim();
  return words.get(item) ?? String(value);
}

/** Where rows came from, by row id. */
async function readOrigins(
  engine: Engine,
  rowIds: readonly number[],
): Promise<ReadonlyMap<number, { sourceName: string; asOf: string }>> {
  if (rowIds.length === 0) return new Map();
  const rows = await engine.rows<{
    row_id: number;
    source: string;
    source_name: string;
    delivered_on: string;
    as_of_column: string | null;
  }>(`
    SELECT
      r.row_id,
      b.source,
      coalesce(s.name, b.source) AS source_name,
      CAST(b.delivered_on AS VARCHAR) AS delivered_on,
      own.as_of_column
    FROM (SELECT unnest([${rowIds.join(', ')}]::BIGINT[]) AS row_id) r
    JOIN batch b ON b.batch_no = r.row_id >> 32
    LEFT JOIN rule_source s ON s.source = b.source
    LEFT JOIN (SELECT source, max(as_of_column) AS as_of_column FROM rule_archive_reading GROUP BY source) own
      ON own.source = b.source`);
  const recorded = new Map<number, string>();
  for (const [source, own] of Map.groupBy(rows, (row) => row.source)) {
    const column = own[0]!.as_of_column;
    if (column === null) continue;
    const days = await engine.rows<{ row_id: number; day: string | null }>(`
      SELECT row_id, CAST(${sqlName(column)} AS VARCHAR) AS day
      FROM ${sqlName(`fact_${source}`)}
      WHERE row_id IN (${own.map(({ row_id }) => row_id).join(', ')})`);
    for (const { row_id, day } of days) if (day !== null) recorded.set(row_id, day);
  }
  return new Map(
    rows.map(({ row_id, source_name, delivered_on }) => {
      const day = recorded.get(row_id);
      // A day after the delivery is a misprint.
      const asOf = day !== undefined && day <= delivered_on ? day : delivered_on;
      return [row_id, { sourceName: source_name, asOf }];
    }),
  );
}
