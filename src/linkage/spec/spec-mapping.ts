import { choiceRemedy } from './nearest-name.ts';
import type { SpecFile, SpecPath } from './spec-file.ts';

export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Notes every key of the map at the path that is not among the known ones. */
export function reportUnknownKeys(
  file: SpecFile,
  path: SpecPath,
  mapping: Mapping,
  known: readonly string[],
): void {
  for (const key of Object.keys(mapping))
    if (!known.includes(key))
      file.report('UNKNOWN_KEY', [...path, key], `\`${key}\` is not known here`, choiceRemedy(key, known));
}

/** A name that columns and comparisons may have: `+` and `:` belong to blocking rules, `__` to derived columns. */
export function reportBadName(file: SpecFile, path: SpecPath, name: string): void {
  if (name.trim() !== name || name === '' || /[+:\p{Cc}]|__/u.test(name))
    file.report(
      'BAD_NAME',
      path,
      'A name here may not be empty, begin or end with a blank, or have `+`, `:` or `__` in it',
      'Choose another name, and give the column of the table under `columns` as `name: { from: … }`',
    );
}
