import type { ComparisonSpec } from '../spec/linkage-spec.ts';

/** JSON schema of an option that is a number or several. */
export const NUMBERS = Object.freeze({
  anyOf: [
    { type: 'number', minimum: 0 },
    { type: 'array', items: { type: 'number', minimum: 0 }, minItems: 1, uniqueItems: true },
  ],
});

/** JSON schema of an option that is a similarity from 0 to 1, or several. */
export const SIMILARITIES = Object.freeze({
  anyOf: [
    { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    {
      type: 'array',
      items: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
      minItems: 1,
      uniqueItems: true,
    },
  ],
});

/** JSON schema of an option that names a column of the spec. */
export const COLUMN = Object.freeze({ type: 'string', minLength: 1, $comment: 'column' });

/** The numbers of an option, smallest first. */
export function numbersOption(
  spec: ComparisonSpec,
  option: string,
  byDefault: readonly number[],
): readonly number[] {
  const given = spec.options[option];
  const numbers = given === undefined ? byDefault : Array.isArray(given) ? given : [given];
  return [...new Set(numbers as number[])].sort((a, b) => a - b);
}

/** The text of an option, if given. */
export function textOption(spec: ComparisonSpec, option: string): string | undefined {
  const given = spec.options[option];
  return typeof given === 'string' ? given : undefined;
}

/** A number as part of a level's code: 0.5 → `0_5`. */
export function codeOf(number: number): string {
  return String(number).replace('.', '_');
}
