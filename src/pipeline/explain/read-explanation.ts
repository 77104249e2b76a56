import { ZhaorenError } from '#domain/error-catalogue.ts';
import { type Engine, type EngineRow, sqlText } from '#engine/engine.ts';
import { maskIdentityNumber, maskName } from '#privacy/masking.ts';
import { type PersonHistory, readPersonHistory } from './person-history.ts';
import { type CertificationExplanation, readCertifications } from './read-certifications.ts';
import { type LeadExplanation, readLeads } from './read-leads.ts';
import { resolvePersonId } from './resolve-person-id.ts';
import { readSourceRows, type SourceRow } from './source-row.ts';

/** Why a person stands where the person stands: decisions, rules, values, and the rows behind them. */
export interface Explanation {
  readonly personId: string;
  /** The old id that was asked for, when it is not the person's id any more. */
  readonly askedFor: string | null;
  /** Masked unless revealed. */
  readonly name: string | null;
  readonly idNo: string | null;
  /** All usable numbers of somebody who has several, the one believed first; else none. */
  readonly numbers: readonly {
    readonly idNo: string;
    readonly isCanonical: boolean;
    readonly records: number;
  }[];
  /** What became of the person's id, oldest first. */
  readonly history: PersonHistory;
  readonly person: EngineRow;
  readonly coverage: EngineRow | null;
  readonly evidence: readonly SourceRow[];
  readonly recommendation: EngineRow | null;
  /** One per programme held, in the order of the programmes; null when the last run certified nobody. */
  readonly certifications: readonly CertificationExplanation[] | null;
  /** Leads about the person, gravest first; null when the last run screened nobody. */
  readonly leads: readonly LeadExplanation[] | null;
  readonly tags: readonly (EngineRow & { readonly source?: SourceRow })[];
  /** Every record that is this person's, and by which rule. */
  readonly records: readonly {
    readonly linkRule: string;
    readonly role: string;
    readonly sourceName: string;
    readonly file: string;
    readonly line: number;
  }[];
  /** Which row each field of the register was taken from. */
  readonly lineage: readonly { readonly field: string; readonly row: SourceRow }[];
}

/**
 * Explains one person.
 * @param person a person_id that lives or once lived, the first 8 or more digits of one, or an identity number
 * @throws ZhaorenError NOT_FOUND, PERSON_SPLIT when the records of an old id are with several
 */
export async function readExplanation(
  engine: Engine,
  person: string,
  options: { reveal: boolean },
): Promise<Explanation> {
  const { personId, askedFor } = await findPersonId(engine, person);
  const where = `WHERE person_id = ${sqlText(personId)}`;
  const first = async (sql: string) => (await engine.rows(sql))[0] ?? null;
  const [identity, register, coverage, recommendation] = [
    await first(`SELECT name, coalesce(id_no, id_no_raw) AS id_no FROM person_identity ${where}`),
    await first(`SELECT * EXCLUDE (person_id) FROM person ${where}`),
    await first(`
      SELECT c.* EXCLUDE (person_id), s.name AS status_name, r.text AS reason_text
      FROM coverage_status c
      LEFT JOIN rule_status s ON s.status = c.status
      LEFT JOIN rule_status_reason r ON r.reason = c.reason
      ${where}`),
    await first(`SELECT * EXCLUDE (person_id) FROM recommendation ${where}`),
  ];
  const tags = await engine.rows(`
    SELECT t.tag, l.name AS tag_name, CAST(t.since AS VARCHAR) AS since, t.row_id
    FROM person_tag t
    LEFT JOIN rule_person_list l ON l.tag = t.tag
    ${where}
    ORDER BY t.tag`);
  const tagRows = new Map(
    (
      await readSourceRows(
        engine,
        tags.flatMap(({ row_id }) => (typeof row_id === 'number' ? [row_id] : [])),
        options,
      )
    ).map((row) => [row.rowId, row]),
  );
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const shown = (value: unknown, mask: (text: string) => string) => {
    const known = text(value);
    return known === null || options.reveal ? known : mask(known);
  };
  const numbers = await engine.rows<{ id_no: string; is_canonical: boolean; records: number }>(
    `SELECT id_no, is_canonical, records FROM person_several_number ${where} ORDER BY is_canonical DESC, id_no`,
  );
  return {
    personId,
    askedFor,
    name: shown(identity?.name, maskName),
    idNo: shown(identity?.id_no, maskIdentityNumber),
    numbers: numbers.map(({ id_no, is_canonical, records }) => ({
      idNo: shown(id_no, maskIdentityNumber)!,
      isCanonical: is_canonical,
      records,
    })),
    history: await readPersonHistory(engine, personId),
    person: register ?? {},
    coverage,
    evidence: await readSourceRows(
      engine,
      Array.isArray(coverage?.evidence) ? coverage.evidence.map(Number) : [],
      options,
    ),
    recommendation,
    certifications: await readCertifications(engine, personId, options),
    leads: await readLeads(engine, personId, options),
    tags: tags.map(({ row_id, ...tag }) => {
      const source = tagRows.get(Number(row_id));
      return source ? { ...tag, source } : tag;
    }) as Explanation['tags'],
    records: await engine.rows(`
      SELECT
        l.link_rule AS "linkRule",
        l.role,
        coalesce(s.name, b.source) AS "sourceName",
        b.file,
        l.row_id & 4294967295 AS line
      FROM person_link l
      JOIN batch b ON b.batch_no = l.row_id >> 32
      LEFT JOIN rule_source s ON s.source = b.source
      ${where}
      ORDER BY l.row_id, l.role`),
    lineage: await readLineage(engine, personId, options),
  };
}

async function findPersonId(
  engine: Engine,
  person: string,
): Promise<{ personId: string; askedFor: string | null }> {
  const wanted = person.trim();
  const isId = /^[0-9a-f]{8,32}$/.test(wanted);
  const resolved = isId ? await resolvePersonId(engine, wanted) : undefined;
  if (resolved) return resolved;
  const [numbered] = await engine.rows<{ person_id: string }>(`
    SELECT person_id FROM person_identity WHERE id_no = ${sqlText(wanted.toUpperCase())}
    UNION
    SELECT person_id FROM person_several_number WHERE id_no = ${sqlText(wanted.toUpperCase())}
    ORDER BY person_id
    LIMIT 1`);
  if (numbered) return { personId: numbered.person_id, askedFor: null };
  throw new ZhaorenError('NOT_FOUND', {
    kind: '人员',
    key: isId && wanted.length !== 18 ? wanted : '(所给号码)',
  });
}

async function readLineage(
  engine: Engine,
  personId: string,
  options: { reveal: boolean },
): Promise<Explanation['lineage']> {
  const [row] = await engine.rows(
    `SELECT * EXCLUDE (person_id) FROM person_lineage WHERE person_id = ${sqlText(personId)}`,
  );
  const fields = Object.entries(row ?? {}).flatMap(([column, rowId]) =>
    typeof rowId === 'number' ? [{ field: column.replace(/_row$/, ''), rowId }] : [],
  );
  const rows = new Map(
    (await readSourceRows(engine, [...new Set(fields.map(({ rowId }) => rowId))], options)).map((found) => [
      found.rowId,
      found,
    ]),
  );
  return fields.flatMap(({ field, rowId }) => {
    const found = rows.get(rowId);
    return found ? [{ field, row: found }] : [];
  });
}
