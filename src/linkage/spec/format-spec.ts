import { stringify } from 'yaml';
import { type ColumnSource, isSameSource } from './column-source.ts';
import type { ColumnSpec, ComparisonSpec, LinkageSpec, Sides } from './linkage-spec.ts';

/** The spec as YAML, keys in the order of `SPEC_KEYS`; `parseSpec` of it gives the same spec again. */
export function formatSpec(spec: LinkageSpec): string {
  return stringify(
    {
      ...(spec.id && { id: sides(spec.id) }),
      ...(spec.truth && { truth: sides(spec.truth) }),
      columns: Object.fromEntries(spec.columns.map((column) => [column.name, columnEntry(column)])),
      comparisons: Object.fromEntries(
        spec.comparisons.map((comparison) => [comparison.name, comparisonEntry(comparison)]),
      ),
      blocking: spec.blocking.map(({ text }) => text),
      max_pairs: spec.maxPairs,
      threshold: spec.threshold,
      review_from: spec.reviewFrom,
      constraint: spec.constraint,
    },
    { lineWidth: 0 },
  );
}

function sides({ left, right }: Sides<ColumnSource>): ColumnSource | Sides<ColumnSource> {
  return isSameSource(left, right) ? left : { left, right };
}

function columnEntry({ from, type, clean }: ColumnSpec) {
  return {
    from: sides(from),
    ...(type !== 'text' && { type }),
    ...(clean.length > 0 && { clean }),
  };
}

function comparisonEntry({ name, kind, columns, frequency, maxWeight, options }: ComparisonSpec) {
  const [first, ...more] = columns;
  return {
    kind,
    ...(more.length > 0 ? { columns } : first !== name && { column: first }),
    ...(frequency && { frequency }),
    ...(maxWeight !== undefined && { max_weight: maxWeight }),
    ...options,
  };
}
