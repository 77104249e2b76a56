import type { ColumnSource } from './column-source.ts';
import type { Sides } from './linkage-spec.ts';
import { isName } from './parse-sides.ts';
import type { SpecFile, SpecPath } from './spec-file.ts';
import { isMapping, reportUnknownKeys } from './spec-mapping.ts';

/** Columns of both tables, or of each: a name, or a list of names to be joined. Undefined after noting a problem. */
export function parseSource(file: SpecFile, path: SpecPath, value: unknown): Sides<ColumnSource> | undefined {
  if (isMapping(value) && 'left' in value && 'right' in value) {
    reportUnknownKeys(file, path, value, ['left', 'right']);
    const left = parseColumns(file, [...path, 'left'], value.left);
    const right = parseColumns(file, [...path, 'right'], value.right);
    return left !== undefined && right !== undefined ? { left, right } : undefined;
  }
  const both = parseColumns(file, path, value);
  return both === undefined ? undefined : { left: both, right: both };
}

function parseColumns(file: SpecFile, path: SpecPath, value: unknown): ColumnSource | undefined {
  if (isName(value)) return value;
  if (!Array.isArray(value)) {
    file.report(
      'BAD_SOURCE',
      path,
      'Neither a column name, nor a list of them, nor `{left: …, right: …}`',
      'Write the column as it stands in the table (a number as a name in quotes), or several as `[first, second]`',
    );
    return undefined;
  }
  if (value.length === 0) {
    file.report(
      'NO_COLUMN',
      path,
      'The list of columns is empty',
      'Name the columns to be joined, in their order',
    );
    return undefined;
  }
  const names: string[] = [];
  for (const [index, name] of value.entries()) {
    if (!isName(name))
      file.report(
        'BAD_SOURCE',
        [...path, index],
        'A list here has the names of columns and nothing else',
        'Write the column as it stands in the table (a number as a name in quotes)',
      );
    else if (names.some((known) => known.toLowerCase() === name.toLowerCase()))
      file.report(
        'COLUMN_TWICE',
        [...path, index],
        `\`${name}\` stands twice in the list`,
        'Take one of them out',
      );
    else names.push(name);
  }
  if (names.length < value.length) return undefined;
  return names.length === 1 ? names[0] : names;
}
