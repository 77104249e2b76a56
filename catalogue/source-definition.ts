import type { Defect } from './defect.ts';
import sourceSchema from './schema/source.schema.json' with { type: 'json' };
import { schemaCheck } from './schema-check.ts';
import { personsOf, type RawColumn, type RawSource, sourceContradictions } from './source-contradictions.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * What a row is about. An event happened to a person: it is attached to whom its `id_no` and `name` say, and never
 * founds or describes a person of the register.
 */
export type SourceSubject = 'person' | 'event' | 'unit' | 'dwelling' | 'grid';

export type SourceColumnType =
  | 'text'
  | 'id_no'
  | 'name'
  | 'date'
  | 'month'
  | 'time'
  | 'integer'
  | 'amount'
  | 'bool'
  | 'code'
  | 'division'
  | 'grid'
  | 'address'
  | 'mobile'
  | 'uscc'
  | 'ethnicity';

/** One column of a source: what it means and by which header words it is recognised. */
export interface SourceColumn {
  readonly column: string;
  readonly type: SourceColumnType;
  /** Header words; the first is the usual one. */
  readonly aliases: readonly string[];
  /** A blank or invalid value quarantines the row. */
  readonly required: boolean;
  /** False: many files of this kind lack the column, and are recognised without it. */
  readonly expected?: boolean;
  /** Word in the file → code. */
  readonly codes?: Readonly<Record<string, string>>;
  /** Least share (0–1) of filled values; default by type in `quality.yaml`. */
  readonly completeness?: number;
  /** Least share (0–1) of valid values among the filled ones; default by type in `quality.yaml`. */
  readonly validity?: number;
}

/** A person named in a row: the role and the two columns that identify her. */
export interface SourcePerson {
  readonly role: string;
  /** Column with the identity number. */
  readonly idNo: string;
  /** Column with the name. */
  readonly name: string;
}

/** What a department's delivery means (docs/contracts.md, "Source definitions"). */
export interface SourceDefinition {
  /** Code, from the file name: `psb_hukou`. */
  readonly source: string;
  /** Chinese title. */
  readonly name: string;
  /** What the delivery rests on, and since when the definition holds; a bureau's own may leave them out. */
  readonly legal?: string;
  readonly validFrom?: string;
  /** Department code, a row of `departments.yaml`. */
  readonly department: string;
  readonly subject: SourceSubject;
  /** 0–100; the higher wins in survivorship. */
  readonly trust: number;
  readonly mode: 'full' | 'delta';
  /** Code column that can say DELETE in a delta. */
  readonly operation?: string;
  /** Business key: raw text of these columns. */
  readonly key: readonly string[];
  readonly maxAgeDays: number;
  /** Empty when rows name no person, or only tell what happened to one. */
  readonly persons: readonly SourcePerson[];
  /** Columns that facts carry as a salted hash `<column>_key`, to be compared and never read. */
  readonly tokens: readonly string[];
  /** In the order of the file. */
  readonly columns: readonly SourceColumn[];
}

const checkSchema = schemaCheck(sourceSchema);

/**
 * Checks one source file. Returns the definition, frozen, or its defects (never both).
 * @param source code of the source, its file name without `.yaml`
 */
export function readSourceDefinition(
  source: string,
  file: YamlFile,
): { definition: SourceDefinition } | { defects: readonly Defect[] } {
  if (file.defects.length > 0) return { defects: file.defects };
  const malformed = checkSchema(file);
  if (malformed.length > 0) return { defects: malformed };
  const raw = file.value as RawSource;
  const contradictions = sourceContradictions(raw, file);
  if (contradictions.length > 0) return { defects: contradictions };
  return { definition: toDefinition(source, raw) };
}

function toDefinition(source: string, raw: RawSource): SourceDefinition {
  return Object.freeze({
    source,
    name: raw.name,
    department: raw.department,
    subject: raw.subject,
    trust: raw.trust,
    mode: raw.mode,
    ...(raw.operation === undefined ? {} : { operation: raw.operation }),
    key: Object.freeze([...raw.key]),
    maxAgeDays: raw.max_age_days,
    ...(raw.legal ? { legal: raw.legal } : {}),
    ...(raw.valid_from ? { validFrom: raw.valid_from } : {}),
    persons: Object.freeze(
      personsOf(raw).map(({ role, id_no, name }) => Object.freeze({ role, idNo: id_no, name })),
    ),
    tokens: Object.freeze([...(raw.tokens ?? [])]),
    columns: Object.freeze(Object.entries(raw.columns).map(([column, entry]) => toColumn(column, entry))),
  });
}

function toColumn(column: string, raw: RawColumn): SourceColumn {
  return Object.freeze({
    column,
    type: raw.type,
    aliases: Object.freeze([...raw.aliases]),
    required: raw.required ?? false,
    ...(raw.expected === undefined ? {} : { expected: raw.expected }),
    ...(raw.codes === undefined ? {} : { codes: Object.freeze({ ...raw.codes }) }),
    ...(raw.completeness === undefined ? {} : { completeness: raw.completeness }),
    ...(raw.validity === undefined ? {} : { validity: raw.validity }),
  });
}
