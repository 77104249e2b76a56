import type { Catalogue, RuleRow, SourceDefinition } from '#catalogue/load-catalogue.ts';
import { sqlName, sqlText } from '#engine/engine.ts';

/** The channel of the core system's own records of a certification by data, which name none. */
export const RECORD = 'RECORD';

/** Rows of one source that are records of one channel. */
export interface EvidenceSource {
  readonly channel: string;
  readonly table: string;
  readonly isNegative: boolean;
  readonly negativeKind: string | undefined;
  /** The row tells of a person who is named in it, not of who lives alone in a dwelling. */
  readonly isNamed: boolean;
  /** A source of events: the row was known when it happened. */
  readonly isEvent: boolean;
  /** SQL over the source's row `fact`: to whom it happened, when (NULL: cannot be read), when it ended. */
  readonly person: string;
  readonly day: string;
  readonly end: string | undefined;
  readonly origin: string | undefined;
  /** Conditions of which all must hold. */
  readonly conditions: readonly string[];
}

/** The rule table's rows as SQL; rows that differ only in what they measure are one. */
export function evidenceSources({ rules, sources }: Catalogue): readonly EvidenceSource[] {
  const channels = rules.get('rule_evidence_channel') ?? [];
  const rows = rules.get('rule_evidence_source') ?? [];
  const alike = Map.groupBy(rows, ({ values, validFrom, validTo }) =>
    JSON.stringify({ ...values, measure_column: null, validFrom, validTo }),
  );
  return [...alike.values()].map((group) => {
    const { values } = group[0]!;
    const source = sources.find((candidate) => candidate.source === values.source)!;
    const channel = channels.find((candidate) => candidate.values.channel === values.channel);
    return Object.freeze({
      channel: channel === undefined ? RECORD : String(values.channel),
      table: `fact_${source.source}`,
      isNegative: channel?.values.polarity === 'NEGATIVE',
      negativeKind: (channel?.values.negative_kind ?? undefined) as string | undefined,
      isNamed: values.holder !== 'ALONE',
      isEvent: source.subject === 'event',
      person: personOf(String(values.holder)),
      day: dayOf(values, source),
      end: values.end_column === null ? undefined : `fact.${sqlName(String(values.end_column))}`,
      origin: values.origin_column === null ? undefined : `fact.${sqlName(String(values.origin_column))}`,
      conditions: Object.freeze(conditionsOf(group)),
    });
  });
}

function personOf(holder: string): string {
  if (holder === 'ALONE') return 'lone_resident.person_id';
  return holder === 'SELF' ? 'fact.person_id' : `fact.${holder.toLowerCase()}_person_id`;
}

/** A month is dated by its last day, but never after its delivery. */
function dayOf({ date_column, else_date_column }: RuleRow['values'], source: SourceDefinition): string {
  const days = [date_column, else_date_column]
    .filter((name) => name !== null && name !== undefined)
    .map((name) => {
      const column = `fact.${sqlName(String(name))}`;
      const { type } = source.columns.find(({ column }) => column === name)!;
      return type === 'month'
        ? `least(last_day(CAST(${column} || '-01' AS DATE)), fact.delivered_on)`
        : column;
    });
  if (days.length === 0) return 'fact.delivered_on';
  return days.length === 1 ? days[0]! : `coalesce(${days.join(', ')})`;
}

function conditionsOf(group: readonly RuleRow[]): string[] {
  const { values, validFrom, validTo } = group[0]!;
  const measures = group.flatMap(({ values: { measure_column: name } }) =>
    name === null ? [] : [`fact.${sqlName(String(name))} > 0`],
  );
  return [
    ...(values.column_name === '*'
      ? []
      : [`fact.${sqlName(String(values.column_name))} = ${sqlText(String(values.code))}`]),
    ...(measures.length === 0 ? [] : [`(${measures.join(' OR ')})`]),
    `run.as_of >= DATE ${sqlText(validFrom)}`,
    ...(validTo === undefined ? [] : [`run.as_of <= DATE ${sqlText(validTo)}`]),
  ];
}
