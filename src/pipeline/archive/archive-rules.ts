import { ARCHIVE_LINE_TABLES, type ArchiveType } from '#catalogue/archive-line-tables.ts';
import type { Catalogue, RuleRow, SourceDefinition } from '#catalogue/load-catalogue.ts';
import type { ArchiveDerivation } from '#catalogue/tables/archive-tables.ts';

/** Only rows that have one of the codes in the column; null: nothing stands there. */
export interface CodeCondition {
  readonly column: string;
  readonly codes: readonly (string | null)[];
}

/** Takes of each person one row of a source. */
export interface ArchiveReading {
  readonly reading: string;
  readonly source: SourceDefinition;
  readonly role: string;
  readonly where: CodeCondition | undefined;
  readonly prefer: CodeCondition | undefined;
  readonly latestBy: string | undefined;
}

export interface ArchiveOrigin {
  /** A row of a source; undefined: a table of the line, one row a person. */
  readonly reading: ArchiveReading | undefined;
  /** Name of the reading or the table. */
  readonly place: string;
  readonly column: string;
  readonly derivation: ArchiveDerivation;
  readonly when: CodeCondition | undefined;
  /** Another value in another compared origin is a contradiction. */
  readonly isCompared: boolean;
}

export interface ArchiveItem {
  readonly item: number;
  readonly identifier: string;
  readonly type: ArchiveType;
  /** By preference; none when no source gives the item. */
  readonly origins: readonly ArchiveOrigin[];
}

export interface ArchiveCategory {
  readonly category: string;
  readonly items: readonly ArchiveItem[];
}

/** The categories of the archive with items and origins, by the versions of the rules that are not followed by others. */
export function archiveCategories(catalogue: Catalogue): readonly ArchiveCategory[] {
  const sources = new Map(catalogue.sources.map((source) => [source.source, source]));
  const readings = new Map(
    current(catalogue, 'rule_archive_reading').map(({ values }) => [
      String(values.reading),
      toReading(values, sources.get(String(values.source))!),
    ]),
  );
  const origins = Map.groupBy(
    current(catalogue, 'rule_archive_origin').toSorted(
      (a, b) => Number(a.values.priority) - Number(b.values.priority),
    ),
    ({ values }) => values.item,
  );
  const items = current(catalogue, 'rule_archive_item').toSorted(
    (a, b) => Number(a.values.item) - Number(b.values.item),
  );
  return current(catalogue, 'rule_archive_category')
    .toSorted((a, b) => Number(a.values.category_order) - Number(b.values.category_order))
    .map(({ values: { category } }) => ({
      category: String(category),
      items: items
        .filter(({ values }) => values.category === category)
        .map(({ values }) => ({
          item: Number(values.item),
          identifier: String(values.identifier),
          type: values.item_type as ArchiveType,
          origins: (origins.get(values.item) ?? []).map((origin) => toOrigin(origin.values, readings)),
        })),
    }));
}

function current(catalogue: Catalogue, table: string): readonly RuleRow[] {
  return (catalogue.rules.get(table) ?? []).filter(({ validTo }) => validTo === undefined);
}

function toReading(values: RuleRow['values'], source: SourceDefinition): ArchiveReading {
  return {
    reading: String(values.reading),
    source,
    role: String(values.role ?? 'self'),
    where: condition(values.where_column, values.where_codes),
    prefer: condition(values.prefer_column, values.prefer_codes),
    latestBy: values.latest_by === null ? undefined : String(values.latest_by),
  };
}

function toOrigin(values: RuleRow['values'], readings: ReadonlyMap<string, ArchiveReading>): ArchiveOrigin {
  const place = String(values.reading);
  return {
    reading: place in ARCHIVE_LINE_TABLES ? undefined : readings.get(place)!,
    place,
    column: String(values.column_name),
    derivation: values.derivation as ArchiveDerivation,
    when: condition(values.when_column, values.when_codes),
    isCompared: values.compared === true,
  };
}

function condition(column: unknown, codes: unknown): CodeCondition | undefined {
  if (typeof column !== 'string') return undefined;
  return {
    column,
    codes: String(codes)
      .split('|')
      .map((code) => (code === 'NULL' ? null : code)),
  };
}
