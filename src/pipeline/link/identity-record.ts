import type { SourceDefinition, SourcePerson } from '#catalogue/load-catalogue.ts';
import { sqlName, sqlText } from '#engine/engine.ts';
import { type Model, parseModel } from '#engine/model.ts';

/**
 * What a source may say of a person beyond number and name. A source says it of role `self` in a column of
 * this name, of another role in `<role>_<name>`; NULL where it has no such column. `uscc` is the unit that the
 * person has to do with: where the row is about a unit, that unit, whatever the role.
 */
const ATTRIBUTES = Object.freeze([
  ['sex', 'VARCHAR'],
  ['birth_date', 'DATE'],
  ['ethnicity', 'VARCHAR'],
  ['mobile', 'VARCHAR'],
  ['hukou_no', 'VARCHAR'],
  ['relation_to_head', 'VARCHAR'],
  ['hukou_division', 'VARCHAR'],
  ['hukou_address', 'VARCHAR'],
  ['residence_division', 'VARCHAR'],
  ['residence_address', 'VARCHAR'],
  ['residence_type', 'VARCHAR'],
  ['grid_code', 'VARCHAR'],
  ['dwelling_code', 'VARCHAR'],
  ['village_division', 'VARCHAR'],
  ['personal_no', 'VARCHAR'],
  ['student_no', 'VARCHAR'],
  ['account_no', 'VARCHAR'],
  ['uscc', 'VARCHAR'],
] as const);

/** Columns that say when somebody last looked, the first that a source has. */
const RECORDED_ON = Object.freeze(['collect_date', 'register_date']);

/**
 * The model `identity_record`: who each row of each source speaks of, one branch per source and role, so that a
 * source added in YAML needs no code.
 * @param sources all source definitions; those that name no person are left out
 * @throws Error when no source names a person
 */
export function identityRecordModel(sources: readonly SourceDefinition[]): Model {
  const branches = sources.flatMap((source) => source.persons.map((person) => branch(source, person)));
  if (branches.length === 0) throw new Error('identity_record: no source names a person');
  const reads = sources.filter((s) => s.persons.length > 0).map((s) => `standard_${s.source}`);
  return parseModel(
    [
      '-- table: identity_record',
      '-- purpose: who each row of each source speaks of, as that source writes it',
      '-- grain: one row per row_id, role',
      `-- reads: ${[...reads, 'deployment'].join(', ')}`,
      branches.join('\nUNION ALL\n'),
    ].join('\n'),
    'link/identity-record.ts',
  );
}

function branch(source: SourceDefinition, person: SourcePerson): string {
  const known = new Set(source.columns.map(({ column }) => column));
  const prefix = person.role === 'self' ? '' : `${person.role}_`;
  const recorded = RECORDED_ON.map((column) => prefix + column).find((column) => known.has(column));
  const attributes = ATTRIBUTES.map(([name, type]) => {
    const column = name === 'uscc' && source.subject === 'unit' ? name : prefix + name;
    return known.has(column) ? `${sqlName(column)} AS ${name}` : `CAST(NULL AS ${type}) AS ${name}`;
  });
  const columns = [
    'row_id',
    `${sqlText(person.role)} AS role`,
    `${sqlText(source.source)} AS source`,
    `${sqlText(source.department)} AS department`,
    `${source.trust} AS trust`,
    'delivered_on',
    recorded
      ? `least(coalesce(${sqlName(recorded)}, delivered_on), delivered_on) AS recorded_on`
      : 'delivered_on AS recorded_on',
    `CASE WHEN ${sqlName(person.idNo)} IS NULL THEN ${businessKey(source)} END AS business_key`,
    `${claimKey(source, person)} AS claim_key`,
    `${sqlName(person.idNo)} AS id_no`,
    `${sqlName(`${person.idNo}_raw`)} AS id_no_raw`,
    `${sqlName(`${person.idNo}_kind`)} AS id_kind`,
    `${sqlName(`${person.idNo}_issue`)} AS id_issue`,
    `${sqlName(person.name)} AS name`,
    `${sqlName(`${person.name}_issue`)} AS name_issue`,
    ...attributes,
  ];
  const rows = `SELECT\n  ${columns.join(',\n  ')}\nFROM standard_${source.source}\nCROSS JOIN deployment`;
  return person.role === 'self' ? rows : `${rows}\nWHERE ${isNamed(person)}`;
}

/** A further role may be blank (a firm without legal representative): then it names nobody. */
function isNamed(person: SourcePerson): string {
  const issue = sqlName(`${person.idNo}_issue`);
  return `${sqlName(person.name)} IS NOT NULL OR coalesce(${issue} <> 'BLANK', TRUE)`;
}

/**
 * What the row says of the person, as a key that outlives deliveries: number and name; without a usable number
 * the row's own key and what it says. Salted, because decisions that name it are kept and published.
 */
function claimKey(source: SourceDefinition, person: SourcePerson): string {
  const [idNo, name] = [sqlName(person.idNo), `coalesce(${sqlName(person.name)}, '')`];
  const raw = `coalesce(${sqlName(`${person.idNo}_raw`)}, '')`;
  const row = `${sqlText(`|${source.source}|${person.role}|`)} || ${businessKey(source)}`;
  return [
    'short_hash(deployment.person_salt || CASE',
    `    WHEN ${idNo} IS NULL THEN ${row} || '|' || ${name} || '|' || ${raw}`,
    `    ELSE '|' || ${idNo} || '|' || ${name}`,
    '  END)',
  ].join('\n');
}

/** Only where the number fails: there it is what keeps a person apart from others. */
function businessKey(source: SourceDefinition): string {
  const parts = source.key.map((column) => {
    const type = source.columns.find((c) => c.column === column)?.type;
    return `coalesce(CAST(${sqlName(type === 'id_no' ? `${column}_raw` : column)} AS VARCHAR), '')`;
  });
  return parts.join(" || '|' || ");
}
