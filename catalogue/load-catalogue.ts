import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { archiveContradictions } from './archive-contradictions.ts';
import { type Defect, refuseDefects } from './defect.ts';
import { riskContradictions } from './risk-contradictions.ts';
import { changeRules } from './rule-change.ts';
import { ruleContradictions } from './rule-contradictions.ts';
import { ruleFileReader } from './rule-file.ts';
import type { PlacedRow, RuleRow } from './rule-row.ts';
import { RULE_FILES, RULE_TABLES } from './rule-tables.ts';
import { readSourceDefinition, type SourceDefinition } from './source-definition.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

export { compileCatalogue } from './compile-catalogue.ts';
export { type CompiledColumn, type CompiledTable, ruleObjects } from './compiled-table.ts';
export type { RuleRow } from './rule-row.ts';
export type {
  SourceColumn,
  SourceColumnType,
  SourceDefinition,
  SourcePerson,
  SourceSubject,
} from './source-definition.ts';
export type { CompiledType, CompiledValue } from './tables/rule-table.ts';

/** Everything the YAML files say, checked and frozen. */
export interface Catalogue {
  /** By source code, ascending. */
  readonly sources: readonly SourceDefinition[];
  /** All versions of all rules, by table (`rule_retirement`), in the order of the files. */
  readonly rules: ReadonlyMap<string, readonly RuleRow[]>;
  /** What a change to be tried out calls itself; undefined: the rules as they stand. */
  readonly change?: string;
}

const SHIPPED = import.meta.dirname;
const ruleFiles = RULE_FILES.map((name) => ({ name, read: ruleFileReader(name) }));

/**
 * Reads and checks the rules as data.
 * @param directory a bureau's own catalogue. Its files stand in for the shipped ones of the same name, its
 *   `sources/*.yaml` are added to them; what it does not hold is as shipped. Default: as shipped
 * @param changeFile a change of rules to be tried out (`rule-change.ts`)
 * @throws ZhaorenError CATALOGUE_INVALID naming every defect of every file, with line and remedy
 */
export function loadCatalogue(directory: string = SHIPPED, changeFile?: string): Catalogue {
  const defects: Defect[] = [...strayFiles(directory)];
  let rules: Map<string, readonly PlacedRow[]> = new Map();
  for (const { name, read } of ruleFiles) {
    const result = read(open(directory, name));
    for (const [table, rows] of result.rules) rules.set(table, rows);
    defects.push(...result.defects);
  }
  const sources: SourceDefinition[] = [];
  const departments = new Set(rules.get('rule_department')?.map(({ row }) => row.values.department));
  for (const name of sourceNames(directory)) {
    const file = open(directory, join('sources', `${name}.yaml`));
    const read = readSourceDefinition(name, file);
    if ('defects' in read) {
      defects.push(...read.defects);
      continue;
    }
    sources.push(read.definition);
    if (departments.size > 0 && !departments.has(read.definition.department)) {
      const reason = `departments.yaml 里没有部门 ${read.definition.department}，请改正或先在那里添加`;
      defects.push(file.defect(['department'], reason));
    }
  }
  defects.push(...sameNames(sources, directory));
  const change =
    changeFile === undefined || defects.length > 0
      ? undefined
      : changeRules(readYamlFile(changeFile, changeFile), rules);
  if (change) {
    defects.push(...change.defects);
    rules = new Map(change.rules);
  }
  // Cross-checks on half-read files would blame sound rows.
  if (defects.length === 0) {
    defects.push(...ruleContradictions(RULE_TABLES, rules, sources));
    defects.push(...archiveContradictions(rules, sources));
    defects.push(...riskContradictions(rules));
  }
  refuseDefects(defects);
  return Object.freeze({
    sources: Object.freeze(sources),
    rules: new Map([...rules].map(([table, rows]) => [table, Object.freeze(rows.map(({ row }) => row))])),
    ...(change ? { change: change.name } : {}),
  });
}

function open(directory: string, name: string): YamlFile {
  const own = join(directory, name);
  const path = existsSync(own) ? own : join(SHIPPED, name);
  return readYamlFile(path, path);
}

function sourceNames(directory: string): string[] {
  const names = [SHIPPED, directory].flatMap((home) => yamlNames(join(home, 'sources')));
  return [...new Set(names.map((name) => name.slice(0, -'.yaml'.length)))].sort();
}

function yamlNames(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).filter((name) => name.endsWith('.yaml'));
}

/** Files nobody would read: a misspelt name must not silently leave the shipped rule in force. */
function strayFiles(directory: string): Defect[] {
  const stray = (file: string, reason: string): Defect => ({
    file,
    line: undefined,
    field: '(文件名)',
    reason,
  });
  if (!existsSync(directory)) return [stray(directory, '没有这个规则目录，请核对路径')];
  const rules = readdirSync(directory)
    .filter((name) => /\.ya?ml$/i.test(name) && !RULE_FILES.includes(name))
    .map((name) =>
      stray(join(directory, name), `没有这种规则文件，请改名；可用的名称：${RULE_FILES.join('、')}`),
    );
  const home = join(directory, 'sources');
  const sources = (existsSync(home) ? readdirSync(home) : [])
    .filter((name) => /\.ya?ml$/i.test(name) && !/^[a-z][a-z0-9_]*\.yaml$/.test(name))
    .map((name) => stray(join(home, name), '来源定义的文件名应为小写字母、数字和下划线加 .yaml，请改名'));
  return [...rules, ...sources];
}

/** Two sources with one title could not be told apart in reports. */
function sameNames(sources: readonly SourceDefinition[], directory: string): Defect[] {
  const owner = new Map<string, string>();
  return sources.flatMap(({ source, name }) => {
    const before = owner.get(name);
    owner.set(name, before ?? source);
    if (before === undefined) return [];
    const file = open(directory, join('sources', `${source}.yaml`));
    return [file.defect(['name'], `名称“${name}”已用于来源 ${before}，请改名`)];
  });
}
