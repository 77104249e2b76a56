import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Defect, refuseDefects } from './defect.ts';
import { readSourceDefinition, type SourceDefinition } from './source-definition.ts';
import { readYamlFile } from './yaml-file.ts';

export { type CompiledTable, compileCatalogue } from './compile-catalogue.ts';
export type {
  SourceColumn,
  SourceColumnType,
  SourceDefinition,
  SourcePerson,
  SourceSubject,
} from './source-definition.ts';

/** Everything the YAML files say, checked and frozen. */
export interface Catalogue {
  /** By source code, ascending. */
  readonly sources: readonly SourceDefinition[];
}

const SHIPPED = import.meta.dirname;

/**
 * Reads and checks the rules as data.
 * @param directory a catalogue; the shipped one by default
 * @throws ZhaorenError CATALOGUE_INVALID naming every defect of every file, with line and remedy
 */
export function loadCatalogue(directory: string = SHIPPED): Catalogue {
  const defects: Defect[] = [];
  const sources: SourceDefinition[] = [];
  for (const name of sourceNames(directory)) {
    const file = join(directory, 'sources', `${name}.yaml`);
    const read = readSourceDefinition(name, readYamlFile(file, file));
    if ('defects' in read) defects.push(...read.defects);
    else sources.push(read.definition);
  }
  refuseDefects(defects);
  return Object.freeze({ sources: Object.freeze(sources) });
}

function sourceNames(directory: string): string[] {
  return readdirSync(join(directory, 'sources'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}
