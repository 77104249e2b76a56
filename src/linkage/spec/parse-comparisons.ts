import { Ajv } from 'ajv';
import type { ColumnUse } from './implied-columns.ts';
import type { ComparisonSpec } from './linkage-spec.ts';
import { choiceRemedy } from './nearest-name.ts';
import type { SpecFile, SpecPath } from './spec-file.ts';
import { SPEC_KEYS } from './spec-keys.ts';
import { isMapping, type Mapping, reportBadName, reportUnknownKeys } from './spec-mapping.ts';
import type { KindSignature, SpecVocabulary } from './spec-vocabulary.ts';

/** The comparisons, and what each asks of the columns it names; problems are noted in the file. */
export function parseComparisons(
  file: SpecFile,
  value: unknown,
  { kinds }: SpecVocabulary,
): { specs: ComparisonSpec[]; uses: ColumnUse[] } {
  const specs: ComparisonSpec[] = [];
  const uses: ColumnUse[] = [];
  if (!isMapping(value) || Object.keys(value).length === 0) {
    file.report(
      'NO_COMPARISON',
      ['comparisons'],
      'No comparison is given',
      'Write under `comparisons` what is compared and how, e.g. `surname: { kind: name }`',
    );
    return { specs, uses };
  }
  for (const [name, entry] of Object.entries(value)) {
    const path = ['comparisons', name];
    reportBadName(file, path, name);
    const keys: unknown = typeof entry === 'string' ? { kind: entry } : entry;
    if (!isMapping(keys)) {
      file.report('BAD_VALUE', path, 'Neither a kind nor a map', `Write \`${name}: { kind: … }\``);
      continue;
    }
    const columns = columnsOf(file, path, name, keys);
    const kind = kindOf(file, path, keys, kinds);
    const options = Object.fromEntries(
      Object.entries(keys).filter(([key]) => !SPEC_KEYS.comparison.some((known) => known.name === key)),
    );
    const { frequency = false, max_weight: maxWeight } = keys;
    if (typeof frequency !== 'boolean')
      file.report(
        'BAD_VALUE',
        [...path, 'frequency'],
        '`frequency` is neither true nor false',
        'Write true or false',
      );
    if (maxWeight !== undefined && !(typeof maxWeight === 'number' && maxWeight > 0))
      file.report(
        'BAD_VALUE',
        [...path, 'max_weight'],
        '`max_weight` is no number above 0',
        'Write bits, e.g. 4',
      );
    if (kind !== undefined) {
      reportOptions(file, path, options, kind);
      uses.push(...usesOf(file, path, keys, columns, options, kind));
    }
    specs.push({
      name,
      kind: String(keys.kind),
      columns,
      frequency: frequency === true,
      maxWeight: typeof maxWeight === 'number' ? maxWeight : undefined,
      options,
    });
  }
  return { specs, uses };
}

function columnsOf(file: SpecFile, path: SpecPath, name: string, keys: Mapping): string[] {
  if (keys.column !== undefined && keys.columns !== undefined)
    file.report(
      'BAD_VALUE',
      [...path, 'column'],
      'Both `column` and `columns` are given',
      'Take one of them out',
    );
  const given = keys.columns ?? keys.column ?? name;
  const names: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (names.length > 0 && names.every((column) => typeof column === 'string' && column !== ''))
    return names.map(String);
  const key = keys.columns === undefined ? 'column' : 'columns';
  file.report(
    'BAD_VALUE',
    [...path, key],
    `\`${key}\` names no column`,
    'Write column names as under `columns`',
  );
  return [name];
}

function kindOf(
  file: SpecFile,
  path: SpecPath,
  keys: Mapping,
  kinds: SpecVocabulary['kinds'],
): KindSignature | undefined {
  const names = Object.keys(kinds);
  if (keys.kind === undefined)
    file.report(
      'MISSING_KEY',
      path,
      'The `kind` is missing',
      `Write \`kind:\` and one of: ${names.join(', ')}`,
    );
  else if (typeof keys.kind === 'string' && Object.hasOwn(kinds, keys.kind)) return kinds[keys.kind];
  else
    file.report(
      'UNKNOWN_KIND',
      [...path, 'kind'],
      `\`${String(keys.kind)}\` is no kind of comparison`,
      choiceRemedy(String(keys.kind), names),
    );
  return undefined;
}

function reportOptions(file: SpecFile, path: SpecPath, options: Mapping, kind: KindSignature): void {
  reportUnknownKeys(file, path, options, [
    ...Object.keys(kind.options),
    ...SPEC_KEYS.comparison.map(({ name }) => name),
  ]);
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const [option, schema] of Object.entries(kind.options)) {
    if (options[option] === undefined || ajv.validate(schema, options[option])) continue;
    file.report(
      'BAD_OPTION',
      [...path, option],
      `\`${option}\` ${ajv.errorsText(ajv.errors, { dataVar: 'value' })}`,
      'Correct it, or take it out: then the default holds',
    );
  }
}

function usesOf(
  file: SpecFile,
  path: SpecPath,
  keys: Mapping,
  columns: readonly string[],
  options: Mapping,
  { accepts, options: schemas }: KindSignature,
): ColumnUse[] {
  const by = `Comparison kind \`${String(keys.kind)}\``;
  if (columns.length !== accepts.length) {
    file.report(
      'COLUMN_COUNT',
      path,
      `${by} takes ${accepts.length} column${accepts.length === 1 ? '' : 's'}, not ${columns.length}`,
      accepts.length === 1 ? 'Write `column: …`' : 'Write `columns: [ … ]`',
    );
    return [];
  }
  const compared = columns.map((column, index) => ({ column, accepts: accepts[index]!, path, by }));
  const mentioned = Object.entries(schemas)
    .filter(([option, schema]) => isColumnOption(schema) && typeof options[option] === 'string')
    .map(([option]) => ({
      column: String(options[option]),
      accepts: accepts[0]!,
      path: [...path, option],
      by: `Option \`${option}\``,
    }));
  return [...compared, ...mentioned];
}

function isColumnOption(schema: object): boolean {
  return '$comment' in schema && schema.$comment === 'column';
}
