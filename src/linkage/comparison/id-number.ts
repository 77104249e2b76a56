import type { ComparisonSpec } from '../spec/linkage-spec.ts';
import type { ColumnSql, ComparisonKind } from './comparison-kind.ts';
import { derivationOf } from './written-words.ts';

/**
 * A Chinese citizen number (GB 11643: 6 digits of place, 8 of birth, 3 of sequence, a check character; 15 digits
 * before 1999), right or wrong; other document numbers are compared character by character. The check character
 * finds every single wrong digit and every exchange of neighbours, so two valid numbers that differ are two
 * numbers, and that is a level of its own.
 */
export const ID_NUMBER: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'id_number',
  accepts: [['text']],
  options: {},
  derive: () =>
    derivationOf(
      { number: 'linkage_id_number(linkage_id_plain(value))' },
      {
        head: 'left(number, CASE WHEN length(number) >= 17 THEN 8 ELSE 3 END)',
        tail: 'right(number, CASE WHEN length(number) >= 17 THEN 8 ELSE 3 END)',
      },
      { body: 'linkage_id_body(number)', is_valid: 'linkage_id_is_valid(number)' },
      { birth: 'linkage_id_birth(body)', birth_sequence: 'linkage_id_birth_sequence(body)' },
    ),
  missing: (spec, left, right) =>
    `${part(spec, left, 'number')} IS NULL OR ${part(spec, right, 'number')} IS NULL`,
  levels(spec, left, right) {
    const [a, b] = [part(spec, left, 'number'), part(spec, right, 'number')];
    const [bodyA, bodyB] = [part(spec, left, 'body'), part(spec, right, 'body')];
    const bothValid = `(${part(spec, left, 'is_valid')} AND ${part(spec, right, 'is_valid')})`;
    const same = (name: string) => `${part(spec, left, name)} = ${part(spec, right, name)}`;
    // One slip leaves the beginning or the end as it is.
    const ifNear = (sql: string) =>
      `CASE WHEN NOT (${same('head')} OR ${same('tail')}) OR ${bothValid} OR least(length(${a}), length(${b})) < 8 OR abs(length(${a}) - length(${b})) > 1 THEN FALSE ELSE ${sql} END`;
    return [
      { code: 'exact', label: 'equal', when: `${a} = ${b}`, agreedColumn: a },
      {
        code: 'same_body',
        label: '15 and 18 digits of one number, or another check character',
        when: `${bodyA} = ${bodyB}`,
      },
      {
        code: 'one_digit',
        label: 'one digit wrong, lost or added',
        when: ifNear(`linkage_levenshtein(${a}, ${b}) = 1`),
      },
      {
        code: 'exchanged',
        label: 'two neighbouring digits exchanged',
        when: ifNear(`linkage_within_edits(${a}, ${b}, 1)`),
      },
      {
        code: 'birth_sequence',
        label: 'same birth and sequence, other place',
        when: `${same('birth_sequence')} AND NOT ${bothValid}`,
      },
      { code: 'birth', label: 'same birth', when: `${same('birth')} AND NOT ${bothValid}` },
      { code: 'two_valid', label: 'two valid numbers', when: bothValid },
    ];
  },
});

const part = (spec: ComparisonSpec, side: ColumnSql, name: string) => side(`${spec.columns[0]}__${name}`);
