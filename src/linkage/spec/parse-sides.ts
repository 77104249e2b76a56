import type { Sides } from './linkage-spec.ts';
import type { SpecFile, SpecPath } from './spec-file.ts';
import { isMapping, reportUnknownKeys } from './spec-mapping.ts';

/** A column name for both tables, or one for each. Undefined after noting a problem. */
export function parseSides(file: SpecFile, path: SpecPath, value: unknown): Sides<string> | undefined {
  if (isName(value)) return { left: value, right: value };
  if (isMapping(value)) {
    reportUnknownKeys(file, path, value, ['left', 'right']);
    const { left, right } = value;
    if (isName(left) && isName(right)) return { left, right };
  }
  file.report(
    'BAD_VALUE',
    path,
    'Neither a column name nor `{left: …, right: …}`',
    Array.isArray(value)
      ? 'Write one column as it stands in the table; several are joined under `columns` only'
      : 'Write the column as it stands in the table (a number as a name in quotes)',
  );
  return undefined;
}

/** Whether it can be the name of a column. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
