import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';

/** Something that happened to a person's id, or to one that is the person's now. */
export interface PersonEvent {
  readonly publication: number;
  /** As-of date of the publication, ISO. */
  readonly asOf: string;
  readonly kind: 'MERGE' | 'SPLIT' | 'ATTACHED' | 'DETACHED' | 'CORRECTED';
  readonly personId: string;
  readonly otherId: string | null;
  readonly records: number;
  readonly rule: string | null;
  /** The decision that was the cause: when, by whom, why. */
  readonly decision: {
    readonly key: string;
    readonly on: string;
    readonly by: string;
    readonly reason: string;
    readonly undoneOn: string | null;
    readonly undoneBy: string | null;
    readonly undoneReason: string | null;
  } | null;
}

export interface PersonHistory {
  /** Ids that lead to the person alone. */
  readonly formerIds: readonly string[];
  readonly events: readonly PersonEvent[];
}

/** What became of a person's id and of those that are the person's now, oldest first. */
export async function readPersonHistory(engine: Engine, personId: string): Promise<PersonHistory> {
  const former = await engine.rows<{ old_person_id: string }>(`
    SELECT old_person_id
    FROM person_alias
    WHERE person_id = ${sqlText(personId)}
      AND kind = 'MERGED'
    ORDER BY old_person_id`);
  const formerIds = former.map(({ old_person_id }) => old_person_id);
  const ids = [personId, ...formerIds].map(sqlText).join(', ');
  const rows = await engine.rows(`
    SELECT e.* REPLACE (CAST(e.as_of AS VARCHAR) AS as_of), d.decided_on, d."by", d.reason, d.undone_on, d.undone_by, d.undone_reason
    FROM person_event e
    LEFT JOIN link_decision_entry d ON d.decision_key = e.decision_key
    WHERE e.person_id IN (${ids})
      OR (e.other_id IN (${ids}) AND e.kind IN ('MERGE', 'SPLIT'))
    ORDER BY e.publication, e.kind, e.person_id, e.other_id`);
  return { formerIds, events: rows.map(toEvent) };
}

function toEvent(row: EngineRow): PersonEvent {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    publication: Number(row.publication),
    asOf: String(row.as_of),
    kind: row.kind as PersonEvent['kind'],
    personId: String(row.person_id),
    otherId: text(row.other_id),
    records: Number(row.records),
    rule: text(row.rule),
    decision:
      row.decision_key === null
        ? null
        : {
            key: String(row.decision_key),
            on: String(row.decided_on),
            by: String(row.by),
            reason: String(row.reason),
            undoneOn: text(row.undone_on),
            undoneBy: text(row.undone_by),
            undoneReason: text(row.undone_reason),
          },
  };
}
