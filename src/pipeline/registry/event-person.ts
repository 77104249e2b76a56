import { readFileSync } from 'node:fs';
import type { SourceDefinition } from '#catalogue/load-catalogue.ts';
import { type Model, parseModel, readModel } from '#engine/model.ts';

/**
 * The models that say to whom the rows of event sources happened: `event_name` (numbers and names that they write),
 * `event_name_key` (how names sound that the register does not know on the number), `event_person`.
 */
export function eventPersonModels(sources: readonly SourceDefinition[]): Model[] {
  return [
    eventNameModel(sources.filter(({ subject }) => subject === 'event')),
    eventNameKeyModel(),
    readModel(new URL('./event-person.sql', import.meta.url)),
  ];
}

function eventNameModel(sources: readonly SourceDefinition[]): Model {
  const tables = sources.map(({ source }) => `standard_${source}`);
  const rows = tables.map((table) => `  SELECT id_no, name FROM ${table} WHERE id_no IS NOT NULL`);
  const nothing = '  SELECT CAST(NULL AS VARCHAR) AS id_no, CAST(NULL AS VARCHAR) AS name WHERE FALSE';
  return parseModel(
    [
      '-- table: event_name',
      '-- purpose: numbers and names that events happened to, as their sources write them; whose they are is known at once',
      "--   when the register has the same number with the same name, or the event has no name and the number is one person's;",
      '--   else the name of the only person of the number stands beside. An identity table',
      '-- grain: one row per id_no, name',
      `-- reads: ${[...tables, 'identity_record', 'person_link', 'person_number'].join(', ')}`,
      'WITH event AS (',
      rows.length > 0 ? rows.join('\n  UNION ALL\n') : nothing,
      '),',
      'named AS (',
      "  SELECT DISTINCT id_no, coalesce(name, '') AS name",
      '  FROM event',
      '),',
      'claim AS (',
      '  SELECT r.id_no, r.name, min(l.person_id) AS person_id, max(l.person_id) AS last_person_id',
      '  FROM identity_record r',
      '  JOIN person_link l ON l.row_id = r.row_id AND l.role = r.role',
      '  WHERE r.id_no IS NOT NULL',
      '  GROUP BY r.id_no, r.name',
      '),',
      'owner AS (',
      '  SELECT id_no, min(person_id) AS person_id, min(person_id) = max(last_person_id) AS is_only',
      '  FROM claim',
      '  GROUP BY id_no',
      ')',
      'SELECT',
      '  named.id_no,',
      '  named.name,',
      '  CASE',
      "    WHEN named.name = '' AND owner.is_only THEN owner.person_id",
      '    WHEN claim.person_id = claim.last_person_id THEN claim.person_id',
      '  END AS person_id,',
      '  CASE WHEN owner.is_only THEN owner.person_id END AS owner_id,',
      '  CASE WHEN owner.is_only THEN number.name END AS owner_name,',
      '  owner.id_no IS NOT NULL AS is_known_number',
      'FROM named',
      'LEFT JOIN claim ON claim.id_no = named.id_no AND claim.name = named.name',
      'LEFT JOIN owner ON owner.id_no = named.id_no',
      'LEFT JOIN person_number number ON number.person_id = owner.person_id',
    ].join('\n'),
    'registry/event-person.ts',
  );
}

/** As `name_key`, for the names that events write on numbers of people with another name, and for those names. */
function eventNameKeyModel(): Model {
  const text = readFileSync(new URL('../link/name-key.sql', import.meta.url), 'utf8')
    .replace('-- table: name_key', '-- table: event_name_key')
    .replace('-- reads: number_name', '-- reads: event_name')
    .replace(
      'SELECT DISTINCT name\n  FROM number_name',
      [
        'SELECT name FROM event_name WHERE person_id IS NULL AND owner_id IS NOT NULL',
        '  UNION',
        '  SELECT owner_name FROM event_name WHERE person_id IS NULL AND owner_name IS NOT NULL',
      ].join('\n'),
    );
  return parseModel(text, 'registry/event-person.ts');
}
