import type { ComparisonKind } from './comparison-kind.ts';
import { codeOf, numbersOption, SIMILARITIES } from './option-value.ts';

const DEFAULT_SIMILARITIES = Object.freeze([0.7, 0.88, 0.92]);

/** A text at least so similar by Jaro–Winkler (`similar`, default 0.92, 0.88 and 0.7). */
export const JARO_WINKLER: ComparisonKind = Object.freeze<ComparisonKind>({
  kind: 'jaro_winkler',
  accepts: [['text']],
  options: { similar: SIMILARITIES },
  plausible(spec, left, right) {
    const [a, b] = [left(spec.columns[0]!), right(spec.columns[0]!)];
    return `linkage_jaro_winkler(${a}, ${b}) >= ${numbersOption(spec, 'similar', DEFAULT_SIMILARITIES)[0]}`;
  },
  levels(spec, left, right) {
    const [a, b] = [left(spec.columns[0]!), right(spec.columns[0]!)];
    return [
      { code: 'exact', label: 'equal', when: `${a} = ${b}`, agreedColumn: a },
      ...numbersOption(spec, 'similar', DEFAULT_SIMILARITIES)
        .toReversed()
        .map((similarity) => ({
          code: `similar_${codeOf(similarity)}`,
          label: `Jaro–Winkler ≥ ${similarity}`,
          when: `linkage_jaro_winkler(${a}, ${b}) >= ${similarity}`,
        })),
    ];
  },
});
