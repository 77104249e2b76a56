import type { Defect } from './defect.ts';
import type { SourceColumnType, SourceSubject } from './source-definition.ts';
import type { YamlFile } from './yaml-file.ts';

/** A column as the schema lets it through. */
export interface RawColumn {
  type: SourceColumnType;
  aliases: string[];
  required?: boolean;
  expected?: boolean;
  codes?: Record<string, string>;
  completeness?: number;
  validity?: number;
}

/** A source file as the schema lets it through. */
export interface RawSource {
  name: string;
  department: string;
  subject: SourceSubject;
  trust: number;
  mode: 'full' | 'delta';
  operation?: string;
  key: string[];
  max_age_days: number;
  legal?: string;
  valid_from?: string;
  persons?: { role: string; id_no: string; name: string }[];
  tokens?: string[];
  columns: Record<string, RawColumn>;
}

/** Who is named in a row: as the file says, or by default the one person of a person source. */
export function personsOf(raw: RawSource): { role: string; id_no: string; name: string }[] {
  if (raw.persons !== undefined) return raw.persons;
  return raw.subject === 'person' ? [{ role: 'self', id_no: 'id_no', name: 'name' }] : [];
}

/** What a well-formed source file says against itself. */
export function sourceContradictions(raw: RawSource, file: YamlFile): Defect[] {
  return [
    ...keyDefects(raw, file),
    ...operationDefects(raw, file),
    ...personDefects(raw, file),
    ...eventDefects(raw, file),
    ...tokenDefects(raw, file),
    ...columnDefects(raw, file),
    ...aliasDefects(raw, file),
  ];
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

/** An event says to whom it happened, in the columns `id_no` and `name`, and names nobody else. */
function eventDefects(raw: RawSource, file: YamlFile): Defect[] {
  if (raw.subject !== 'event') return [];
  const found: Defect[] = [];
  if (raw.persons !== undefined) {
    found.push(file.defect(['persons'], 'subject 为 event 的来源不写 persons：它只挂接到已有人员，请删去'));
  }
  for (const column of ['id_no', 'name'] as const) {
    if (raw.columns[column]?.type === column) continue;
    found.push(
      file.defect(['columns'], `subject 为 event 的来源需要一个类型为 ${column} 的列 ${column}，请补上`),
    );
  }
  return found;
}

function tokenDefects(raw: RawSource, file: YamlFile): Defect[] {
  return (raw.tokens ?? []).flatMap((column, index) =>
    raw.columns[column] === undefined
      ? [file.defect(['tokens', index], `列 ${column} 不在 columns 里，请补上该列或改正列名`)]
      : [],
  );
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
  return Object.entries(raw.columns).flatMap(([column, { type, codes, required, expected }]) => {
    const found: Defect[] = [];
    if (required === true && expected === false) {
      found.push(
        file.defect(
          ['columns', column],
          `列 ${column} 写了 required: true，不能又写 expected: false，请删去一处`,
        ),
      );
    }
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
          `别名“${alias}”已用于${before === column ? '本列' : `列 ${before}`}，一个列名只能指一列，请删去一处`,
        ),
      ];
    }),
  );
}
