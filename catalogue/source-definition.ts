import type { Defect } from './defect.ts';
import sourceSchema from './schema/source.schema.json' with { type: 'json' };
import { schemaCheck } from './schema-check.ts';
import type { YamlFile } from './yaml-file.ts';

export type SourceSubject = 'person' | 'unit' | 'dwelling' | 'grid';

export type SourceColumnType =
  | 'text'
  | 'id_no'
  | 'name'
  | 'date'
  | 'month'
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
  /** Empty when rows name no person. */
  readonly persons: readonly SourcePerson[];
  /** In the order of the file. */
  readonly columns: readonly SourceColumn[];
}

interface RawColumn {
  type: SourceColumnType;
  aliases: string[];
  required?: boolean;
  codes?: Record<string, string>;
  completeness?: number;
  validity?: number;
}

interface RawSource {
  name: string;
  department: string;
  subject: SourceSubject;
  trust: number;
  mode: 'full' | 'delta';
  operation?: string;
  key: string[];
  max_age_days: number;
  persons?: { role: string; id_no: string; name: string }[];
  columns: Record<string, RawColumn>;
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
  const contradictions = [
    ...keyDefects(raw, file),
    ...operationDefects(raw, file),
    ...personDefects(raw, file),
    ...columnDefects(raw, file),
    ...aliasDefects(raw, file),
  ];
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
    persons: Object.freeze(
      personsOf(raw).map(({ role, id_no, name }) => Object.freeze({ role, idNo: id_no, name })),
    ),
    columns: Object.freeze(Object.entries(raw.columns).map(([column, entry]) => toColumn(column, entry))),
  });
}

function toColumn(column: string, raw: RawColumn): SourceColumn {
  return Object.freeze({
    column,
    type: raw.type,
    aliases: Object.freeze([...raw.aliases]),
    required: raw.required ?? false,
    ...(raw.codes === undefined ? {} : { codes: Object.freeze({ ...raw.codes }) }),
    ...(raw.completeness === undefined ? {} : { completeness: raw.completeness }),
    ...(raw.validity === undefined ? {} : { validity: raw.validity }),
  });
}

function personsOf(raw: RawSource): { role: string; id_no: string; name: string }[] {
  if (raw.persons !== undefined) return raw.persons;
  return raw.subject === 'person' ? [{ role: 'self', id_no: 'id_no', name: 'name' }] : [];
}

function keyDefects(raw: RawSource, file: YamlFile): Defect[] {
  return raw.key.flatMap((column, index) => {
    const known = raw.columns[column];
    if (known === undefined) {
      return [file.defect(['key', index], `主键列 ${column} 不在 columns 里，请补上该列或改正列名`)];
    }
    if (known.required === true) return [];
    return [file.defect(['columns', column], `${column} 是主键列，请写上 required: true`)];
  });
}

function operationDefects(raw: RawSource, file: YamlFile): Defect[] {
  if (raw.operation === undefined) return [];
  const column = raw.columns[raw.operation];
  if (column === undefined) {
    return [file.defect(['operation'], `变更列 ${raw.operation} 不在 columns 里，请补上该列或改正列名`)];
  }
  if (Object.values(column.codes ?? {}).includes('DELETE')) return [];
  return [
    file.defect(['columns', raw.operation, 'codes'], '变更列的代码里没有 DELETE，请注明哪些字样表示删除'),
  ];
}

function personDefects(raw: RawSource, file: YamlFile): Defect[] {
  const roles = new Set<string>();
  return personsOf(raw).flatMap((person, index) => {
    const found: Defect[] = [];
    const path = raw.persons === undefined ? ['columns'] : ['persons', index];
    if (roles.has(person.role)) found.push(file.defect(path, `角色 ${person.role} 写了两次，请改名`));
    roles.add(person.role);
    for (const [name, type] of [
      [person.id_no, 'id_no'],
      [person.name, 'name'],
    ] as const) {
      if (raw.columns[name]?.type === type) continue;
      found.push(
        file.defect(path, `角色 ${person.role} 需要一个类型为 ${type} 的列 ${name}，请补上或改正列名`),
      );
    }
    return found;
  });
}

/** Names the standard tables give themselves (docs/contracts.md, "Standard tables"). */
const META_COLUMNS: ReadonlySet<string> = new Set([
  'row_id',
  'row_hash',
  'delivered_on',
  'role',
  'person_id',
]);

function columnDefects(raw: RawSource, file: YamlFile): Defect[] {
  const derived = new Map<string, string>();
  for (const [column, { type }] of Object.entries(raw.columns)) {
    const suffixes = type === 'id_no' ? ['raw', 'kind', 'issue'] : type === 'name' ? ['issue'] : [];
    for (const suffix of suffixes) derived.set(`${column}_${suffix}`, column);
  }
  return Object.entries(raw.columns).flatMap(([column, { type, codes }]) => {
    const found: Defect[] = [];
    if (META_COLUMNS.has(column)) {
      found.push(file.defect(['columns', column], `列名 ${column} 是系统保留的，请改名`));
    }
    if (derived.has(column)) {
      found.push(
        file.defect(['columns', column], `列名 ${column} 与 ${derived.get(column)} 的派生列相同，请改名`),
      );
    }
    if (type === 'code' && codes === undefined) {
      found.push(
        file.defect(['columns', column], '类型为 code 的列要有 codes（文件中的字样: 代码），请补上'),
      );
    }
    if (type !== 'code' && codes !== undefined) {
      found.push(
        file.defect(['columns', column, 'codes'], `只有类型为 code 的列才有 codes，此列是 ${type}，请改正`),
      );
    }
    return found;
  });
}

function aliasDefects(raw: RawSource, file: YamlFile): Defect[] {
  const owner = new Map<string, string>();
  return Object.entries(raw.columns).flatMap(([column, { aliases }]) =>
    aliases.flatMap((alias, index) => {
      const word = alias.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
      const before = owner.get(word);
      owner.set(word, before ?? column);
      if (before === undefined) return [];
      return [
        file.defect(
          ['columns', column, 'aliases', index],
          `别名“${alias}”已用于 ${before === column ? '本列' : `列 ${before}`}，一个列名只能指一列，请删去一处`,
        ),
      ];
    }),
  );
}
