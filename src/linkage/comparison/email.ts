import type { ComparisonSpec } from '../spec/linkage-spec.ts';
import type { ColumnSql, ComparisonKind } from './comparison-kind.ts';
import { derivationOf } from './written-words.ts';

/**
 * An e-mail address: equal but for capitals; the same part before the @ (without +tag and dots) at another
 * provider; typing errors; a similar part before the @, which often is made from the name.
 */
export const EMAIL: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'email',
  accepts: [['text']],
  options: {},
  derive: () =>
    derivationOf(
      { address: 'linkage_email(value)' },
      { local: "replace(regexp_replace(split_part(address, '@', 1), '(.)\\+.*$', '\\1'), '.', '')" },
    ),
  missing: (spec, left, right) =>
    `${part(spec, left, 'address')} IS NULL OR ${part(spec, right, 'address')} IS NULL`,
  plausible(spec, left, right) {
    const [localA, localB] = [part(spec, left, 'local'), part(spec, right, 'local')];
    return `linkage_jaro_winkler(${localA}, ${localB}) >= 0.7`;
  },
  levels(spec, left, right) {
    const [a, b] = [part(spec, left, 'address'), part(spec, right, 'address')];
    const [localA, localB] = [part(spec, left, 'local'), part(spec, right, 'local')];
    const similarity = `linkage_jaro_winkler(${localA}, ${localB})`;
    const shorter = `least(length(${localA}), length(${localB}))`;
    return [
      { code: 'exact', label: 'equal', when: `${a} = ${b}`, agreedColumn: a },
      { code: 'same_local', label: 'same part before the @', when: `${localA} = ${localB}` },
      {
        code: 'typing_error',
        label: 'one or two typing errors',
        when: `CASE WHEN ${similarity} >= 0.7 AND ${shorter} >= 4 THEN linkage_within_edits(${a}, ${b}, 2) ELSE FALSE END`,
      },
      { code: 'similar', label: 'similar part before the @', when: `${similarity} >= 0.88` },
    ];
  },
});

const part = (spec: ComparisonSpec, side: ColumnSql, name: 'address' | 'local') =>
  side(`${spec.columns[0]}__${name}`);
