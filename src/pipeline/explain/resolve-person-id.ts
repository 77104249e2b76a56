import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, sqlText } from '#engine/engine.ts';

/**
 * The living person of an id, or of its first digits: the id's own, or the one that has the records of an id
 * that lives no longer. Undefined when nobody ever had it.
 *
 * @throws ZhaorenError PERSON_SPLIT when several have them, PERSON_GONE when no record is delivered any more, NOT_FOUND
 *   when the digits given begin several ids
 */
export async function resolvePersonId(
  engine: Engine,
  wanted: string,
): Promise<{ personId: string; askedFor: string | null } | undefined> {
  const begins = (column: string) => `starts_with(${column}, ${sqlText(wanted)})`;
  const ids = await engine.rows<{ id: string; is_living: boolean }>(`
    SELECT person_id AS id, TRUE AS is_living FROM person WHERE ${begins('person_id')}
    UNION
    SELECT old_person_id, FALSE FROM person_alias WHERE ${begins('old_person_id')}
    ORDER BY id
    LIMIT 2`);
  if (ids.length === 0) return undefined;
  if (ids.length > 1) throw new ZhaorenError('NOT_FOUND', { kind: '人员', key: wanted });
  const { id, is_living } = ids[0]!;
  if (is_living) return { personId: id, askedFor: null };
  const leads = await engine.rows<{ person_id: string; kind: string }>(
    `SELECT person_id, kind FROM person_alias WHERE old_person_id = ${sqlText(id)} ORDER BY person_id`,
  );
  if (leads[0]!.kind === 'GONE') {
    const [merge] = await engine.rows<{ publication: number }>(`
      SELECT max(publication) AS publication
      FROM person_event
      WHERE person_id = ${sqlText(id)} AND kind = 'MERGE'
      HAVING count(*) > 0`);
    throw new ZhaorenError('PERSON_GONE', {
      personId: id,
      publication: merge?.publication ?? null,
      lastId: leads[0]!.person_id,
    });
  }
  if (leads.length > 1)
    throw new ZhaorenError('PERSON_SPLIT', {
      personId: id,
      personIds: leads.map(({ person_id }) => person_id),
    });
  return { personId: leads[0]!.person_id, askedFor: id };
}
