import { type ColumnSource, isJoined, sourceColumns } from './column-source.ts';
import type { ColumnSpec, ColumnType, Sides } from './linkage-spec.ts';
import { choiceRemedy } from './nearest-name.ts';
import { parseSource } from './parse-source.ts';
import { reportJoinedNumber } from './report-joined-number.ts';
import type { SpecFile, SpecPath } from './spec-file.ts';
import { SPEC_KEYS } from './spec-keys.ts';
import { isMapping, reportBadName, reportUnknownKeys } from './spec-mapping.ts';
import type { SpecVocabulary } from './spec-vocabulary.ts';

const TYPES: readonly ColumnType[] = Object.freeze(['text', 'date', 'number', 'list']);

/** Columns that a date may be made of: year, month, day. */
const DATE_PARTS = 3;

/** The columns that the spec declares; problems are noted in the file. */
export function parseColumns(file: SpecFile, value: unknown, { steps }: SpecVocabulary): ColumnSpec[] {
  if (value === undefined || value === null) return [];
  if (!isMapping(value)) {
    file.report('BAD_VALUE', ['columns'], '`columns` is no map', 'Write `name: { from: …, type: … }` lines');
    return [];
  }
  return Object.entries(value).map(([name, entry]) => {
    const path = ['columns', name];
    reportBadName(file, path, name);
    const same = { left: name, right: name };
    if (entry === null) return { name, type: 'text', from: same, clean: [] };
    const short = typeof entry === 'string' || Array.isArray(entry) || (isMapping(entry) && 'left' in entry);
    const keys = short ? { from: entry } : entry;
    if (!isMapping(keys)) {
      file.report(
        'BAD_VALUE',
        path,
        'Neither a column name nor a map',
        'Write `name: column`, or `name: { from: …, type: …, clean: […] }`',
      );
      return { name, type: 'text', from: same, clean: [] };
    }
    reportUnknownKeys(
      file,
      path,
      keys,
      SPEC_KEYS.column.map((key) => key.name),
    );
    const from: Sides<ColumnSource> =
      keys.from === undefined
        ? same
        : (parseSource(file, short ? path : [...path, 'from'], keys.from) ?? same);
    const type = columnType(file, path, keys.type);
    checkJoined(file, path, { name, type, from });
    return {
      name,
      type,
      from,
      clean: cleaning(file, path, keys.clean, steps),
    };
  });
}

function checkJoined(
  file: SpecFile,
  path: SpecPath,
  { name, type, from }: Pick<ColumnSpec, 'name' | 'type' | 'from'>,
): void {
  if (type === 'number' && (isJoined(from.left) || isJoined(from.right)))
    reportJoinedNumber(file, [...path, 'type'], name);
  const most = Math.max(sourceColumns(from.left).length, sourceColumns(from.right).length);
  if (type === 'date' && most > DATE_PARTS)
    file.report(
      'JOINED_DATE',
      [...path, 'from'],
      `A date has year, month and day only, not ${most} columns: \`${name}\``,
      'Write `[year, month, day]` with the columns that hold them',
    );
}

function columnType(file: SpecFile, path: SpecPath, value: unknown): ColumnType {
  if (value === undefined) return 'text';
  const known = TYPES.find((type) => type === value);
  if (known === undefined)
    file.report(
      'UNKNOWN_TYPE',
      [...path, 'type'],
      'This type is not known',
      choiceRemedy(String(value), TYPES),
    );
  return known ?? 'text';
}

function cleaning(file: SpecFile, path: SpecPath, value: unknown, steps: readonly string[]): string[] {
  if (value === undefined || value === null) return [];
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  names.forEach((name, index) => {
    if (typeof name === 'string' && steps.includes(name)) return;
    file.report(
      'UNKNOWN_STEP',
      [...path, 'clean', index],
      `\`${String(name)}\` is no cleaning step`,
      choiceRemedy(String(name), steps),
    );
  });
  return names.map(String);
}
